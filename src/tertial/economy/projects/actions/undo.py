"""Takes back one write about projects and their tables, from what its audit entry holds."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of, take_back
from tertial.domain.project_table import AmountSign, Convention, DeviationSign, TableKind
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.actions import amounts, projects, tables


@transaction.atomic
def undo(*, by: Person, entry: AuditEntry) -> Project | ProjectTable:
    """Writes back what stood before the entry, as a new entry, and gives what it was about.

    Raises CannotBeUndone, ChangedSince when something has been written over it, and whatever the write back raises.
    """
    return take_back(_TAKEN_BACK, by, entry)


def _project_create(by: Person, entry: AuditEntry) -> Project:
    return projects.archive_project(by=by, project=_project(entry))


def _project_change(by: Person, entry: AuditEntry) -> Project:
    project = _project(entry)
    values = {field: getattr(project, field) for field in projects.FIELDS}
    for field, value in audit.values_before(entry, project).items():
        values[field] = _related(field, value)
    return projects.save_project(by=by, unit=project.unit, kind=TableKind(project.kind), project=project, **values)


def _related(field: str, value: Any) -> Any:  # noqa: ANN401 - whatever the field holds
    if field == "parent":
        return Project.objects.get(pk=value) if value else None
    return Person.objects.get(pk=value) if field == "responsible" and value else value


def _project_archive(by: Person, entry: AuditEntry) -> Project:
    return projects.restore_project(by=by, project=_project(entry))


def _codes(by: Person, entry: AuditEntry) -> Project:
    project, table = _project(entry), TableKind(entry.after["table"])
    now = list(project.codes.filter(table=table).values_list("code", flat=True))
    if now != entry.after["codes"]:
        raise audit.changed_since(project)
    projects.set_codes(by=by, project=project, table=table, codes=entry.before["codes"])
    return project


def _stage_set(by: Person, entry: AuditEntry) -> Project:
    stage = ProjectStage.objects.select_related("project__unit").get(pk=number_of(entry))
    before = audit.values_before(entry, stage)
    if before:
        group = ProjectGroup.objects.get(pk=before["group"])
        projects.set_stage(by=by, project=stage.project, group=group, since=stage.since)
    else:
        projects.remove_stage(by=by, stage=stage)
    return stage.project


def _stage_remove(by: Person, entry: AuditEntry) -> Project:
    values = audit.as_held(ProjectStage, entry.before)
    project = Project.objects.select_related("unit").get(pk=values["project"])
    if project.stages.filter(since=values["since"]).exists():
        raise audit.changed_since(project)
    group = ProjectGroup.objects.get(pk=values["group"])
    projects.set_stage(by=by, project=project, group=group, since=values["since"])
    return project


def _amount_enter(by: Person, entry: AuditEntry) -> Project:
    found = ProjectAmount.objects.select_related("project__unit").get(pk=number_of(entry))
    audit.values_before(entry, found)
    amounts.remove_amount(by=by, entry=found)
    return found.project


def _amount_change(by: Person, entry: AuditEntry) -> Project:
    found = ProjectAmount.objects.select_related("project__unit").get(pk=number_of(entry))
    values = {field: getattr(found, field) for field in amounts.FIELDS} | audit.values_before(entry, found)
    amounts.enter_amount(by=by, entry=found, **values)
    return found.project


def _amount_remove(by: Person, entry: AuditEntry) -> Project:
    values = audit.as_held(ProjectAmount, entry.before)
    project = Project.objects.select_related("unit").get(pk=values.pop("project"))
    if ProjectAmount.objects.filter(pk=number_of(entry)).exists():
        raise audit.changed_since(project)
    amounts.write_back(by=by, entry=ProjectAmount(pk=number_of(entry), project=project, **values))
    return project


def _table_change(by: Person, entry: AuditEntry) -> ProjectTable:
    table = ProjectTable.objects.select_related("municipality").get(pk=number_of(entry))
    values = {field: getattr(table, field) for field in tables.TABLE_FIELDS} | audit.values_before(entry, table)
    convention = Convention(AmountSign(values.pop("amount_sign")), DeviationSign(values.pop("deviation_sign")))
    unit, kind = Quantum(values.pop("money_unit")), TableKind(table.kind)
    return tables.save_table(
        by=by, municipality=table.municipality, kind=kind, money_unit=unit, convention=convention, **values
    )


def _project(entry: AuditEntry) -> Project:
    return Project.objects.select_related("unit").get(pk=number_of(entry))


_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], Project | ProjectTable]] = {
    "project.create": _project_create,
    "project.change": _project_change,
    "project.archive": _project_archive,
    "project.codes": _codes,
    "project_stage.set": _stage_set,
    "project_stage.change": _stage_set,
    "project_stage.remove": _stage_remove,
    "project_amount.enter": _amount_enter,
    "project_amount.change": _amount_change,
    "project_amount.remove": _amount_remove,
    "project_table.change": _table_change,
}
