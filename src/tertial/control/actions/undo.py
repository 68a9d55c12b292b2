"""What an undo asks of internal control, and the writes that before and after do not tell."""

from django.db.models import Model

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import Undoable, register
from tertial.control import models
from tertial.control.actions import archiving, judgements, plans
from tertial.control.actions.common_controls import remove_question
from tertial.control.actions.importing import IMPORT, take_back_import
from tertial.control.actions.writing import check_above_open, check_open
from tertial.control.belonging import Planned
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.organisation.tracing import trace

_PLANNED: tuple[type[Planned], ...] = (
    models.Risk,
    models.Measure,
    models.SystematicControl,
    models.Recommendation,
    models.CommonControl,
)


def declare() -> None:
    """Tells common/undo how writes about internal control are taken back."""
    register(
        *(
            Undoable(
                model=kind,
                may=lambda by, thing, _entry: _may(by, gate.PLAN, thing),
                rules=_thing_stands,
                ways=_COMMON if kind is models.CommonControl else {},
            )
            for kind in _PLANNED
        ),
        *_reported(),
        *_asked(),
        Undoable(
            model=models.ControlPlan,
            may=_may_plan,
            related=("unit",),
            ways={
                "control_plan.create": _plan_begun,
                "control_plan.copy": _plan_begun,
                "control_plan.restore": _plan_begun,
                "control_plan.archive": _plan_archived,
                IMPORT: _imported,
                "control_plan.approve": _judgement_approved,
                "control_plan.reopen": _judgement_reopened,
            },
        ),
    )


def _reported() -> list[Undoable]:
    return [
        Undoable(
            model=models.ControlFollowUp,
            may=lambda by, row, _entry: _may(by, gate.REPORT, row.measure or row.recommendation),
            rules=lambda _by, row: check_open(row.measure or row.recommendation),
            above=lambda row: [row.measure or row.recommendation],
            page=lambda row: trace(audit.ref(row.measure or row.recommendation)).url,
            removable=True,
        ),
        Undoable(
            model=models.ControlResult,
            may=lambda by, row, _entry: _may(by, gate.REPORT, row.control),
            rules=lambda _by, row: check_open(row.control),
            above=lambda row: [row.control],
            page=lambda row: trace(audit.ref(row.control)).url,
            removable=True,
        ),
        Undoable(
            model=models.Recheck,
            may=lambda by, row, _entry: _may(by, gate.REPORT, row.recommendation),
            rules=lambda _by, row: check_open(row.recommendation),
            above=lambda row: [row.recommendation],
            page=lambda row: trace(audit.ref(row.recommendation)).url,
            removable=True,
        ),
    ]


def _asked() -> list[Undoable]:
    return [
        Undoable(
            model=models.CommonAnswer,
            may=lambda by, answer, _entry: _may(by, gate.REPORT, answer.row),
            rules=lambda _by, answer: check_open(answer.row.control),
            above=lambda answer: [answer.row.control],
            page=lambda answer: trace(Ref("commonrow", answer.row_id)).url,
            author="person",
            removable=True,
        ),
        Undoable(
            model=models.CommonQuestion,
            may=lambda by, question, _entry: _may(by, gate.PLAN, question.control),
            rules=lambda _by, question: check_open(question.control),
            above=lambda question: [question.control],
            page=lambda question: trace(Ref("commoncontrol", question.control_id)).url,
            ways={"common_question.create": _question_created},
        ),
    ]


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


def _put_away(by: Person, entry: AuditEntry, control: models.CommonControl) -> None:
    audit.values_before(entry, control)
    if control.archived_at is not None:
        raise audit.changed_since(control)
    archiving.archive(by=by, thing=control)


def _brought_back(by: Person, entry: AuditEntry, control: models.CommonControl) -> None:
    audit.values_before(entry, control)
    archiving.restore(by=by, thing=control)


def _question_created(by: Person, entry: AuditEntry, question: models.CommonQuestion) -> None:
    audit.values_before(entry, question)
    remove_question(by=by, question=question)


def _plan_begun(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    if plan.archived_at is not None:
        raise audit.changed_since(plan)
    for control in models.CommonControl.objects.filter(pk__in=entry.after.get("common_controls", []), archived_at=None):
        if not control.rows.filter(answers__isnull=False).exists():
            archiving.write_archived(by=by, thing=control)
    plans.archive_plan(by=by, plan=plan)


def _plan_archived(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    audit.values_before(entry, plan)
    plans.restore_plan(by=by, plan=plan)


def _imported(by: Person, entry: AuditEntry, _plan: models.ControlPlan) -> None:
    take_back_import(by=by, entry=entry)


def _judgement_approved(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    approval = models.JudgementApproval.objects.get(plan=plan, period=entry.after["period"])
    audit.values_before(entry, approval)
    judgements.reopen_judgement(by=by, plan=plan, period=Period.parse(approval.period))


def _judgement_reopened(by: Person, entry: AuditEntry, plan: models.ControlPlan) -> None:
    held = audit.as_held(models.JudgementApproval, entry.before)
    name = Person.objects.filter(pk=held.pop("approved_by")).first()
    judgements.approve_again(by=by, before=models.JudgementApproval(plan=plan, approved_by=name, **held))


_COMMON = {
    "common_control.create": _put_away,
    "common_control.restore": _put_away,
    "common_control.archive": _brought_back,
}
