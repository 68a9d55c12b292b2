"""The outbox as whoever looks after Tertial sees it. What a mail says is not shown: it may hold links to passwords."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.workflow.mail import MAILING, MailAct, MailState
from tertial.mail.models import Mail

_MARKS = {
    MailState.WAITING: (Shape.PAUSED, Tone.NEUTRAL),
    MailState.UNDER_WAY: (Shape.HALF, Tone.FAIR),
    MailState.HANDED_OVER: (Shape.HALF, Tone.FAIR),
    MailState.SENT: (Shape.CHECK, Tone.GOOD),
    MailState.FAILED: (Shape.CROSS, Tone.POOR),
    MailState.IN_DOUBT: (Shape.UNKNOWN, Tone.POOR),
    MailState.LEFT: (Shape.CROSS, Tone.NEUTRAL),
}
NEEDS_A_LOOK = (MailState.FAILED, MailState.IN_DOUBT)
ON_ITS_WAY = (MailState.WAITING, MailState.UNDER_WAY, MailState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail: how it stands, what was said of it, when it is tried next, and what may be done about it."""

    mail: Mail
    mark: StatusMark
    told: str
    next_try: datetime | None
    can_be_sent_again: bool
    can_be_let_be: bool


def mails(*, state: str = "", text: str = "") -> QuerySet[Mail]:
    """The mail that stands so, to an address or with a subject that has the text in it; newest first."""
    groups = {"look": NEEDS_A_LOOK, "way": ON_ITS_WAY, "sent": (MailState.SENT,), "left": (MailState.LEFT,)}
    found = Mail.objects.select_related("asked_by")
    if state in groups:
        found = found.filter(state__in=[each.value for each in groups[state]])
    return found.filter(Q(to__icontains=text) | Q(subject__icontains=text)) if text else found


def lines(found: Iterable[Mail]) -> list[MailLine]:
    """The mail as it is shown."""
    return [_line(mail) for mail in found]


def how_many_need_a_look() -> int:
    """Mail that nobody does more about by itself."""
    return Mail.objects.filter(state__in=[each.value for each in NEEDS_A_LOOK]).count()


def _line(mail: Mail) -> MailLine:
    offered, waits = MAILING.offered(mail.stands), mail.stands is MailState.WAITING
    return MailLine(
        mail=mail,
        mark=StatusMark(_(MAILING.states[mail.stands]), *_MARKS[mail.stands]),
        told=sentence(from_json(mail.error)) if mail.error else "",
        next_try=mail.due_at if waits and mail.tried else None,
        can_be_sent_again=MailAct.AGAIN in offered,
        can_be_let_be=MailAct.LET_BE in offered,
    )
