"""Writes about the overall judgement of internal control: its approval, and taking that back."""

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.control.errors import ControlNotSaved
from tertial.control.judgement import state_of
from tertial.control.models import ControlPlan, JudgementApproval
from tertial.control.text_subjects import JUDGEMENT
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.workflow.judgement import JUDGEMENT as WORKFLOW
from tertial.domain.workflow.judgement import JudgementAct
from tertial.organisation import gate
from tertial.texts.actions import locked_text, seal

FIELDS = ("period", "revision", "approved_by", "approved_at")


@transaction.atomic
def approve_judgement(*, by: Person, plan: ControlPlan, period: Period, revision: int) -> JudgementApproval:
    """Approves the judgement by name and time, and closes its text; `revision` is that of the text on the page.

    Raises NotNow where nothing is written or it is approved already, ControlNotSaved where it has been changed since,
    and NotAllowed.
    """
    return _approve(
        by,
        JudgementApproval(plan=plan, period=period.key, revision=revision, approved_by=by, approved_at=timezone.now()),
    )


@transaction.atomic
def approve_again(*, by: Person, before: JudgementApproval) -> JudgementApproval:
    """Puts back an approval that was taken back, with the name and time it had.

    Raises NotNow or ControlNotSaved where the judgement has been approved or changed since, and NotAllowed.
    """
    return _approve(by, before)


def _approve(by: Person, approval: JudgementApproval) -> JudgementApproval:
    plan, period = approval.plan, Period.parse(approval.period)
    gate.enter(by=by, act=gate.APPROVE, things=[plan], period=period)
    text = locked_text(unit=plan.unit, subject=plan.ref, slot=JUDGEMENT, period=period.key)
    WORKFLOW.after(state_of(text, _approval(plan, period)), JudgementAct.APPROVE, thing=str(plan))
    if text.revision != approval.revision:
        template = gettext_noop("The judgement has been changed since you saw it; read it again before you approve it.")
        raise ControlNotSaved(Message(template))
    seal(text)
    approval.save(force_insert=True)
    audit.record(person=by, action="control_plan.approve", subject=plan, after=audit.state(approval, FIELDS))
    return approval


@transaction.atomic
def reopen_judgement(*, by: Person, plan: ControlPlan, period: Period) -> None:
    """Takes the approval back, so that the text can be written again; raises NotNow and NotAllowed."""
    gate.enter(by=by, act=gate.APPROVE, things=[plan], period=period)
    text = locked_text(unit=plan.unit, subject=plan.ref, slot=JUDGEMENT, period=period.key)
    approval = _approval(plan, period)
    WORKFLOW.after(state_of(text, approval), JudgementAct.REOPEN, thing=str(plan))
    assert approval is not None  # noqa: S101 - what is not approved was refused
    audit.record(person=by, action="control_plan.reopen", subject=plan, before=audit.state(approval, FIELDS))
    approval.delete()


def _approval(plan: ControlPlan, period: Period) -> JudgementApproval | None:
    return plan.approvals.filter(period=period.key).first()
