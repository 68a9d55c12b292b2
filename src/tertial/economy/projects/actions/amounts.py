"""Writes of amounts: decisions, applications, transfers, and outcomes that no ledger holds."""

from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.domain.project_table import DECIDED, REPORTED, Measure
from tertial.domain.project_table.pasting import MOST_ORE
from tertial.economy.models import Project, ProjectAmount, ProjectTable
from tertial.economy.projects.actions.projects import check_open, holds
from tertial.economy.projects.errors import AmountNotSaved
from tertial.economy.projects.queries.layout import shape_of
from tertial.organisation import gate

FIELDS = ("project", "table", "measure", "year", "amount", "on", "reference", "text")


@transaction.atomic
def enter_amount(
    *,
    by: Person,
    project: Project,
    table: ProjectTable,
    measure: Measure,
    year: int,
    amount: int,
    on: date,
    reference: str = "",
    text: str = "",
    entry: ProjectAmount | None = None,
) -> ProjectAmount:
    """Adds, or corrects, one amount in öre as the ledger would book it (expenditure plus, income minus).

    A table holds the sum of a measure's amounts, so a later decision is added, never written over the first. Raises
    AmountNotSaved for a measure the table does not have, a decision without ground, an outcome that the ledger holds.
    """
    gate.enter(by=by, act=act_on(measure), things=[project], period=Period.of_year(year))
    return write_amount(
        by=by,
        project=project,
        table=table,
        measure=measure,
        year=year,
        amount=amount,
        on=on,
        reference=reference,
        text=text,
        entry=entry,
    )


def write_amount(
    *,
    by: Person,
    project: Project,
    table: ProjectTable,
    measure: Measure,
    year: int,
    amount: int,
    on: date,
    reference: str = "",
    text: str = "",
    entry: ProjectAmount | None = None,
) -> ProjectAmount:
    """What `enter_amount` does behind the gate."""
    _check(project, table, measure, amount)
    if measure in DECIDED and not (reference.strip() or text.strip()):
        template = gettext_noop("A decided amount needs its ground; write the decision's number, or what was decided.")
        raise AmountNotSaved(Message(template), "reference")
    saved = entry or ProjectAmount(project=project)
    lock(saved)
    before = audit.state(saved, FIELDS) if entry else {}
    saved.table, saved.measure, saved.year, saved.amount, saved.on = table, measure.value, year, amount, on
    saved.reference, saved.text, saved.recorded_by = reference.strip(), text.strip(), by
    saved.save()
    action = "project_amount.change" if entry else "project_amount.enter"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, FIELDS))
    return saved


@transaction.atomic
def transfer_budget(
    *,
    by: Person,
    source: Project,
    receiver: Project,
    table: ProjectTable,
    year: int,
    amount: int,
    on: date,
    reference: str,
    text: str = "",
) -> tuple[ProjectAmount, ProjectAmount]:
    """Moves budget of a year between two projects of a table; the two amounts sum to zero and go together.

    `amount` is öre as booked, above zero. Raises AmountNotSaved without a reference, or from a project to itself.
    """
    ends = sorted((source, receiver), key=lambda project: project.pk)  # of two who move both ways neither waits forever
    gate.enter(by=by, act=gate.PLAN, things=ends, period=Period.of_year(year))
    if source.pk == receiver.pk or amount <= 0:
        template = gettext_noop("Budget is moved from one project to another; choose two, and an amount above zero.")
        raise AmountNotSaved(Message(template), "receiver")
    if not reference.strip():
        template = gettext_noop("A transfer needs the number of its decision; write it.")
        raise AmountNotSaved(Message(template), "reference")
    given = {"by": by, "table": table, "measure": Measure.BUDGET, "year": year, "on": on, "reference": reference}
    taken = write_amount(project=source, amount=-amount, text=text, **given)  # type: ignore[arg-type]
    put = write_amount(project=receiver, amount=amount, text=text, **given)  # type: ignore[arg-type]
    put.transfer = taken
    put.save(update_fields=["transfer"])
    return taken, put


@transaction.atomic
def remove_amount(*, by: Person, entry: ProjectAmount) -> None:
    """Takes an amount away, and with one end of a transfer the other."""
    ends = [entry, *entry.counterparts.all(), *([entry.transfer] if entry.transfer is not None else [])]
    projects = sorted({end.project for end in ends}, key=lambda project: project.pk)
    gate.enter(by=by, act=act_on(entry.measure), things=projects, period=Period.of_year(entry.year))
    lock(*ends)
    for end in ends:
        audit.record(person=by, action="project_amount.remove", subject=end, before=audit.state(end, ("id", *FIELDS)))
    for end in ends:
        ProjectAmount.objects.filter(pk=end.pk).delete()


def act_on(measure: str) -> gate.Act:
    """What it takes to write an amount: what has happened is reported, what is decided is planned."""
    return gate.REPORT if Measure(measure) in REPORTED else gate.PLAN


def check_stands(entry: ProjectAmount) -> None:
    """Raises AmountNotSaved, or ProjectNotSaved, where an amount as it is in memory cannot be stored."""
    check_open(entry.project)
    _check(entry.project, entry.table, Measure(entry.measure), entry.amount)


def _check(project: Project, table: ProjectTable, measure: Measure, amount: int) -> None:
    shape = shape_of(table)
    if not holds(table, project) or measure not in {column.measure for column in shape.entered}:
        template = gettext_noop("The table of “%(project)s” has no such amount; choose one of those it has.")
        raise AmountNotSaved(Message(template, {"project": excerpt(project.name)}), "measure")
    if abs(amount) > MOST_ORE:
        template = gettext_noop("The amount is too large to be true; check the unit it is written in.")
        raise AmountNotSaved(Message(template))
    if measure in REPORTED and measure in shape.from_ledger and project.codes.filter(table=table).exists():
        template = gettext_noop(
            "The outcome of “%(project)s” is read from the ledger by its project code; take the code away to write it."
        )
        raise AmountNotSaved(Message(template, {"project": excerpt(project.name)}), "measure")
