"""What refs to projects, to sums of them and to what is stored about them stand for."""

import re

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.addresses import project_url, table_url
from tertial.economy.projects.queries.layout import layout_for, tables_at
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tracing import Traced, register
from tertial.things.finding import unknown

_SUM = re.compile(r"(?P<code>[^:]+):(?P<period>[^:]+):(?P<table>[a-z0-9_]+)-(?P<line>.+)-(?P<figure>[a-z_0-9]+)")
_CELL = re.compile(r"(?P<number>[0-9]+)(?::(?P<period>[^:]+):(?P<table>[a-z0-9_]+)-(?P<column>[a-z_0-9]+))?")


def register_kinds() -> None:
    """Lets everything stored about projects, and the sums of their tables, be traced."""
    register("project", _project)
    register("projectsum", _sum)
    register("projectamount", lambda ref: _of(ProjectAmount.objects.get(pk=ref.row).project_id, "amounts"))
    register("projectstage", lambda ref: _of(ProjectStage.objects.get(pk=ref.row).project_id, "stages"))
    register("projecttable", _table)
    register("projects", _tables_of_unit)
    register("projectgroup", _group)


def _project(ref: Ref) -> Traced:
    """`project:12`, or a figure of it in a table: `project:12:2024:investments-outcome`."""
    found = _CELL.fullmatch(ref.key)
    if found is None:
        raise unknown(ref)
    return _of(int(found["number"]), found["column"] or "", found["period"] or "")


def _of(number: int, anchor: str = "", period: str = "") -> Traced:
    project = Project.objects.select_related("unit").get(pk=number)
    refs = [Ref("project", number)]
    refs += [Ref("projectamount", pk) for pk in project.amounts.values_list("pk", flat=True)]
    refs += [Ref("projectstage", pk) for pk in project.stages.values_list("pk", flat=True)]
    gone = Q(action__in=["project_amount.remove", "project_stage.remove"], before__project=number)
    when = Period.parse(period) if period else Period.of_year(_newest_year(project))
    return Traced(project.name, [project.unit], project_url(number, when, anchor), Q(ref__in=refs) | gone)


def _sum(ref: Ref) -> Traced:
    """`projectsum:KS:2024:roads-planning-outcome`: a sum over the projects of a table or of a group."""
    found = _SUM.fullmatch(ref.key)
    if found is None:
        raise unknown(ref)
    unit, period = unit_by_code(found["code"]), Period.parse(found["period"])
    table = tables_at(unit).filter(key=found["table"]).first()
    if table is None:
        raise unknown(ref)
    name = f"{layout_for(table).caption_for(period.year)}, {unit.name} {period.key}"
    return Traced(name, [unit], table_url(unit.code, period, table, f"line-{found['line']}"), Q(pk__in=[]))


def _tables_of_unit(ref: Ref) -> Traced:
    """`projects:5` is what the texts about a unit's tables are about."""
    unit = Unit.objects.get(pk=ref.row)
    newest = ProjectAmount.objects.filter(project__unit=unit).order_by("-on").values_list("on", flat=True).first()
    url = reverse("economy:projects", args=[unit.code, (newest or timezone.localdate()).year])
    return Traced(_("Project tables of %(unit)s") % {"unit": unit.name}, [unit], url, Q(pk__in=[]))


def _table(ref: Ref) -> Traced:
    table = ProjectTable.objects.select_related("unit").get(pk=ref.row)
    return Traced(table.caption, [table.unit], table_url(table.unit.code, _newest(table), table), Q(ref=ref))


def _group(ref: Ref) -> Traced:
    group = ProjectGroup.objects.select_related("table__unit").get(pk=ref.row)
    table = group.table
    return Traced(group.name, [table.unit], table_url(table.unit.code, _newest(table), table), Q(ref=ref))


def _newest_year(project: Project) -> int:
    """The year in which something was last written about the project."""
    newest = project.amounts.order_by("-on").values_list("on", flat=True).first()
    return newest.year if newest is not None else project.first_year


def _newest(table: ProjectTable) -> Period:
    newest = ProjectAmount.objects.filter(table=table).order_by("-on").values_list("on", flat=True).first()
    return Period.of_year((newest or timezone.localdate()).year)
