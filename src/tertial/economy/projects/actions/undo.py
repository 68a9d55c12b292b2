"""What an undo asks of projects and their tables, and of amounts, which go two and two."""

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import Undoable, register
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectAmount, ProjectStage, ProjectTable
from tertial.economy.projects.actions import amounts, projects, tables
from tertial.organisation import gate
from tertial.organisation.tracing import trace


def declare() -> None:
    """Tells common/undo how writes about projects are taken back."""
    register(
        Undoable(
            model=Project,
            may=lambda by, project, _entry: _may(by, gate.PLAN, project),
            rules=lambda _by, project: projects.check_stands(project),
            related=("unit",),
            ways={"project.codes": _codes},
        ),
        Undoable(
            model=ProjectStage,
            may=lambda by, stage, _entry: _may(by, gate.REPORT, stage.project),
            above=lambda stage: [stage.project],
            rules=lambda _by, stage: projects.check_stage(stage),
            page=lambda stage: trace(Ref("project", stage.project_id)).url,
            related=("project__unit",),
            removable=True,
        ),
        Undoable(
            model=ProjectAmount,
            may=lambda by, amount, _entry: _may(by, amounts.act_on(amount.measure), amount.project),
            above=lambda amount: [amount.project],
            rules=lambda _by, amount: amounts.check_stands(amount),
            page=lambda amount: trace(Ref("project", amount.project_id)).url,
            related=("project__unit",),
            author="recorded_by",
            ways={"project_amount.enter": _amount_enter},
        ),
        Undoable(
            model=ProjectTable,
            may=lambda by, table, _entry: _may(by, gate.PLAN, table),
            rules=lambda _by, table: tables.check_stands(table),
            related=("unit", "rows_of"),
        ),
    )


def _may(by: Person, act: gate.Act, thing: Project | ProjectTable) -> None:
    gate.enter(by=by, act=act.undone, things=[thing])


def _codes(by: Person, entry: AuditEntry, project: Project) -> None:
    table = ProjectTable.objects.get(pk=entry.after["table"])
    if list(project.codes.filter(table=table).values_list("code", flat=True)) != entry.after["codes"]:
        raise audit.changed_since(project)
    projects.set_codes(by=by, project=project, table=table, codes=entry.before["codes"])


def _amount_enter(by: Person, entry: AuditEntry, amount: ProjectAmount) -> None:
    audit.values_before(entry, amount)
    amounts.remove_amount(by=by, entry=amount)
