"""Tables of special initiatives, grants, investments and projects, each with the texts about it and its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import MONEY_UNITS
from tertial.domain.project_table import ColumnKey, RowsBy, TableKind, TableLine
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.projects.queries.readings import ProjectTableReading
from tertial.economy.projects.text_slots import group_slot, subject_of
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report
from tertial.texts.models import TextSection
from tertial.texts.queries import Key

MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class ProjectNeeds:
    """One table of projects, and what is written about it and the projects in it."""

    cover: Cover
    reading: ProjectTableReading
    texts: Mapping[Key, TextSection]
    prose: Prose


def project_table_block(needs: ProjectNeeds, options: Options) -> Printed:
    """The table, and the texts about it and its rows."""
    reading = _chosen(needs.reading, options)
    if not reading.table.lines:
        return Printed((Note(words(_("There is nothing in this table for the period."))),))
    caption = needs.cover.fill(options.get("caption") or reading.layout.caption_for(needs.cover.period.year))
    texts = tuple(_texts(needs)) if options.get("texts", True) else ()
    table = project_table(reading, caption, foreseen=options.get("forecast", False))
    return Printed((table, *texts), (*reading.table.findings, *needs.prose.findings))


def _chosen(reading: ProjectTableReading, options: Options) -> ProjectTableReading:
    """The table in the unit and with the decimals that the template asks for."""
    layout = reading.layout
    unit = Quantum(options.get("unit", layout.money_unit))
    return replace(reading, layout=replace(layout, money_unit=unit, decimals=options.get("decimals", layout.decimals)))


def project_table(reading: ProjectTableReading, caption: str, *, foreseen: bool = False) -> Table:
    """The table as it is printed, on a page or in a report; `foreseen`: with the forecast of the year."""
    layout, year = reading.layout, reading.period.year
    shown = (layout.shape.foreseen if foreseen else None) or layout.shape.columns
    columns = (
        Column(layout.row_heading(year)),
        *(Column(layout.heading(column, year), ColumnKind.AMOUNT) for column in shown),
        *((Column(layout.headings["goal"]),) if layout.shape.names_goal else ()),
    )
    rows = [*_rows(reading, shown)]
    if layout.total_label:
        rows.append(_row(reading, shown, reading.table.total, layout.total_label, RowKind.TOTAL))
    rule = layout.rule(year, foreseen=foreseen and layout.shape.foreseen is not None)
    return Table(caption, columns, tuple(rows), rule=rule)


def _rows(reading: ProjectTableReading, shown: Sequence[ColumnKey]) -> Iterator[Row]:
    under_groups = reading.shape.rows is RowsBy.UNDER_GROUPS
    for group, lines in groupby(reading.table.lines, key=lambda line: line.group):
        if under_groups and group:
            yield Row((text_cell(reading.groups[group].name),), RowKind.GROUP)
        for line in lines:
            yield _row(reading, shown, line, reading.label(line.key) or _("No stage"))


def _row(
    reading: ProjectTableReading,
    shown: Sequence[ColumnKey],
    line: TableLine,
    label: str,
    kind: RowKind = RowKind.ROW,
) -> Row:
    project = reading.project_of(line.key)
    goal: tuple[Cell, ...] = ()
    if reading.shape.names_goal:
        goal = (text_cell(reading.goal(project), reading.goal_of(project)) if project else EmptyCell(),)
    return Row(
        (
            text_cell(label, Ref.parse(line.key) if project else NO_REF),
            *(_cell(reading, line, column) for column in shown),
            *goal,
        ),
        kind,
    )


def _cell(reading: ProjectTableReading, line: TableLine, column: ColumnKey) -> Cell:
    amount = line.amounts.get(column)
    if amount is None:
        return EmptyCell("–")
    return FigureCell(Figure(reading.layout.quantity(amount), reading.ref(line.key, column)))


def _texts(needs: ProjectNeeds) -> Iterator[Block]:
    """The text about the table, then those about each group and project, under their headings."""
    reading, kind, subject = needs.reading, needs.reading.layout.kind, subject_of(needs.cover.unit)
    written = needs.prose.written
    about = needs.texts.get((subject, kind.value))
    if about is not None or not reading.shape.text_for_each:
        yield from written(about)
    for group, members in groupby(_with_texts(needs), key=lambda ref_and_group: ref_and_group[1]):
        sections = [
            Section(reading.projects[ref].name, f"{kind.value.replace('_', '-')}-{ref.anchor}", blocks)
            for ref, _group in members
            if (blocks := written(needs.texts.get((ref, kind.value))))
        ]
        intro = needs.texts.get((subject, group_slot(kind, group)))
        if group and reading.shape.rows is RowsBy.UNDER_GROUPS:
            name = reading.groups[group].name
            yield Section(name, anchor_from(name), (*(written(intro) if intro else ()), *sections))
        else:
            yield from sections


def _with_texts(needs: ProjectNeeds) -> Iterable[tuple[Ref, str]]:
    """The projects that have a text, a picture or a table, or whose table asks for a text about each; their groups."""
    reading = needs.reading
    for each in reading.table.projects:
        text = needs.texts.get((each.facts.ref, reading.layout.kind.value))
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
    return None


def _kind(table: TableKind, prints: str) -> BlockKind[ProjectNeeds]:
    """The block that prints one table."""

    def needs(report: Report) -> ProjectNeeds:
        return ProjectNeeds(report.cover, report.project_tables[table.value], report.project_texts, report.prose())

    options = {"caption": str, "unit": str, "decimals": int, "texts": bool, "forecast": bool, "notes": list}
    return BlockKind(table.value, prints, options, needs, project_table_block, refuses=_refused)


KINDS = tuple(
    _kind(TableKind(name), prints)
    for name, prints in {
        "special_initiatives": gettext_noop("special initiatives: budget and outcome, and a text about each"),
        "digitalisation_pot": gettext_noop("the digitalisation pot: reserved, allotted, outcome"),
        "external_funding": gettext_noop("external funding: applied for, received, budgeted, and which goal"),
        "investments": gettext_noop("the unit's own investments: budget, outcome, deviation"),
        "premises_projects": gettext_noop("premises projects: total budget, spent, plan for each year"),
        "development_projects": gettext_noop("investments of development projects, by stage"),
        "exploitation_outcome": gettext_noop("the outcome of land sales and plans, by stage"),
        "investment_projects": gettext_noop("investment projects, by stage"),
    }.items()
)
