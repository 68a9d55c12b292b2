"""Reads the project tables of a unit and a period, in a handful of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from tertial.common.kept import Kept
from tertial.domain.period import Period
from tertial.domain.project_table import (
    ColumnKey,
    Fact,
    LedgerSums,
    Measure,
    ProjectFacts,
    ProjectFigures,
    RowsBy,
    TableReading,
    TableShape,
    Utilisation,
    figures_of,
    read_table,
    utilisation,
    with_parts,
)
from tertial.domain.project_table.shape import FROM_THE_BEGINNING
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.ledger.soundness import last_change
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.queries.layout import Layout, layout_for, layouts_of
from tertial.economy.projects.queries.ledger_sums import ledger_sums
from tertial.organisation.models import Unit
from tertial.organisation.pointing import led_forward
from tertial.organisation.queries import municipality_of
from tertial.organisation.tree import unit_tree
from tertial.things.finding import names_of

_kept: Kept["Sequence[ProjectTableReading]"] = Kept(most=32)


@dataclass(frozen=True)
class ProjectTableReading:
    """A table of a unit and period: how it is printed, its lines, and the stored things behind them.

    `parts` are the figures of what belongs to a pot or programme, by the number of that. `ungrouped` projects have the
    group `""`. `units` are those with rows of their own, by their codes, where the rows are units.
    """

    unit: Unit
    period: Period
    layout: Layout
    table: TableReading
    projects: Mapping[Ref, Project]
    groups: Mapping[str, ProjectGroup]
    parts: Mapping[int, Sequence[ProjectFigures]] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)

    @cached_property
    def _led(self) -> Mapping[Ref, Ref]:
        named = {project.goal_ref for project in self.projects.values() if project.goal_ref}
        return led_forward(named, self.period.year)

    def goal_of(self, project: Project) -> Ref:
        """The ref of the year's goal that a project serves, which may continue the one it names; empty for none."""
        return self._led.get(project.goal_ref, NO_REF)

    @property
    def shape(self) -> TableShape:
        """The table's columns and rows."""
        return self.layout.shape

    @property
    def utilisation(self) -> Utilisation | None:
        """How much of the budget has been used, for a table of investments."""
        return utilisation(self.table) if self.shape.has_reserve else None

    def project_of(self, line_key: str) -> Project | None:
        """The project that a line is about; None for a sum."""
        return self.projects.get(Ref.parse(line_key))

    def ref(self, line_key: str, column: ColumnKey) -> Ref:
        """What a figure of a line came from: a project, or a sum."""
        if self.project_of(line_key) is not None:
            return Ref.parse(line_key).extended(self.period.key, f"{self.layout.key}-{column.key}")
        return Ref("projectsum", self.unit.code, self.period.key, f"{self.layout.key}-{line_key}-{column.key}")

    def label(self, line_key: str) -> str:
        """What a line is called."""
        if (project := self.project_of(line_key)) is not None:
            return project.name
        if line_key in self.units:
            return self.units[line_key].name
        return self.groups[line_key].name if line_key in self.groups else ""

    def fact(self, project: Project, fact: Fact) -> str:
        """What a row says of itself: its group, who answers for it, its unit, its goal; a text is the report's."""
        if fact is Fact.GOAL:
            return self.goal(project)
        if fact is Fact.UNIT:
            return project.unit.name
        if fact is Fact.RESPONSIBLE:
            return project.responsible.name if project.responsible is not None else ""
        stage = stage_on(project, self.period.end) if fact is Fact.GROUP else None
        return stage.group.name if stage is not None else ""

    @cached_property
    def _goals(self) -> Mapping[Ref, str]:
        return names_of(self.goal_of(project) for project in self.projects.values() if project.goal_ref)

    def goal(self, project: Project) -> str:
        """What the goal that a project serves is called; nothing for none, or for one that is gone."""
        return self._goals.get(self.goal_of(project), "")


def read_project_table(unit: Unit, period: Period, table: ProjectTable) -> ProjectTableReading:
    """One table of the unit and everything below it; also one that is put away."""
    kept = next((each for each in read_all_tables(unit, period) if each.layout.key == table.key), None)
    return kept if kept is not None else _read(unit, period, [layout_for(table)])[0]


def read_all_tables(unit: Unit, period: Period) -> Sequence[ProjectTableReading]:
    """Every table of the unit that is in use, in the municipality's order; read again only when something is written.

    They are kept for each language, in which headings that the municipality has not chosen stand.
    """
    return _kept.get(
        (unit.pk, period.key, get_language()),
        last_change("projects", shared=("goals",)),
        lambda: _read(unit, period, list(layouts_of(unit).values())),
    )


def _read(unit: Unit, period: Period, layouts: Sequence[Layout]) -> Sequence[ProjectTableReading]:
    """Several tables, in as many queries as one would take."""
    if not layouts:
        return []
    sums = ledger_sums(unit, period)
    groups: dict[int, dict[str, ProjectGroup]] = {}
    for group in ProjectGroup.objects.filter(table__municipality=municipality_of(unit)):
        groups.setdefault(group.table_id, {})[group.key] = group
    projects: dict[int, list[Project]] = {}
    for project in projects_of(unit, period):
        projects.setdefault(project.table_id, []).append(project)
    found = []
    for layout in layouts:
        stored_under = layout.table.rows_of_id or layout.table.pk
        made_of = _Stored(unit, period, projects.get(stored_under, []), groups.get(stored_under, {}), sums)
        found.append(_reading(made_of, layout))
    return found


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the tables of one kind of projects are made of."""

    unit: Unit
    period: Period
    projects: Sequence[Project]
    groups: Mapping[str, ProjectGroup]
    sums: Mapping[str, LedgerSums]


def _reading(stored: _Stored, layout: Layout) -> ProjectTableReading:
    shape = layout.shape
    facts = {project.pk: facts_of(project, layout, stored.period, stored.sums) for project in stored.projects}
    parts: dict[int, list[ProjectFacts]] = {}
    for project in stored.projects:
        if project.parent_id is not None:
            parts.setdefault(project.parent_id, []).append(facts[project.pk])
    whole = [
        with_parts(shape, facts[project.pk], parts[project.pk]) if project.pk in parts else facts[project.pk]
        for project in stored.projects
        if project.parent_id is None
    ]
    units = {project.unit.code: project.unit for project in stored.projects} if shape.rows is RowsBy.UNIT else {}
    if units:
        codes = {project.ref: project.unit.code for project in stored.projects}
        whole = [replace(each, group=codes[each.ref]) for each in whole]
        units = {code: units[code] for code in sorted(units)}
    return ProjectTableReading(
        stored.unit,
        stored.period,
        layout,
        read_table(shape, whole, list(units or stored.groups), layout.convention),
        {project.ref: project for project in stored.projects},
        stored.groups,
        {pk: [figures_of(shape, each, layout.convention) for each in members] for pk, members in parts.items()},
        units,
    )


def projects_of(unit: Unit, period: Period, table: ProjectTable | None = None) -> QuerySet[Project]:
    """The projects of the unit and below that stand in the year's tables, with what their tables are made of.

    `table` is the one they are stored under; without it they are of every table.
    """
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    living = Q(last_year__isnull=True) | Q(last_year__gte=period.year)
    found = Project.objects.filter(living, unit__in=units, archived_at=None, first_year__lte=period.year)
    return with_details(found.filter(table=table) if table is not None else found).order_by("position", "id")


def with_details(projects: QuerySet[Project]) -> QuerySet[Project]:
    """The projects with their amounts, codes and stages read along."""
    stages = Prefetch("stages", ProjectStage.objects.select_related("group").order_by("since"))
    amounts = Prefetch("amounts", ProjectAmount.objects.order_by("on", "id"))
    return projects.select_related("unit", "responsible", "parent", "table__rows_of").prefetch_related(
        stages, amounts, "codes"
    )


def facts_of(project: Project, layout: Layout, period: Period, sums: Mapping[str, LedgerSums]) -> ProjectFacts:
    """What a table is made of for one project: its amounts until the period's end, and what the ledger holds."""
    codes = [code.code for code in project.codes.all() if code.table_id == layout.table.pk]
    stage = stage_on(project, period.end)
    return ProjectFacts(
        ref=project.ref,
        name=project.name,
        entered=entered_in(project.amounts.all(), layout, period),
        ledger=_added(sums, codes) if codes and sums else None,
        group=stage.group.key if stage is not None else "",
        is_reserve=project.is_reserve,
    )


def stage_on(project: Project, day: date) -> ProjectStage | None:
    """Where the project stands on a day; before its first stage begins, in that."""
    stages = list(project.stages.all())
    begun = [stage for stage in stages if stage.since <= day]
    return begun[-1] if begun else (stages[0] if stages else None)


def entered_in(amounts: Iterable[ProjectAmount], layout: Layout, period: Period) -> dict[ColumnKey, int]:
    """The sum of each column; `spent` counts from the beginning, everything else the column's own year.

    What is expected of the year is entered again each time; the last entry counts.
    """
    sums: dict[ColumnKey, int] = {}
    for amount in amounts:
        if amount.table_id != layout.table.pk or amount.on > period.end:
            continue
        for column in layout.shape.entered:
            in_time = (
                amount.year <= period.year
                if column.measure in FROM_THE_BEGINNING
                else amount.year == period.year + column.years_ahead
            )
            if column.measure == amount.measure and in_time:
                before = 0 if column.measure is Measure.EXPECTED else sums.get(column, 0)
                sums[column] = before + amount.amount
    return sums


def _added(sums: Mapping[str, LedgerSums], codes: Iterable[str]) -> LedgerSums:
    found = [sums[code] for code in codes if code in sums]
    return LedgerSums(sum(each.expenditure for each in found), sum(each.income for each in found))


def layouts_about(project: Project) -> list[Layout]:
    """The tables that a project stands in: its own, also where that is put away, and those that show its rows."""
    return layouts_of_rows(project.table)


def layouts_of_rows(table: ProjectTable) -> list[Layout]:
    """A table that has rows of its own, and those that show the same rows."""
    others = table.seen_as.filter(archived_at=None).select_related("rows_of")
    return [layout_for(table), *map(layout_for, others)]
