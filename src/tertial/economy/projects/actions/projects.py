"""Writes about single projects: what they are, where they stand, and their codes in the ledger."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.locks import lock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project, ProjectCode, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.errors import ProjectNotSaved
from tertial.economy.projects.queries.layout import shape_of
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

FIELDS = ("name", "goal_ref", "responsible", "is_reserve", "first_year", "last_year", "parent")
STAGE_FIELDS = ("project", "group", "since")
LONGEST_CODE = 20


@transaction.atomic
def save_project(
    *,
    by: Person,
    unit: Unit,
    table: ProjectTable,
    project: Project | None = None,
    name: str,
    first_year: int,
    last_year: int | None = None,
    goal_ref: Ref = NO_REF,
    responsible: Person | None = None,
    is_reserve: bool = False,
    parent: Project | None = None,
) -> Project:
    """Creates or changes a project of a unit.

    Raises ProjectNotSaved without a name, with years in the wrong order, or as a part of another table's or of a part.
    """
    gate.enter(by=by, act=gate.PLAN, things=[project or unit])
    return write_project(
        by=by,
        unit=unit,
        table=table,
        project=project,
        name=name,
        first_year=first_year,
        last_year=last_year,
        goal_ref=goal_ref,
        responsible=responsible,
        is_reserve=is_reserve,
        parent=parent,
    )


def write_project(
    *,
    by: Person,
    unit: Unit,
    table: ProjectTable,
    project: Project | None = None,
    name: str,
    first_year: int,
    last_year: int | None = None,
    goal_ref: Ref = NO_REF,
    responsible: Person | None = None,
    is_reserve: bool = False,
    parent: Project | None = None,
) -> Project:
    """What `save_project` does behind the gate."""
    if not name.strip():
        raise ProjectNotSaved(Message(gettext_noop("A project needs a name; write what it is called.")))
    _check_years(first_year, last_year)
    _check_parent(parent, table, project)
    saved = project or Project(unit=unit, table=table.rows_of or table)
    before = audit.state(saved, FIELDS) if project else {}
    if project is None:
        last = Project.objects.filter(unit=unit, table=saved.table).aggregate(last=Max("position"))["last"]
        saved.position = 0 if last is None else last + 1
    saved.name, saved.goal_ref, saved.responsible = name.strip(), goal_ref, responsible
    saved.first_year, saved.last_year, saved.is_reserve, saved.parent = first_year, last_year, is_reserve, parent
    saved.save()
    action = "project.change" if project else "project.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, FIELDS))
    return saved


def check_stands(project: Project) -> None:
    """Raises ProjectNotSaved where an open project as it is in memory cannot be stored."""
    if project.archived_at is None:
        _check_years(project.first_year, project.last_year)
        _check_parent(project.parent, project.table, project)


def _check_years(first: int, last: int | None) -> None:
    if last is not None and last < first:
        template = gettext_noop("The last year, %(last)s, is before the first, %(first)s; change one of them.")
        raise ProjectNotSaved(Message(template, {"last": str(last), "first": str(first)}), "last_year")


def _check_parent(parent: Project | None, table: ProjectTable, project: Project | None) -> None:
    if parent is None:
        return
    whole = holds(table, parent) and parent.parent_id is None
    if not whole or (project is not None and (parent.pk == project.pk or project.parts.exists())):
        template = gettext_noop("“%(parent)s” cannot have it as a part; choose one of the table that stands by itself.")
        raise ProjectNotSaved(Message(template, {"parent": excerpt(parent.name)}), "parent")


@transaction.atomic
def set_stage(*, by: Person, project: Project, group: ProjectGroup, since: date) -> ProjectStage:
    """Says in which stage, state or group a project stands from a day; raises ProjectNotSaved for another table's."""
    gate.enter(by=by, act=gate.REPORT, things=[project])
    return write_stage(by=by, project=project, group=group, since=since)


def write_stage(*, by: Person, project: Project, group: ProjectGroup, since: date) -> ProjectStage:
    """What `set_stage` does behind the gate."""
    check_stage(ProjectStage(project=project, group=group, since=since))
    existing = project.stages.filter(since=since).first()
    saved = existing or ProjectStage(project=project, since=since)
    before = audit.state(saved, STAGE_FIELDS) if existing else {}
    saved.group = group
    saved.save()
    action = "project_stage.change" if existing else "project_stage.set"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, STAGE_FIELDS))
    return saved


def check_stage(stage: ProjectStage) -> None:
    """Raises ProjectNotSaved for a project that is put away, and for a group of another table."""
    check_open(stage.project)
    if stage.group.table_id != stage.project.table_id:
        template = gettext_noop("“%(group)s” belongs to another table; choose one of this table's groups.")
        raise ProjectNotSaved(Message(template, {"group": stage.group.name}), "group")


@transaction.atomic
def remove_stage(*, by: Person, stage: ProjectStage) -> None:
    """Takes back where a project has stood from a day."""
    gate.enter(by=by, act=gate.REPORT, things=[stage.project])
    lock(stage)
    audit.record(
        person=by, action="project_stage.remove", subject=stage, before=audit.state(stage, ("id", *STAGE_FIELDS))
    )
    stage.delete()


@transaction.atomic
def set_codes(*, by: Person, project: Project, table: ProjectTable, codes: Iterable[str]) -> list[ProjectCode]:
    """Writes under which codes the ledger books the project for one of its tables; none takes them all away.

    Raises ProjectNotSaved for a code that another project has, and for a table that is not the project's.
    """
    gate.enter(by=by, act=gate.PLAN, things=[project])
    wanted = list(dict.fromkeys(code.strip() for code in codes if code.strip()))
    if not holds(table, project) or not shape_of(table).from_ledger:
        template = gettext_noop("This table of “%(project)s” is not read from the ledger; leave the code out.")
        raise ProjectNotSaved(Message(template, {"project": excerpt(project.name)}), "codes")
    municipality = municipality_of(project.unit)
    for code in wanted:
        _check_code(municipality, project, table, code)
    before = {"codes": list(project.codes.filter(table=table).values_list("code", flat=True))}
    project.codes.filter(table=table).delete()
    saved = [
        ProjectCode.objects.create(municipality=municipality, project=project, table=table, code=code)
        for code in wanted
    ]
    if before["codes"] != wanted:
        after = {"codes": wanted, "table": table.pk}
        audit.record(person=by, action="project.codes", subject=project, before=before, after=after)
    return saved


def _check_code(municipality: Unit, project: Project, table: ProjectTable, code: str) -> None:
    if len(code) > LONGEST_CODE:
        template = gettext_noop("“%(code)s” is too long for a project code; write at most %(most)s characters.")
        raise ProjectNotSaved(Message(template, {"code": excerpt(code), "most": LONGEST_CODE}), "codes")
    taken = ProjectCode.objects.filter(municipality=municipality, code=code).select_related("project").first()
    if taken is not None and (taken.project_id != project.pk or taken.table_id != table.pk):
        template = gettext_noop("The project code %(code)s already belongs to “%(project)s”; each code counts once.")
        raise ProjectNotSaved(Message(template, {"code": code, "project": taken.project.name}), "codes")


@transaction.atomic
def archive_project(*, by: Person, project: Project) -> Project:
    """Puts a project away, out of all tables; it can be restored unchanged."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[project])
    put_away(by=by, thing=project, action="project.archive")
    return project


@transaction.atomic
def restore_project(*, by: Person, project: Project) -> Project:
    """Brings an archived project back."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[project])
    bring_back(by=by, thing=project, action="project.restore")
    return project


def holds(table: ProjectTable, project: Project) -> bool:
    """Whether a project stands in a table: in its own, and in those that show its rows."""
    return project.table_id == (table.rows_of_id or table.pk)


def check_open(project: Project) -> None:
    """Keeps others from writing a project meanwhile; raises ProjectNotSaved for one that is put away."""
    lock(project)
    if project.archived_at is not None:
        template = gettext_noop("“%(project)s” is archived; restore it before you change it.")
        raise ProjectNotSaved(Message(template, {"project": excerpt(project.name)}))
