"""Where an overall judgement stands and what may be done then; docs/rules/control-judgement.md has the same table."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils import timezone

from tertial.control.errors import ControlNotSaved
from tertial.control.models import JudgementApproval
from tertial.domain.message import Message, gettext_noop
from tertial.texts.models import TextSection


class State(StrEnum):
    """Where a judgement stands."""

    EMPTY = "empty"
    WRITTEN = "written"
    APPROVED = "approved"


class Act(StrEnum):
    """What can be done with a judgement."""

    WRITE = "write"
    CLEAR = "clear"
    APPROVE = "approve"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.EMPTY, Act.WRITE): State.WRITTEN,
    (State.WRITTEN, Act.WRITE): State.WRITTEN,
    (State.WRITTEN, Act.CLEAR): State.EMPTY,
    (State.WRITTEN, Act.APPROVE): State.APPROVED,
    (State.APPROVED, Act.REOPEN): State.WRITTEN,
}

_REFUSED: Mapping[tuple[State, Act], str] = {
    (State.EMPTY, Act.APPROVE): gettext_noop("There is no judgement to approve yet; write it first."),
    (State.APPROVED, Act.APPROVE): gettext_noop("The judgement is approved already."),
}
_CLOSED = gettext_noop(
    "The judgement was approved by %(name)s on %(day)s; take back the approval before you change it."
)
_NOT_APPROVED = Message(gettext_noop("The judgement is not approved, so there is no approval to take back."))


def state_of(text: TextSection | None, approval: JudgementApproval | None) -> State:
    """Where the judgement stands, from its text and its approval."""
    if approval is not None:
        return State.APPROVED
    return State.WRITTEN if text is not None and text.plain_text.strip() else State.EMPTY


def check_may(state: State, act: Act) -> None:
    """Raises ControlNotSaved, saying why, unless the act is possible in the state."""
    if (state, act) not in TRANSITIONS:
        template = _REFUSED.get((state, act))
        raise ControlNotSaved(Message(template) if template else _NOT_APPROVED)


def closed(approval: JudgementApproval | None) -> Message | None:
    """Why the text of the judgement may not be written now; None where it may."""
    if approval is None:
        return None
    name = approval.approved_by.name if approval.approved_by else "–"
    return Message(_CLOSED, {"name": name, "day": approval_day(approval)})


def approval_day(approval: JudgementApproval) -> str:
    """The day of an approval as it is shown."""
    return timezone.localdate(approval.approved_at).isoformat()
