"""What an undo asks of internal control, and the writes that before and after do not tell."""

from django.db.models import Model

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.control import models
from tertial.control.actions import archiving, judgements, plans
from tertial.control.actions.common_controls import remove_question
from tertial.control.actions.importing import take_back_import
from tertial.control.actions.writing import check_above_open, check_open
from tertial.control.belonging import Planned
from tertial.domain.period import Period
from tertial.organisation import gate
from tertial.things.finding import held
from tertial.things.undo import Undone


def _thing_stands(_by: Person, thing: Planned) -> None:
    stored = type(thing)._default_manager.get(pk=thing.pk)
    if stored.archived_at is None:
        check_open(stored)
    elif thing.archived_at is None:
        check_above_open(thing)
        archiving.check_free(thing)
    else:
        check_open(stored)  # which is closed, and says so


def _may(by: Person, act: gate.Act, thing: Model) -> None:
    gate.enter(by=by, act=act.undone, things=[thing])


def _may_plan(by: Person, plan: models.ControlPlan, entry: AuditEntry) -> None:
    approves = entry.action in {"control_plan.approve", "control_plan.reopen"}
    _may(by, gate.APPROVE if approves else gate.PLAN, plan)


def put_away(by: Person, entry: AuditEntry, control: models.CommonControl) -> None:
    """Archives a common control that was set or brought back."""
    audit.values_before(entry, control)
    if control.archived_at is not None:
        raise audit.changed_since(control)
    archiving.archive(by=by, thing=control)


def brought_back(by: Person, entry: AuditEntry, control: models.CommonControl) -> None:
    """Brings back a common control that was archived."""
    audit.values_before(entry, control)
    archiving.restore(by=by, thing=control)


def unask(by: Person, entry: AuditEntry, question: models.CommonQuestion) -> None:
    """Removes a question that was asked."""
    audit.values_before(entry, question)
    remove_question(by=by, question=question)


def archive_begun(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    """Archives a plan that was begun, with the common controls that it brought."""
    if plan.archived_at is not None:
        raise audit.changed_since(plan)
    for control in models.CommonControl.objects.filter(pk__in=entry.after.get("common_controls", []), archived_at=None):
        if not control.rows.filter(answers__isnull=False).exists():
            archiving.archive(by=by, thing=control)
    plans.archive_plan(by=by, plan=plan)


def restore_archived(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    """Brings back a plan that was archived."""
    audit.values_before(entry, plan)
    plans.restore_plan(by=by, plan=plan)


def take_back(by: Person, entry: AuditEntry, _plan: models.ControlPlan) -> None:
    """Takes back what an import brought."""
    take_back_import(by=by, entry=entry)


def reopen(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    """Opens a judgement that was approved."""
    approval = models.JudgementApproval.objects.get(plan=plan, period=entry.after["period"])
    audit.values_before(entry, approval)
    judgements.reopen_judgement(by=by, plan=plan, period=Period.parse(approval.period))


def approve_again(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    """Brings back an approval that was taken back."""
    held = audit.as_held(models.JudgementApproval, entry.before)
    name = Person.objects.filter(pk=held.pop("approved_by")).first()
    judgements.approve_again(by=by, before=models.JudgementApproval(plan=plan, approved_by=name, **held))


def planned(model: type[Planned]) -> Undone:
    """How writes about one kind of thing that is planned are taken back."""
    return Undone(model=model, may=lambda by, thing, _entry: _may(by, gate.PLAN, thing), rules=_thing_stands)


PLAN = Undone(model=models.ControlPlan, may=_may_plan, related=("unit",))
FOLLOW_UP = Undone(
    model=models.ControlFollowUp,
    may=lambda by, row, _entry: _may(by, gate.REPORT, row.measure or row.recommendation),
    rules=lambda _by, row: check_open(row.measure or row.recommendation),
    above=lambda row: [row.measure or row.recommendation],
    page=lambda row: held((row.measure or row.recommendation).ref).page,
    removable=True,
)
RESULT = Undone(
    model=models.ControlResult,
    may=lambda by, row, _entry: _may(by, gate.REPORT, row.control),
    rules=lambda _by, row: check_open(row.control),
    above=lambda row: [row.control],
    page=lambda row: held(row.control.ref).page,
    removable=True,
)
RECHECK = Undone(
    model=models.Recheck,
    may=lambda by, row, _entry: _may(by, gate.REPORT, row.recommendation),
    rules=lambda _by, row: check_open(row.recommendation),
    above=lambda row: [row.recommendation],
    page=lambda row: held(row.recommendation.ref).page,
    removable=True,
)
ANSWER = Undone(
    model=models.CommonAnswer,
    may=lambda by, answer, _entry: _may(by, gate.REPORT, answer.row),
    rules=lambda _by, answer: check_open(answer.row.control),
    above=lambda answer: [answer.row.control],
    page=lambda answer: held(answer.row.ref).page,
    author="person",
    removable=True,
)
QUESTION = Undone(
    model=models.CommonQuestion,
    may=lambda by, question, _entry: _may(by, gate.PLAN, question.control),
    rules=lambda _by, question: check_open(question.control),
    above=lambda question: [question.control],
    page=lambda question: held(question.control.ref).page,
)
