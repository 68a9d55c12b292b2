"""What a row of a project table shows on a page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.project_table import ColumnKey, Fact, Measure, RowsBy, TableLine
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import InitiativeState, Project, ProjectGroup
from tertial.economy.projects.addresses import project_url
from tertial.economy.projects.queries.layout import Layout
from tertial.economy.projects.queries.lists import ListedProject
from tertial.economy.projects.queries.readings import ProjectTableReading

_MARKS = {
    InitiativeState.DONE: (Shape.CHECK, Tone.GOOD),
    InitiativeState.ONGOING: (Shape.ONGOING, Tone.FAIR),
    InitiativeState.PAUSED: (Shape.PAUSED, Tone.NEUTRAL),
    InitiativeState.CANCELLED: (Shape.CROSS, Tone.POOR),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, and the name it is sorted by."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class PageCell:
    """A figure as printed, under its heading; `known` is whether there is one."""

    heading: str
    text: str
    known: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row: what it is called, where that leads, and its figures. `kind` is row, group or total."""

    key: str
    label: str
    cells: tuple[PageCell, ...] = ()
    url: str = ""
    kind: str = "row"
    about: str = ""
    goal: str = ""
    goal_ref: Ref = NO_REF
    group: str = ""
    mark: StatusMark | None = None
    responsible: str = ""


def headings_of(layout: Layout, year: int, *, extra: bool = True) -> list[Heading]:
    """The headings of a table's amounts."""
    columns = layout.shape.amounts if extra else layout.shape.columns
    return [Heading(layout.heading(column, year), column.key) for column in columns]


def cells_of(
    layout: Layout, year: int, amounts: Mapping[ColumnKey, int], *, extra: bool = True
) -> tuple[PageCell, ...]:
    """The amounts of a row as they are printed."""
    columns = layout.shape.amounts if extra else layout.shape.columns
    return tuple(_cell(layout, column, year, amounts) for column in columns)


def _cell(layout: Layout, column: ColumnKey, year: int, amounts: Mapping[ColumnKey, int]) -> PageCell:
    heading, quantity = layout.heading(column, year), layout.figure(column, amounts)
    if quantity is None:
        return PageCell(heading, "–", known=False)
    return PageCell(heading, format_quantity(quantity, with_unit=column.measure is Measure.USED), known=True)


def summary_rows(reading: ProjectTableReading) -> list[PageRow]:
    """The lines of a table whose rows are sums or wholes, with its total."""
    rows = [_summary_row(reading, line) for line in reading.table.lines]
    return [*rows, *total_row(reading)]


def _summary_row(reading: ProjectTableReading, line: TableLine) -> PageRow:
    year, project = reading.period.year, reading.project_of(line.key)
    cells = cells_of(reading.layout, year, line.amounts)
    if project is not None:
        return PageRow(line.key, project.name, cells, project_url(project.ref, reading.period))
    label = reading.label(line.key) or _("No stage")
    url = f"?group={line.group or 'none'}#projects"
    return PageRow(f"line-{line.key}", label, cells, url, about=_count(line.count))


def _count(number: int) -> str:
    return _("1 project") if number == 1 else _("%(number)s projects") % {"number": number}


def total_row(reading: ProjectTableReading) -> list[PageRow]:
    """The total of a table, where it is printed with one."""
    label = reading.layout.total_label
    cells = cells_of(reading.layout, reading.period.year, reading.table.total.amounts)
    return [PageRow("line-total", label, cells, kind="total")] if label else []


def list_rows(
    reading: ProjectTableReading, rows: Iterable[ListedProject], *, headed: bool, unwritten: Collection[Ref] = ()
) -> list[PageRow]:
    """One row for each project listed; `headed` puts the name of each group above its projects.

    `unwritten` are the projects, by their refs, whose text is still to be written.
    """
    found: list[PageRow] = []
    group: str | None = None
    for each in rows:
        if headed and each.group != group:
            group = each.group
            found.append(PageRow("", group or _("In no group"), kind="group"))
        found.append(_project_row(reading, each, no_text=each.figures.facts.ref in unwritten))
    return found


def _project_row(reading: ProjectTableReading, each: ListedProject, *, no_text: bool) -> PageRow:
    project = each.project
    group = reading.groups.get(each.figures.facts.group)
    return PageRow(
        key=project.ref.anchor,
        label=project.name,
        cells=cells_of(reading.layout, reading.period.year, each.figures.amounts),
        url=project_url(project.ref, reading.period),
        about=_about(reading, project, no_text=no_text),
        goal=reading.goal(project) if Fact.GOAL in reading.shape.facts else "",
        goal_ref=reading.goal_of(project) if Fact.GOAL in reading.shape.facts else NO_REF,
        group=each.group,
        responsible=_responsible(reading, project),
        mark=mark_of(group),
    )


def _responsible(reading: ProjectTableReading, project: Project) -> str:
    """Who answers for the project, where the table says it."""
    shows = Fact.RESPONSIBLE in reading.shape.facts and project.responsible is not None
    return project.responsible.name if shows and project.responsible is not None else ""


def _about(reading: ProjectTableReading, project: Project, *, no_text: bool) -> str:
    said = [project.unit.name] if project.unit_id != reading.unit.pk else []
    codes = [code.code for code in project.codes.all() if code.table_id == reading.layout.table.pk]
    said += [_("code %(code)s") % {"code": code} for code in codes]
    said += [_("reserve")] if project.is_reserve else []
    said += [_("no text yet")] if no_text else []
    return " · ".join(said)


def mark_of(group: ProjectGroup | None) -> StatusMark | None:
    """How far something has come, where its group says that."""
    if group is None or group.state == InitiativeState.NONE:
        return None
    shape, tone = _MARKS[InitiativeState(group.state)]
    return StatusMark(group.name, shape, tone)


def shows_group(reading: ProjectTableReading) -> bool:
    """Whether the list has a column for the group: not where the groups are its headings."""
    return bool(reading.groups) and reading.shape.rows is not RowsBy.UNDER_GROUPS


def key_figures(reading: ProjectTableReading) -> list[tuple[str, str]]:
    """The few figures that tell most about a table: pairs of what it is and how it is printed."""
    amounts, layout = reading.table.total.amounts, reading.layout
    found = []
    for measure in _TELLING:
        column = layout.shape.column(measure)
        if column is not None and column in amounts:
            quantity = layout.quantity(amounts[column])
            found.append((layout.heading(column, reading.period.year), format_quantity(quantity)))
    return found


_TELLING = (
    Measure.DECIDED,
    Measure.RESERVED,
    Measure.ALLOTTED,
    Measure.TOTAL_BUDGET,
    Measure.SPENT,
    Measure.APPLIED,
    Measure.RECEIVED,
    Measure.BUDGET,
    Measure.FORECAST,
    Measure.OUTCOME,
    Measure.NET,
    Measure.DEVIATION,
)
