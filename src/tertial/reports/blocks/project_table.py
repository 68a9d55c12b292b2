"""Tables of special initiatives, grants, investments and projects, each with the texts about it and its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

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
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.money import MONEY_UNITS
from tertial.domain.project_table import AnyColumn, ColumnKey, Fact, Measure, RowsBy, TableLine
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project
from tertial.economy.projects.queries.readings import ProjectTableReading, read_all_tables
from tertial.economy.projects.text_slots import group_slot, subject_of
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.table_of_years import table_of_years
from tertial.reports.blocks.parts.years import wrong_years
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report
from tertial.texts.models import TextSection
from tertial.texts.queries import Key, texts_of

MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class ProjectNeeds:
    """The tables of projects by their keys, and what is written about them and the projects in them."""

    cover: Cover
    tables: Mapping[str, ProjectTableReading]
    texts: Mapping[Key, TextSection]
    prose: Prose
    year_before: Callable[[], "ProjectNeeds"]


def project_table_block(needs: ProjectNeeds, options: Options) -> Printed:
    """The table, and the texts about it and its rows."""
    if options["table"] not in needs.tables:
        return _unknown(needs, options["table"])
    reading = _chosen(needs.tables[options["table"]], options)
    if not reading.table.lines:
        return Printed((Note(words(_("There is nothing in this table for the period."))),))
    caption = needs.cover.fill(options.get("caption") or reading.layout.caption_for(needs.cover.period.year))
    texts = tuple(_texts(needs, reading)) if options.get("texts", True) else ()
    if "years" in options:
        table = table_of_years(_over_years(needs, options), caption)
    else:
        table = project_table(reading, caption, foreseen=options.get("forecast", False), texts=needs.texts)
    return Printed((table, *texts), (*reading.table.findings, *needs.prose.findings))


def _unknown(needs: ProjectNeeds, key: str) -> Printed:
    template = gettext_noop("The template prints the table “%(key)s”, which %(unit)s does not have; it has: %(known)s.")
    params = {"key": excerpt(key), "unit": needs.cover.municipality.name, "known": ", ".join(needs.tables) or "–"}
    return Printed((), (Finding("project-table-unknown", Severity.ERROR, Message(template, params)),))


def _over_years(needs: ProjectNeeds, options: Options) -> list[ProjectTableReading]:
    """The table in each of the years asked for, the oldest first."""
    found: list[ProjectTableReading] = []
    for _year in range(options["years"]):
        found.append(_chosen(needs.tables[options["table"]], options))
        needs = needs.year_before()
    return found[::-1]


def _chosen(reading: ProjectTableReading, options: Options) -> ProjectTableReading:
    """The table in the unit and with the decimals that the template asks for."""
    layout = reading.layout
    unit = Quantum(options.get("unit", layout.money_unit))
    return replace(reading, layout=replace(layout, money_unit=unit, decimals=options.get("decimals", layout.decimals)))


def project_table(
    reading: ProjectTableReading,
    caption: str,
    *,
    foreseen: bool = False,
    texts: Mapping[Key, TextSection] | None = None,
) -> Table:
    """The table as it is printed; `foreseen`: with the forecast of the year, `texts`: what a column of texts says."""
    layout, year = reading.layout, reading.period.year
    shown = (layout.shape.foreseen if foreseen else None) or layout.shape.printed
    columns = (
        Column(layout.row_heading(year)),
        *(Column(layout.heading(column, year), _kind_of(column)) for column in shown),
    )
    rows = [*_rows(reading, shown, texts or {})]
    if layout.total_label:
        rows.append(_row(reading, shown, reading.table.total, layout.total_label, kind=RowKind.TOTAL))
    rule = layout.rule(year, foreseen=foreseen and layout.shape.foreseen is not None)
    return Table(caption, columns, tuple(rows), rule=rule)


def _kind_of(column: AnyColumn) -> ColumnKind:
    if isinstance(column, Fact):
        return ColumnKind.TEXT
    return ColumnKind.PERCENT if column.measure is Measure.USED else ColumnKind.AMOUNT


def _rows(reading: ProjectTableReading, shown: Sequence[AnyColumn], texts: Mapping[Key, TextSection]) -> Iterator[Row]:
    under_groups = reading.shape.rows is RowsBy.UNDER_GROUPS
    for group, lines in groupby(reading.table.lines, key=lambda line: line.group):
        if under_groups and group:
            yield Row((text_cell(reading.groups[group].name),), RowKind.GROUP)
        for line in lines:
            yield _row(reading, shown, line, reading.label(line.key) or _("No stage"), texts=texts)


def _row(
    reading: ProjectTableReading,
    shown: Sequence[AnyColumn],
    line: TableLine,
    label: str,
    *,
    kind: RowKind = RowKind.ROW,
    texts: Mapping[Key, TextSection] | None = None,
) -> Row:
    project = reading.project_of(line.key)
    cells = (
        _cell(reading, line, column) if isinstance(column, ColumnKey) else _fact(reading, project, column, texts or {})
        for column in shown
    )
    return Row((text_cell(label, Ref.parse(line.key) if project else NO_REF), *cells), kind)


def _cell(reading: ProjectTableReading, line: TableLine, column: ColumnKey) -> Cell:
    quantity = reading.layout.figure(column, line.amounts)
    if quantity is None:
        return EmptyCell("–")
    return FigureCell(Figure(quantity, reading.ref(line.key, column), with_unit=column.measure is Measure.USED))


def _fact(reading: ProjectTableReading, project: Project | None, fact: Fact, texts: Mapping[Key, TextSection]) -> Cell:
    """What a row says of itself; a sum says nothing."""
    if project is None:
        return EmptyCell()
    if fact is Fact.GOAL:
        return text_cell(reading.goal(project), reading.goal_of(project))
    if fact is Fact.TEXT:
        text = texts.get((project.ref, reading.layout.key))
        return text_cell(text.plain_text.strip() if text is not None else "")
    return text_cell(reading.fact(project, fact))


def _texts(needs: ProjectNeeds, reading: ProjectTableReading) -> Iterator[Block]:
    """The text about the table, then those about each group and project, under their headings."""
    key, subject = reading.layout.key, subject_of(needs.cover.unit)
    written = needs.prose.written
    about = needs.texts.get((subject, key))
    if about is not None or not reading.shape.text_for_each:
        yield from written(about)
    for group, members in groupby(_with_texts(needs, reading), key=lambda ref_and_group: ref_and_group[1]):
        sections = [
            Section(reading.projects[ref].name, anchor_from(f"{key} {ref}"), blocks)
            for ref, _group in members
            if (blocks := written(needs.texts.get((ref, key))))
        ]
        intro = needs.texts.get((subject, group_slot(key, group)))
        if group and reading.shape.rows is RowsBy.UNDER_GROUPS:
            name = reading.groups[group].name
            yield Section(name, anchor_from(name), (*(written(intro) if intro else ()), *sections))
        else:
            yield from sections


def _with_texts(needs: ProjectNeeds, reading: ProjectTableReading) -> Iterable[tuple[Ref, str]]:
    """The projects that have a text, a picture or a table, or whose table asks for a text about each; their groups."""
    for each in reading.table.projects:
        text = needs.texts.get((each.facts.ref, reading.layout.key))
        if reading.shape.text_for_each or needs.prose.says_anything(text):
            yield each.facts.ref, each.facts.group


def _refused(options: Options) -> Message | None:
    """What is wrong with the unit or the decimals asked for."""
    unit, decimals = options.get("unit", "tkr"), options.get("decimals", 0)
    if unit not in MONEY_UNITS:
        known = ", ".join(sorted(MONEY_UNITS))
        template = gettext_noop("amounts cannot be printed in “%(unit)s”; choose among: %(known)s.")
        return Message(template, {"unit": unit, "known": known})
    if not 0 <= decimals <= MOST_DECIMALS:
        return Message(gettext_noop("amounts are printed with 0, 1 or 2 decimals; choose one of those."))
    if "years" in options and options.get("forecast", False):
        template = gettext_noop("“years” shows what has happened, “forecast” what is expected; take one of them away.")
        return Message(template)
    return wrong_years(options)


def tables_of(report: Report) -> Mapping[str, ProjectTableReading]:
    """The tables of projects, by what they are called in templates."""
    return {each.layout.key: each for each in read_all_tables(report.cover.unit, report.cover.period)}


def _texts_of(report: Report) -> Mapping[Key, TextSection]:
    """What is written about the unit's project tables and every project in them; one query."""
    projects = (ref for table in report.read(tables_of).values() for ref in table.projects)
    return texts_of([subject_of(report.cover.unit), *projects], report.cover.period.key)


def _year_before(report: Report) -> Report:
    """The same of the unit in the same months a year before."""
    return report.of(report.cover.unit, report.cover.period.previous_year)


def _needs(report: Report) -> ProjectNeeds:
    return ProjectNeeds(
        report.cover,
        report.read(tables_of),
        report.read(_texts_of),
        report.prose(),
        lambda: _needs(report.read(_year_before)),
    )


KIND = BlockKind(
    "project_table",
    gettext_noop("a table of projects or grants that the municipality has declared, and the texts about it"),
    {
        "table": str,
        "caption": str,
        "unit": str,
        "decimals": int,
        "texts": bool,
        "forecast": bool,
        "years": int,
        UNITS: str,
        "notes": list,
    },
    _needs,
    project_table_block,
    frozenset({"table"}),
    _refused,
)
