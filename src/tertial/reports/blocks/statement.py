"""Statements in a report: the table, its chart, and what is written about its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.domain.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    Figure,
    FigureCell,
    Note,
    Row,
    RowKind,
    Section,
    Table,
    anchor_from,
    text_cell,
    words,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.statement import LineKind, StatementLine
from tertial.domain.statement.columns import Shown, in_signs
from tertial.economy.ledger.styles import DEFAULT_UNIT, MONEY_UNITS, MoneyUnit
from tertial.economy.statements.causes import causes_of
from tertial.economy.statements.columns import (
    FOLLOW_UP,
    OF_WHOLE_YEAR,
    YEARS,
    ColumnChoice,
    columns_for,
    headings,
    months_name,
    sign_rule,
)
from tertial.economy.statements.months import months_of
from tertial.economy.statements.view import Statements, StatementView
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.statement_chart import statement_chart
from tertial.reports.blocks.parts.years import wrong_years
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report

_KINDS = {LineKind.ROW: RowKind.ROW, LineKind.OF_WHICH: RowKind.ROW, LineKind.TOTAL: RowKind.TOTAL}
_CHARTS = ("months", "rows", "years")
_LARGEST_DECIMALS = 3
_BY_YEAR = (Shown.BEFORE_PREVIOUS, Shown.PREVIOUS, Shown.OUTCOME)
_BEFORE = {Shown.OUTCOME: Shown.PREVIOUS, Shown.PREVIOUS: Shown.BEFORE_PREVIOUS}


@dataclass(frozen=True, slots=True)
class StatementNeeds:
    """The statements of the municipality, each read when it is asked for."""

    cover: Cover
    statements: Statements
    prose: Prose


def statement_block(needs: StatementNeeds, options: Options) -> Printed:
    """A statement against its budget; with `years` its outcome over the years, the change in percent last."""
    return _printed(needs, options, YEARS if "years" in options else FOLLOW_UP)


def texts_block(needs: StatementNeeds, options: Options) -> Printed:
    """What is written about each row, where the template has put the table elsewhere."""
    view = needs.statements.view(options["statement"])
    if view is None:
        return _unknown(needs, options)
    texts = tuple(_texts(needs, view))
    return Printed(texts, needs.prose.findings).under(needs.cover.fill(options.get("title", "")))


def _printed(needs: StatementNeeds, options: Options, layout: str) -> Printed:
    view = needs.statements.view(options["statement"])
    if view is None:
        return _unknown(needs, options)
    title = needs.cover.fill(options.get("title", ""))
    if view.is_empty:
        return _nothing_booked(needs, view).under(title)
    money = _money(options, view)
    columns = _columns(needs, view, options, layout)
    blocks: list[Block] = [_table(needs, view, options, columns, money, with_parts=layout == YEARS)]
    if "chart" in options:
        curves = months_of(view).curves if options["chart"] == "months" else ()
        chart = statement_chart(view, options["chart"], columns, curves, needs.cover.fill(_caption(options, view)))
        blocks += [chart] if chart else []
    if options.get("texts", True):
        texts = Printed(tuple(_texts(needs, view, only_text=layout == YEARS)))
        blocks += texts.under(needs.cover.fill(options.get("texts_title", ""))).blocks
    findings = (*view.reading.findings, *_missing_comments(view), *needs.prose.findings)
    return Printed(tuple(blocks), findings).under(title)


def _unknown(needs: StatementNeeds, options: Options) -> Printed:
    template = gettext_noop("The template prints the statement “%(key)s”, which %(unit)s does not have.")
    params = {"key": options["statement"], "unit": needs.cover.municipality.name}
    return Printed((), (Finding("statement-unknown", Severity.ERROR, Message(template, params)),))


def _money(options: Options, view: StatementView) -> MoneyUnit:
    """The unit and decimals that the template says, else those of the statement."""
    money = view.style.in_unit(options["unit"]) if "unit" in options else view.style.money
    return replace(money, decimals=options.get("decimals", money.decimals))


def _columns(needs: StatementNeeds, view: StatementView, options: Options, layout: str) -> tuple[ColumnChoice, ...]:
    if "columns" not in options:
        suited = columns_for(needs.cover.period, view.extent, layout, view.layout.columns)
        return tuple(each for each in suited if layout != YEARS or each.shown in _BY_YEAR[-options["years"] :])
    names = headings(needs.cover.period, view.extent)
    chosen = [(Shown(column["shows"]), column.get("heading", "")) for column in options["columns"]]
    if view.extent != view.period:
        return _of_part(chosen, lambda text: _heading(needs, view, text), names)
    return tuple(ColumnChoice(shown, _heading(needs, view, text) or names[shown]) for shown, text in chosen)


def _of_part(
    chosen: Sequence[tuple[Shown, str]], heading: Callable[[str], str], names: Mapping[Shown, str]
) -> tuple[ColumnChoice, ...]:
    """The template's columns where not all of its period is read: a heading without months would claim all of it.

    A deviation stands beside the budget that it is from, so that of the same months is added where it is missing.
    """
    shown = [each for each, _text in chosen]
    columns = [
        ColumnChoice(each, heading(text) if text and (each in OF_WHOLE_YEAR or "{months}" in text) else names[each])
        for each, text in chosen
    ]
    if Shown.DEVIATION in shown and Shown.BUDGET not in shown:
        columns.insert(shown.index(Shown.DEVIATION), ColumnChoice(Shown.BUDGET, names[Shown.BUDGET]))
    return tuple(columns)


def _heading(needs: StatementNeeds, view: StatementView, text: str) -> str:
    """A heading may name the months and the years: `{months} {last_year}`."""
    year = needs.cover.period.year
    named = {
        "{months}": months_name(view.extent or needs.cover.period),
        "{last_year}": str(year - 1),
        "{year_before}": str(year - 2),
    }
    for name, stands_for in named.items():
        text = text.replace(name, stands_for)
    return needs.cover.fill(text)


def _caption(options: Options, view: StatementView) -> str:
    return options.get("caption") or f"{view.reading.title}, {_money(options, view).key}"


def _with_extent(caption: str, view: StatementView) -> str:
    """A caption that says how far its figures reach, where that is not to the end of the period."""
    return f"{caption} ({view.extent_words})" if view.extent_words else caption


def _table(
    needs: StatementNeeds,
    view: StatementView,
    options: Options,
    columns: Sequence[ColumnChoice],
    money: MoneyUnit,
    *,
    with_parts: bool,
) -> Table:
    heads = (
        Column(needs.cover.fill(options.get("row_heading", "")) or view.reading.title),
        *(Column(each.heading, ColumnKind.PERCENT if each.shown.is_percent else ColumnKind.AMOUNT) for each in columns),
    )
    rows = list(_rows(view, columns, money, options.get("of_which") or _("Of which:")))
    if with_parts and view.total is not None:
        label = options.get("change_label") or _("Change in percent")
        rows.append(_change_row(view, view.total, columns, label))
    notes = tuple(Note(words(f"{each.about}: {each.text}")) for each in causes_of(view, columns))
    caption = _with_extent(needs.cover.fill(_caption(options, view)), view)
    return Table(caption, heads, tuple(rows), notes, rule=sign_rule(money, columns, view.convention))


def _rows(view: StatementView, columns: Sequence[ColumnChoice], money: MoneyUnit, of_which: str) -> Iterator[Row]:
    inside = False
    for line in view.lines:
        part = line.kind is LineKind.OF_WHICH
        if part and not inside:
            yield Row((text_cell(of_which), *(EmptyCell() for _column in columns)), RowKind.GROUP)
        inside = part
        cells = (_cell(view, line, column.shown, money) for column in columns)
        yield Row((text_cell(line.label), *cells), _KINDS[line.kind], indent=1 if part else 0)


def _cell(view: StatementView, line: StatementLine, shown: Shown, money: MoneyUnit) -> Cell:
    quantity = view.figure(line, shown, money)
    if quantity is None:
        return EmptyCell(_("none"))
    return FigureCell(Figure(quantity, view.ref(line.key, shown), with_unit=shown.is_percent))


def _change_row(view: StatementView, total: StatementLine, columns: Sequence[ColumnChoice], label: str) -> Row:
    """How each year's total has changed since the year before it, where both are known."""
    cells: list[Cell] = []
    for column in columns:
        before = _BEFORE.get(column.shown)
        share = view.change(total, column.shown, before) if before else None
        ref = view.ref(total.key, Shown.CHANGE_PERCENT if column.shown is Shown.OUTCOME else column.shown)
        cells.append(FigureCell(Figure(share, ref, with_unit=True)) if share is not None else EmptyCell())
    return Row((text_cell(label), *cells))


def _texts(needs: StatementNeeds, view: StatementView, *, only_text: bool = False) -> Iterator[Block]:
    """What is written about each row, under the row's name; `only_text` leaves the name of a single total out."""
    for line in view.lines:
        section = view.comments.get(line.key)
        if section is None:
            continue
        blocks = needs.prose.written(section)
        if only_text and line.kind is LineKind.TOTAL:
            yield from blocks
        else:
            yield Section(line.label, anchor_from(line.label), blocks)


def _missing_comments(view: StatementView) -> Iterator[Finding]:
    for line in view.without_comment:
        template = gettext_noop(
            "%(row)s in “%(statement)s” deviates by %(amount)s from the budget and has no comment. Write one, or adopt "
            "the draft."
        )
        amount = view.style.money.quantity(in_signs(line.amounts, Shown.DEVIATION, view.convention))
        params = {"row": line.label, "statement": view.reading.title, "amount": amount}
        yield Finding("comment-missing", Severity.WARNING, Message(template, params), view.comment_ref(line.key))


def _nothing_booked(needs: StatementNeeds, view: StatementView) -> Printed:
    period = period_name(needs.cover.period)
    note = Note(words(_("Nothing is booked or budgeted here for %(period)s yet.") % {"period": period}))
    template = gettext_noop("“%(statement)s” has no figures: nothing is booked or budgeted on its rows for %(period)s.")
    params = {"statement": view.reading.title, "period": period}
    return Printed((note,), (Finding("ledger-missing", Severity.WARNING, Message(template, params)),))


def _refused(options: Options) -> Message | None:
    """Whether the columns, the unit or the chart of a table cannot be."""
    if options.get("unit", DEFAULT_UNIT) not in MONEY_UNITS:
        return _one_of("unit", options["unit"], tuple(MONEY_UNITS))
    if options.get("chart", _CHARTS[0]) not in _CHARTS:
        return _one_of("chart", options["chart"], _CHARTS)
    if not 0 <= options.get("decimals", 0) <= _LARGEST_DECIMALS:
        return Message(
            gettext_noop("“decimals” is how many digits stand after the comma; write a number from 0 to %(most)s."),
            {"most": _LARGEST_DECIMALS},
        )
    if (wrong := wrong_years(options)) is not None:
        return wrong
    if alone := sorted({"of_which", "change_label"} & options.keys() if "years" not in options else ()):
        template = gettext_noop("“%(name)s” is a word for a statement over several years; write “years” too.")
        return Message(template, {"name": alone[0]})
    return next((wrong for column in options.get("columns", []) if (wrong := _wrong_column(column))), None)


def _wrong_column(column: object) -> Message | None:
    known = {"shows", "heading"}
    if not isinstance(column, Mapping) or column.keys() - known or not isinstance(column.get("heading", ""), str):
        return Message(gettext_noop('A column is written as { shows = "outcome", heading = "…" }; write it so.'))
    shows = column.get("shows")
    return None if shows in set(Shown) else _one_of("shows", shows, tuple(Shown))


def _one_of(name: str, value: object, known: tuple[str, ...]) -> Message:
    template = gettext_noop("“%(name)s” cannot be “%(value)s”; choose among: %(known)s.")
    return Message(template, {"name": name, "value": value, "known": ", ".join(known)})


def statements_of(report: Report) -> Statements:
    """The statements of the unit's ledger."""
    return Statements(report.cover.unit, report.cover.period)


def _needs(report: Report) -> StatementNeeds:
    return StatementNeeds(report.cover, report.read(statements_of), report.prose())


KINDS = (
    BlockKind(
        "statement",
        gettext_noop("a statement against its budget or over several years, and the texts on its rows"),
        {
            "statement": str,
            "title": str,
            "caption": str,
            "row_heading": str,
            "columns": list,
            "years": int,
            UNITS: str,
            "of_which": str,
            "change_label": str,
            "unit": str,
            "decimals": int,
            "chart": str,
            "texts": bool,
            "texts_title": str,
            "notes": list,
        },
        _needs,
        statement_block,
        frozenset({"statement"}),
        _refused,
    ),
    BlockKind(
        "statement_texts",
        gettext_noop("what people have written about the rows of a statement, each under the row's name"),
        {"statement": str, "title": str, UNITS: str},
        _needs,
        texts_block,
        frozenset({"statement"}),
    ),
)
