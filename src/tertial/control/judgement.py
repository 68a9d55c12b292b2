"""Where an overall judgement stands (docs/workflows.md says what may be done then), and what its approval closes."""

from django.utils import timezone

from tertial.control.models import JudgementApproval
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workflow.judgement import Judged
from tertial.texts.models import TextSection

_CLOSED = gettext_noop(
    "The judgement was approved by %(name)s on %(day)s; take back the approval before you change it."
)


def state_of(text: TextSection | None, approval: JudgementApproval | None) -> Judged:
    """Where the judgement stands, from its text and its approval."""
    if approval is not None:
        return Judged.APPROVED
    return Judged.WRITTEN if text is not None and text.plain_text.strip() else Judged.EMPTY


def closed(approval: JudgementApproval | None) -> Message | None:
    """Why the text of the judgement may not be written now; None where it may."""
    if approval is None:
        return None
    name = approval.approved_by.name if approval.approved_by else "–"
    return Message(_CLOSED, {"name": name, "day": approval_day(approval)})


def approval_day(approval: JudgementApproval) -> str:
    """The day of an approval as it is shown."""
    return timezone.localdate(approval.approved_at).isoformat()
