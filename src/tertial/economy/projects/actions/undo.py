"""What an undo asks of projects and their tables, and of amounts, which go two and two."""

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.economy.models import Project, ProjectAmount, ProjectStage, ProjectTable
from tertial.economy.projects.actions import amounts, projects, tables
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things.finding import held
from tertial.things.undo import Undone, undo


def _may(by: Person, act: gate.Act, thing: Project) -> None:
    gate.enter(by=by, act=act.undone, things=[thing])


def put_codes_back(by: Person, entry: AuditEntry, project: Project) -> None:
    """Lets a project have the codes that it had."""
    table = ProjectTable.objects.get(pk=entry.after["table"])
    if list(project.codes.filter(table=table).values_list("code", flat=True)) != entry.after["codes"]:
        raise audit.changed_since(project)
    projects.set_codes(by=by, project=project, table=table, codes=entry.before["codes"])


def remove_entered(by: Person, entry: AuditEntry, amount: ProjectAmount) -> None:
    """Removes an amount that was entered, if it is still there."""
    audit.values_before(entry, amount)
    amounts.remove_amount(by=by, entry=ProjectAmount.objects.get(pk=amount.pk))


def take_back_pasted(by: Person, entry: AuditEntry, table: ProjectTable) -> None:
    """Takes back everything that pasted rows became, the last first: all of it, or nothing."""
    numbers = entry.after["entries"]
    written = AuditEntry.objects.in_bulk(numbers)
    with audit.noted() as left:
        for number in reversed(numbers):
            undo(by=by, entry=written[number])
    after = {**entry.after, "entries": [each.pk for each in left]}
    audit.record(person=by, action="project_table.paste", subject=table, after=after)


def _may_table(by: Person, table: ProjectTable, entry: AuditEntry) -> None:
    """Rows are pasted in a unit, which may be one below that of the table."""
    pasted = entry.action == "project_table.paste"
    gate.enter(by=by, act=gate.PLAN.undone, things=[Unit.objects.get(pk=entry.after["unit"]) if pasted else table])


PROJECT = Undone(
    model=Project,
    may=lambda by, project, _entry: _may(by, gate.PLAN, project),
    rules=lambda _by, project: projects.check_stands(project),
    related=("unit",),
)
STAGE = Undone(
    model=ProjectStage,
    may=lambda by, stage, _entry: _may(by, gate.REPORT, stage.project),
    above=lambda stage: [stage.project],
    rules=lambda _by, stage: projects.check_stage(stage),
    page=lambda stage: held(stage.project.ref).page,
    related=("project__unit",),
    removable=True,
)
AMOUNT = Undone(
    model=ProjectAmount,
    may=lambda by, amount, _entry: _may(by, amounts.act_on(amount.measure), amount.project),
    above=lambda amount: [amount.project],
    rules=lambda _by, amount: amounts.check_stands(amount),
    page=lambda amount: held(amount.project.ref).page,
    related=("project__unit",),
    author="recorded_by",
)
TABLE = Undone(
    model=ProjectTable,
    may=_may_table,
    rules=lambda _by, table: tables.check_stands(table),
    related=("unit", "rows_of"),
)
