"""Projects, sums of them, and what is stored about them, found by their keys."""

import re
from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.addresses import project_url, table_url
from tertial.economy.projects.queries.layout import layout_for
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.things.finding import each_held
from tertial.things.histories import meant, refs_of
from tertial.things.kinds import Held

_SUM = re.compile(r"(?P<code>[^:]+):(?P<period>[^:]+):(?P<table>[a-z0-9_]+)-(?P<line>.+)-(?P<figure>[a-z_0-9]+)")
_CELL = re.compile(r"(?P<period>[^:]+):(?P<table>[a-z0-9_]+)-(?P<column>[a-z_0-9]+)")


def held_project(project: Project, rest: str) -> Held | None:
    """A project, or a figure of it in a table: `KS:school:2024:investments-outcome`."""
    cell = _CELL.fullmatch(rest)
    if cell is not None:
        return _project(project, cell["column"], cell["period"])
    return None if rest else _project(project)


def _project(project: Project, anchor: str = "", period: str = "") -> Held:
    return Held(
        called=project.name,
        way=lambda: project_url(project.ref, Period.parse(period) if period else _newest_of(project), anchor),
        units=(project.unit_id,),
        owner=project.responsible_id,
        archived=project.archived_at is not None,
    )


def held_amount(amount: ProjectAmount, _rest: str) -> Held:
    """An amount, on the page of its project."""
    return _project(amount.project, "amounts")


def held_stage(stage: ProjectStage, _rest: str) -> Held:
    """In which group a project is from a day, on its page."""
    return _project(stage.project, "stages")


def history_of_project(key: str) -> Q:
    """The entries about a project, its amounts and its stages, also of those that were taken away."""
    project = meant(Project, key).get()
    refs = [project.ref, *refs_of(ProjectAmount, project=project), *refs_of(ProjectStage, project=project)]
    gone = Q(action__in=["project_amount.remove", "project_stage.remove"], before__project=project.pk)
    return Q(ref__in=refs) | gone


def find_sums(keys: Collection[str]) -> Mapping[str, Held]:
    """Sums over the projects of a table or of a group: `KS:2024:roadworks-planning-outcome`."""
    tree = unit_tree()
    asked = {key: found for key in keys if (found := _SUM.fullmatch(key)) is not None}
    declared = ProjectTable.objects.filter(key__in={found["table"] for found in asked.values()})
    tables = {(table.municipality_id, table.key): table for table in declared.select_related("rows_of")}

    def held(key: str) -> Held:
        found = asked[key]
        unit, period = tree.by_code[found["code"]], Period.parse(found["period"])
        table = tables[tree.path(unit.pk)[-1].pk, found["table"]]
        return Held(
            called=f"{layout_for(table).caption_for(period.year)}, {unit.name} {period.key}",
            way=lambda: table_url(unit.code, period, table, f"line-{found['line']}"),
            units=(unit.pk,),
            year=period.year,
        )

    return each_held(held)(keys)


def held_tables(unit: Unit, _rest: str) -> Held:
    """`projects:KS` is what the texts about a unit's tables are about."""
    written = Q(project__unit=unit)
    return Held(
        called=_("Project tables of %(unit)s") % {"unit": unit.name},
        way=lambda: reverse("economy:projects", args=[unit.code, _newest(written).key]),
        units=(unit.pk,),
    )


def held_table(table: ProjectTable, _rest: str) -> Held:
    """A table that a unit has declared."""
    return Held(
        called=table.caption,
        way=lambda: _table_page(table),
        units=(table.unit_id,),
        archived=table.archived_at is not None,
    )


def held_group(group: ProjectGroup, _rest: str) -> Held:
    """A group of projects, on the page of its table."""
    return Held(called=group.name, way=lambda: _table_page(group.table), units=(group.table.unit_id,))


def _table_page(table: ProjectTable) -> str:
    return table_url(table.unit.code, _newest(Q(table=table)), table)


def _newest_of(project: Project) -> Period:
    """The year in which something was last written about the project."""
    newest = project.amounts.order_by("-on").values_list("on", flat=True).first()
    return Period.of_year(newest.year if newest is not None else project.first_year)


def _newest(written: Q) -> Period:
    """The year in which an amount was last written, or this year."""
    newest = ProjectAmount.objects.filter(written).order_by("-on").values_list("on", flat=True).first()
    return Period.of_year((newest or timezone.localdate()).year)
