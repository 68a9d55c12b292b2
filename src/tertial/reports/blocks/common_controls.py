"""A common control as the report prints it: what it shows, and one table with a total from counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.common.wording import sentence
from tertial.control.models import CommonQuestion, QuestionKind
from tertial.control.queries.answered import number, percent, share_of
from tertial.control.queries.comparison import ComparedRow, Comparison, Result
from tertial.control.scales import result_mark, result_scale, words_of
from tertial.domain.control import Counted, NoTotal, Numbered, unanswered
from tertial.domain.control.total import Answered
from tertial.domain.document import (
    Block,
    BlocksCell,
    Cell,
    CellBlock,
    Column,
    ColumnKind,
    EmptyCell,
    Figure,
    FigureCell,
    List,
    Note,
    Paragraph,
    Row,
    RowKind,
    Run,
    Section,
    Status,
    Table,
    Text,
    TextCell,
    anchor_from,
    text_cell,
    words,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.control_needs import ControlNeeds, control_needs, no_control_plan
from tertial.reports.blocks.printed import Options, Printed, together
from tertial.texts.models import TextSection


@dataclass(frozen=True, slots=True)
class _Wished:
    """What of the table the template wants beside the answers."""

    previous: bool
    bound: bool


def common_controls_block(needs: ControlNeeds, options: Options) -> Printed:
    """A section for each of the common controls that the template names: what it shows, and who answered what."""
    if needs.plan is None:
        return no_control_plan(needs.cover)
    known = {each.control.key: each for each in needs.plan.commons}
    printed = together(
        _section(needs, known[key], options) if key in known else _unknown(needs, key) for key in options["controls"]
    )
    findings = (*printed.findings, *needs.prose.findings)
    return Printed(printed.blocks, findings).under(needs.cover.fill(options.get("title", "")))


def _unknown(needs: ControlNeeds, key: str) -> Printed:
    template = gettext_noop("The template asks for the common control “%(key)s”, which %(year)s does not have.")
    names = {"key": key, "year": str(needs.cover.period.year)}
    return Printed((), (Finding("common-control-missing", Severity.ERROR, Message(template, names)),))


def _section(needs: ControlNeeds, found: Comparison, options: Options) -> Printed:
    control = found.control
    blocks: list[Block] = [*needs.prose.written(found.text)]
    if control.key in options.get("as_list", ()):
        blocks.append(_as_list(needs, found))
    else:
        caption = needs.cover.fill(options.get("captions", {}).get(control.key) or control.name)
        wished = _Wished(control.key in options.get("previous", ()), control.key in options.get("bound", ()))
        blocks.append(_table(needs, found, caption, wished, wide=control.key in options.get("wide", ())))
    return Printed((Section(control.name, anchor_from(control.name), tuple(blocks)),), found.findings)


def _table(needs: ControlNeeds, found: Comparison, caption: str, wished: _Wished, *, wide: bool) -> Table:
    heading = found.control.of_whom or words_of(found.control.control_model)["committee"]
    shown = [(at, question) for at, question in enumerate(found.questions) if not question.in_remark]
    remarks = found.has_remarks
    columns = [Column(heading)]
    for at, question in shown:
        columns.extend(_columns(found, at, question, wished))
    if remarks:
        columns.append(Column(found.remark_heading()))
    rows = [_row(needs, found, row, shown, wished, remarks=remarks) for row in found.rows]
    if len(found.rows) > 1:
        rows.append(_total(needs, found, shown, wished, remarks=remarks))
    notes = tuple(Note(words(note)) for note in _notes(found))
    rule = _rule(found) if wished.bound and any(question.sampled for _at, question in shown) else ""
    return Table(caption, tuple(columns), tuple(rows), notes, rule, wide)


def _columns(found: Comparison, at: int, question: CommonQuestion, wished: _Wished) -> Iterator[Column]:
    if wished.previous:
        before = found.totals[at].previous_period
        yield Column(period_name(Period.parse(before)) if before else _("Before"), ColumnKind.PERCENT)
    if question.kind == QuestionKind.COUNT:
        yield Column(question.heading, ColumnKind.TEXT if question.other_heading else ColumnKind.AMOUNT)
        return
    yield Column(question.heading, ColumnKind.PERCENT)
    if question.population_heading:
        yield Column(question.population_heading, ColumnKind.AMOUNT)
    if question.deviations_heading:
        yield Column(question.deviations_heading, ColumnKind.AMOUNT)
    if wished.bound and question.sampled:
        yield Column(_("True error rate, at most"), ColumnKind.PERCENT)


def _row(
    needs: ControlNeeds,
    found: Comparison,
    row: ComparedRow,
    shown: list[tuple[int, CommonQuestion]],
    wished: _Wished,
    *,
    remarks: bool,
) -> Row:
    cells: list[Cell] = [text_cell(str(row.row), row.row.ref)]
    for at, question in shown:
        cells.extend(_cells(question, row.results[at], wished, total=False))
    if remarks:
        cells.append(_remark(needs, found, row.results, row.remark))
    return Row(tuple(cells))


def _total(
    needs: ControlNeeds, found: Comparison, shown: list[tuple[int, CommonQuestion]], wished: _Wished, *, remarks: bool
) -> Row:
    cells: list[Cell] = [text_cell(words_of(found.control.control_model)["total"], found.ref)]
    for at, question in shown:
        if found.totals[at].value is None:
            cause = _causes()[found.causes[at].cause or NoTotal.NOTHING_ANSWERED]
            blank = len(list(_columns(found, at, question, wished))) - 1
            cells.extend([EmptyCell(cause), *[EmptyCell()] * blank])
        else:
            cells.extend(_cells(question, found.totals[at], wished, total=True))
    if remarks:
        judged = tuple(result for at, result in enumerate(found.totals) if not found.questions[at].in_remark)
        cells.append(_remark(needs, found, judged, found.remark))
    return Row(tuple(cells), RowKind.TOTAL)


def _causes() -> dict[NoTotal, str]:
    return {
        NoTotal.NOTHING_ANSWERED: _("nothing is answered yet"),
        NoTotal.NOT_ALL_ANSWERED: _("no total: not all have answered"),
        NoTotal.ONLY_PERCENTAGES: _("no total: percentages cannot be added up"),
    }


def _cells(question: CommonQuestion, result: Result, wished: _Wished, *, total: bool) -> Iterator[Cell]:
    if wished.previous:
        yield _share_cell(result.previous, result.ref)
    if question.kind == QuestionKind.COUNT:
        yield _number_cell(question, result, total=total)
        return
    yield _share_cell(result.value, result.ref)
    counted = result.value if isinstance(result.value, Counted) else None
    for label, value in (
        (question.population_heading, counted.population if counted else None),
        (question.deviations_heading, counted.deviations if counted else None),
    ):
        if label:
            yield EmptyCell() if value is None else FigureCell(Figure(number(value, question), result.ref))
    if wished.bound and question.sampled:
        yield EmptyCell() if result.bound is None else FigureCell(_percent(result.bound, result.ref))


def _percent(value: Decimal, ref: Ref) -> Figure:
    return Figure(percent(value), ref, with_unit=True)


def _share_cell(value: Answered | None, ref: Ref) -> Cell:
    share = share_of(value)
    if share is not None:
        return FigureCell(_percent(share, ref))
    return EmptyCell(_("not answered") if value is None else _("nothing to examine"))


def _number_cell(question: CommonQuestion, result: Result, *, total: bool) -> Cell:
    if not isinstance(result.value, Numbered):
        return EmptyCell(_("not answered"))
    first = Figure(number(result.value.number, question), result.ref)
    if not question.other_heading:
        return FigureCell(first)
    if not result.value.other:
        return TextCell((first,), result.ref)
    if total:
        both = Figure(number(result.value.both, question), result.ref)
        return TextCell((first, Text(" ("), both, Text(")")), result.ref)
    other = Figure(number(result.value.other, question), result.ref)
    return TextCell((first, Text(" + "), other, Text(f" {question.other_heading}")), result.ref)


def _remark(needs: ControlNeeds, found: Comparison, results: tuple[Result, ...], remark: TextSection | None) -> Cell:
    scale = result_scale(found.control.control_model)
    blocks: list[CellBlock] = []
    for question, result in zip(found.questions, results, strict=False):
        if question.judged and result.step is not None:
            blocks.append(Status(result_mark(scale, result.step.word, result.ref)))
        if question.in_remark and isinstance(result.value, Counted):
            blocks.append(Paragraph(tuple(_counts_in_words(question, result.value, result.ref))))
    if remark is not None and remark.plain_text.strip():
        blocks.extend(block for block in needs.prose.written(remark) if isinstance(block, CellBlock))
    return BlocksCell(tuple(blocks)) if blocks else EmptyCell()


def _counts_in_words(question: CommonQuestion, value: Counted, ref: Ref) -> Iterator[Run]:
    of_which = _("of which")
    yield Text(f"{question.heading} ")
    yield Figure(number(value.population, question), ref, with_unit=True)
    what = f" {question.population_heading}" if question.population_heading else ""
    yield Text(f"{what}, {of_which} ")
    yield Figure(number(value.deviations, question), ref, with_unit=True)
    yield Text(f" {question.deviations_heading}.")


def _as_list(needs: ControlNeeds, found: Comparison) -> List:
    items = []
    for row in found.rows:
        runs: list[Run] = [Text(f"{row.row}: ", strong=True)]
        for question, result in zip(found.questions, row.results, strict=True):
            if isinstance(result.value, Numbered):
                runs.extend([Figure(number(result.value.number, question), result.ref), Text(". ")])
        first = next(iter(needs.prose.written(row.remark)), None) if row.remark is not None else None
        if isinstance(first, Paragraph):
            runs.extend(first.runs)
        items.append(tuple(runs))
    return List(tuple(items))


def _notes(found: Comparison) -> Iterator[str]:
    if found.control.measured_when:
        yield found.control.measured_when
    lacking = [str(row.row) for row in found.rows if not row.is_answered]
    missing = unanswered(len(lacking), len(found.rows), lacking)
    if missing is not None:
        yield sentence(missing)


def _rule(found: Comparison) -> str:
    confidence = format(found.control.control_model.confidence_percent.normalize(), "f")
    return _(
        "A sample does not show everything: with %(confidence)s %% confidence no more than so many percent of all cases"
        " are wrong (Clopper-Pearson, one-sided)."
    ) % {"confidence": confidence}


KIND = BlockKind(
    "common_controls",
    gettext_noop("controls set for all committees: what each shows, and everyone's answers in one table"),
    {
        "controls": list,
        "title": str,
        "captions": dict,
        "previous": list,
        "bound": list,
        "as_list": list,
        "wide": list,
    },
    control_needs,
    common_controls_block,
    frozenset({"controls"}),
)
