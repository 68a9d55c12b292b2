"""What of a unit's projects points at goals, and which projects hang loose."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.project_table import ColumnKey, Measure, ProjectFigures
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project
from tertial.economy.projects.addresses import project_url
from tertial.economy.projects.queries.readings import (
    ProjectTableReading,
    projects_of,
    read_all_tables,
)
from tertial.organisation.graph import Connection, LooseEnd, LooseEnds, Owned
from tertial.organisation.models import Unit
from tertial.organisation.pointing import led_forward

_SPENT = (Measure.OUTCOME, Measure.NET, Measure.RECEIVED, Measure.SPENT)
_PLANNED = (Measure.BUDGET, Measure.ALLOTTED, Measure.APPLIED, Measure.TOTAL_BUDGET)


def money_at(unit: Unit, period: Period, refs: Collection[Ref]) -> Iterator[Connection]:
    """The projects that serve one of the goals, each with what has come of its money.

    What names a goal of an earlier year serves the one that continues it.
    """
    pointing = Project.objects.filter(archived_at=None).exclude(goal_ref=NO_REF).order_by()
    pairs = list(pointing.values_list("table", "goal_ref").distinct())
    led = {ref: ref for ref in refs} | led_forward({ref for _table, ref in pairs if ref not in refs}, period.year)
    tables = {table for table, ref in pairs if led[ref] in refs}
    readings = read_all_tables(unit, period) if tables else ()
    for reading in (each for each in readings if each.layout.table.pk in tables):
        caption = reading.layout.short_caption_for(period.year)
        parts = [part for parts in reading.parts.values() for part in parts]
        for each in (*reading.table.projects, *parts):
            project = reading.projects[each.facts.ref]
            goal = led.get(project.goal_ref, NO_REF)
            if goal in refs:
                name = f"{project.name}{_amounts(reading, each)}"
                yield Connection(goal, caption, name, project_url(project.ref, period), unit=project.unit)


def _amounts(reading: ProjectTableReading, figures: ProjectFigures) -> str:
    """`: outcome 7 094 of 10 100 tkr`, without signs; nothing where there are no figures."""
    spent = next((m for m in _SPENT if ColumnKey(m) in figures.amounts), None)
    planned = next((m for m in _PLANNED if ColumnKey(m) in figures.amounts), None)
    if spent is None or planned is None:
        return ""
    first, second = (reading.layout.quantity(abs(figures.amounts[ColumnKey(m)])) for m in (spent, planned))
    said = {"spent": format_quantity(first), "planned": format_quantity(second, with_unit=True)}
    return ": " + _("%(spent)s of %(planned)s") % said


def loose_projects(unit: Unit, period: Period) -> list[LooseEnds]:
    """Projects without a stage where their table sums by stage, without any amount in the period, or without a goal.

    Nothing is looked for in a year to come, where nothing is planned yet.
    """
    readings = read_all_tables(unit, period)
    if not any(each.amounts for reading in readings for each in reading.table.projects):
        return []
    ends: dict[str, list[LooseEnd]] = {"project-without-group": [], "project-without-amounts": []}
    for reading in readings:
        for finding in reading.table.findings:
            if finding.code in ends:
                project = reading.projects[finding.ref]
                url = project_url(project.ref, period)
                ends[finding.code].append(LooseEnd(project.name, url, sentence(finding.message)))
    without_goal = [
        LooseEnd(project.name, project_url(project.ref, period))
        for reading in readings
        if reading.shape.asks_goal
        for project in reading.projects.values()
        if not project.goal_ref
    ]
    return [
        LooseEnds(
            _("Projects without a stage"),
            _("Their table is summed by stage, so they stand in a row of their own."),
            ends["project-without-group"],
        ),
        LooseEnds(
            _("Projects without plan and outcome"),
            _("They are in the tables of the year but have no amounts."),
            ends["project-without-amounts"],
        ),
        LooseEnds(
            _("Initiatives and grants without a goal"),
            _("It is not clear which goal the money is for."),
            without_goal,
        ),
    ]


def owned_projects(unit: Unit, period: Period) -> Iterator[Owned]:
    """Every project of the unit in the period with who answers for it and for its parts."""
    for project in projects_of(unit, period):
        if project.parent_id is None:
            yield Owned(project.name, project_url(project.ref, period), project.responsible)
