"""Putting mail into the outbox, and what people do about what has not left it.

Nothing here asks who may: the rooms that send do, and for the administrator's page the organisation.
"""

import socket
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.workflow.mail import MAILING, OVER, MailAct
from tertial.mail.models import Mail

KEPT = timedelta(days=30)
"""How long a mail is remembered after it was asked for."""

_LONGEST_SUBJECT = 200
_NOBODY = ".invalid"


class MailNotPossible(DomainError):
    """This installation sends no mail, or there is nobody to send it to."""


def is_on() -> bool:
    """Whether this installation sends mail; where not, what it would say has to be handed over by hand."""
    return settings.TERTIAL_MAIL is not None


def send(*, by: models.Model, to: str, subject: str, text: str) -> Mail:
    """Puts a mail into the outbox; it leaves once the transaction that it is part of has been kept.

    `by` is the person whose doing it is; subject and text are in the language of whoever gets it. The text may hold a
    link that nobody else is to see. Raises MailNotPossible.
    """
    if not is_on():
        raise MailNotPossible(
            Message(gettext_noop("This installation sends no mail; ask whoever runs Tertial to set TERTIAL_MAIL."))
        )
    address, now = _checked(to), timezone.now()
    _forget_old()
    return Mail.objects.create(
        to=address,
        subject=excerpt(" ".join(subject.split()), _LONGEST_SUBJECT),
        text=text,
        message_id=make_msgid(domain=settings.TERTIAL_MAIL_SENDER.domain or socket.gethostname()),
        asked_by_id=by.pk,
        due_at=now,
    )


def send_again(mail: Mail) -> None:
    """Lets what could not be sent, or is in doubt, be tried once more at once. Raises NotNow."""
    state = MAILING.after(mail.stands, MailAct.AGAIN, thing=str(mail))
    mail.state, mail.due_at, mail.tried, mail.error, mail.ended_at = state.value, timezone.now(), 0, None, None
    mail.holder = ""
    mail.save(update_fields=["state", "due_at", "tried", "error", "ended_at", "holder"])


def let_be(mail: Mail) -> None:
    """Lets no more be done about it, and forgets its text. Raises NotNow."""
    state = MAILING.after(mail.stands, MailAct.LET_BE, thing=str(mail))
    mail.state, mail.text, mail.ended_at = state.value, "", timezone.now()
    mail.save(update_fields=["state", "text", "ended_at"])


def _checked(to: str) -> str:
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or address.lower().endswith(_NOBODY):
        template = gettext_noop("Nothing can be sent to %(address)s; give the person an address that exists.")
        raise MailNotPossible(Message(template, {"address": excerpt(to.strip()) or "–"}))
    return address


def _forget_old() -> None:
    over = [state.value for state in OVER]
    Mail.objects.filter(state__in=over, ended_at__lt=timezone.now() - KEPT).delete()
    Mail.objects.filter(held_until=None, asked_at__lt=timezone.now() - 2 * KEPT).delete()
