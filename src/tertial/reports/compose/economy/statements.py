"""Statements in a report: the table, its chart, and what is written about its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

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
from tertial.domain.statement import LineKind, Measure, StatementLine
from tertial.domain.statement.columns import Shown
from tertial.economy.statements.causes import causes_of
from tertial.economy.statements.columns import (
    DEFAULT_UNIT,
    FOLLOW_UP,
    MONEY_UNITS,
    OF_WHOLE_YEAR,
    YEARS,
    ColumnChoice,
    MoneyUnit,
    columns_for,
    figure_of,
    headings,
    months_name,
    sign_rule,
)
from tertial.economy.statements.view import StatementView
from tertial.reports.compose.context import ComposeBlock, Context
from tertial.reports.compose.economy.statement_charts import statement_chart
from tertial.reports.compose.texts import written

_KINDS = {LineKind.ROW: RowKind.ROW, LineKind.OF_WHICH: RowKind.ROW, LineKind.TOTAL: RowKind.TOTAL}
_BEFORE = {Shown.OUTCOME: Shown.PREVIOUS, Shown.PREVIOUS: Shown.BEFORE_PREVIOUS}
Options = Mapping[str, Any]


def statement_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A statement against its budget."""
    return _printed(context, options, FOLLOW_UP)


def net_cost_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A statement over three years: the total first, its parts below `Of which`, the change in percent last."""
    return _printed(context, options, YEARS)


def texts_block(context: Context, options: Options) -> tuple[Block, ...]:
    """What is written about each row, where the template has put the table elsewhere."""
    view = _view(context, options)
    return _under(context.fill(options.get("title", "")), tuple(_texts(context, view))) if view else ()


def _printed(context: Context, options: Options, layout: str) -> tuple[Block, ...]:
    view = _view(context, options)
    if view is None:
        return ()
    title = context.fill(options.get("title", ""))
    if view.is_empty:
        context.findings.append(_no_ledger(context, view))
        note = Note(words(_("There is no ledger for %(period)s yet.") % {"period": period_name(context.period)}))
        return _under(title, (note,))
    context.findings.extend(view.reading.findings)
    context.findings.extend(_missing_comments(view))
    money = _money(options)
    columns = _columns(context, view, options, layout)
    blocks: list[Block] = [_table(context, view, options, columns, money, with_parts=layout == YEARS)]
    if "chart" in options:
        chart = statement_chart(view, options["chart"], columns, context.fill(_caption(options, view)))
        blocks += [chart] if chart else []
    if options.get("texts", True):
        texts = tuple(_texts(context, view, only_text=layout == YEARS))
        blocks += _under(context.fill(options.get("texts_title", "")), texts)
    return _under(title, tuple(blocks))


def _view(context: Context, options: Options) -> StatementView | None:
    view = context.economy.view(options["statement"])
    if view is None:
        template = gettext_noop("The template prints the statement “%(key)s”, which %(unit)s does not have.")
        params = {"key": options["statement"], "unit": context.municipality.name}
        context.findings.append(Finding("statement-unknown", Severity.ERROR, Message(template, params)))
    return view


def _under(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Section(title, anchor_from(title), blocks),) if title and blocks else blocks


def _money(options: Options) -> MoneyUnit:
    money = MONEY_UNITS[options.get("unit", DEFAULT_UNIT)]
    return replace(money, decimals=options.get("decimals", money.decimals))


def _columns(context: Context, view: StatementView, options: Options, layout: str) -> tuple[ColumnChoice, ...]:
    if "columns" not in options:
        suited = columns_for(context.period, view.extent, layout)
        years = (Shown.BEFORE_PREVIOUS, Shown.PREVIOUS, Shown.OUTCOME)
        return tuple(each for each in suited if layout != YEARS or each.shown in years)
    names = headings(context.period, view.extent)
    chosen = [(Shown(column["shows"]), column.get("heading", "")) for column in options["columns"]]
    if view.extent != view.period:
        return _of_part(chosen, lambda text: _heading(context, view, text), names)
    return tuple(ColumnChoice(shown, _heading(context, view, text) or names[shown]) for shown, text in chosen)


def _of_part(
    chosen: Sequence[tuple[Shown, str]], heading: Callable[[str], str], names: Mapping[Shown, str]
) -> tuple[ColumnChoice, ...]:
    """The template's columns where not all of its period is read: a heading that names no months would tell of all.

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


def _heading(context: Context, view: StatementView, text: str) -> str:
    """A heading may name the months and the years: `{months} {last_year}`."""
    year = context.period.year
    named = {
        "{months}": months_name(view.extent or context.period),
        "{last_year}": str(year - 1),
        "{year_before}": str(year - 2),
    }
    for name, stands_for in named.items():
        text = text.replace(name, stands_for)
    return context.fill(text)


def _caption(options: Options, view: StatementView) -> str:
    return options.get("caption") or f"{view.reading.title}, {_money(options).key}"


def _with_extent(caption: str, view: StatementView) -> str:
    """A caption that says how far its figures reach, where that is not to the end of the period."""
    return f"{caption} ({view.extent_words})" if view.extent_words else caption


def _table(
    context: Context,
    view: StatementView,
    options: Options,
    columns: Sequence[ColumnChoice],
    money: MoneyUnit,
    *,
    with_parts: bool,
) -> Table:
    heads = (
        Column(context.fill(options.get("row_heading", "")) or view.reading.title),
        *(Column(each.heading, ColumnKind.PERCENT if each.shown.is_percent else ColumnKind.AMOUNT) for each in columns),
    )
    rows = list(_rows(view, columns, money, options.get("of_which") or _("Of which:")))
    if with_parts and view.total is not None:
        label = options.get("change_label") or _("Change in percent")
        rows.append(_change_row(view, view.total, columns, label))
    notes = tuple(Note(words(f"{each.about}: {each.text}")) for each in causes_of(view, columns))
    caption = _with_extent(context.fill(_caption(options, view)), view)
    return Table(caption, heads, tuple(rows), notes, rule=sign_rule(money, columns))


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
    quantity = figure_of(line, shown, money, view.percent_decimals(line.key))
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


def _texts(context: Context, view: StatementView, *, only_text: bool = False) -> Iterator[Block]:
    """What is written about each row, under the row's name; `only_text` leaves the name of a single total out."""
    for line in view.lines:
        section = view.comments.get(line.key)
        if section is None:
            continue
        blocks = written(context, section)
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
        amount = MONEY_UNITS[DEFAULT_UNIT].quantity(line.amounts[Measure.DEVIATION])
        params = {"row": line.label, "statement": view.reading.title, "amount": amount}
        yield Finding("comment-missing", Severity.WARNING, Message(template, params), view.comment_ref(line.key))


def _no_ledger(context: Context, view: StatementView) -> Finding:
    template = gettext_noop("“%(statement)s” has no figures: no ledger is imported for %(period)s.")
    params = {"statement": view.reading.title, "period": period_name(context.period)}
    return Finding("ledger-missing", Severity.WARNING, Message(template, params))


BLOCKS: Mapping[str, ComposeBlock] = {
    "income_statement": statement_block,
    "operations_per_activity": statement_block,
    "net_cost_development": net_cost_block,
    "statement_texts": texts_block,
}
