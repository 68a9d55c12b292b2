"""Taking mail out of the outbox: tried again with growing pauses, handed over at most once without a person's word."""

import logging
import secrets
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tertial.common.stored_messages import as_json
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workflow.mail import MAILING, MailAct, MailState
from tertial.environment import MailRoute
from tertial.mail.models import Mail
from tertial.mail.routes import NoAnswer, NotTaken, hand_over

# Longer than a server can take over all its answers; whoever is silent longer counts as killed.
_HELD = timedelta(minutes=5)
_PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
_KILLED = gettext_noop(
    "Tertial was stopped while it handed the mail over, which may have been sent all the same; ask the reader."
)
_BROKEN = gettext_noop("The mail cannot be put together because of an error in Tertial; report it.")
_log = logging.getLogger(__name__)


class _TakenAway(Exception):
    """Whoever had the mail in hand was taken for dead, and it is another's by now."""


def deliver_all() -> None:
    """Hands over what is due."""
    while deliver_next():
        pass


def deliver_next() -> bool:
    """Takes the mail that has been due longest and hands it over; says whether there was any."""
    _doubt_what_was_cut_off()
    route = settings.TERTIAL_MAIL
    mail = None if route is None else _take_next()
    if route is None or mail is None:
        return False
    _deliver(mail, route)
    return True


def due() -> QuerySet[Mail]:
    """What is to be tried now: what has waited its time, and what was in hand of someone killed before handing over."""
    now = timezone.now()
    killed = Q(state=MailState.UNDER_WAY.value, held_until__lt=now)
    return Mail.objects.filter(Q(state=MailState.WAITING.value, due_at__lte=now) | killed).order_by("due_at", "pk")


def _take_next() -> Mail | None:
    if not due().exists():
        return None
    holder = secrets.token_hex(16)
    with transaction.atomic():
        found = due().select_for_update(skip_locked=True).first()
        if found is None:
            return None
        state = MAILING.after(found.stands, MailAct.TAKE, thing="")
        seen = due().filter(pk=found.pk, holder=found.holder)
        if not seen.update(state=state.value, holder=holder, held_until=timezone.now() + _HELD, tried=F("tried") + 1):
            return None
    return Mail.objects.get(pk=found.pk)


def _deliver(mail: Mail, route: MailRoute) -> None:
    """Hands it over and says what came of it. The log knows it by its ref alone: whom it is to is nobody's matter."""
    sender = settings.TERTIAL_MAIL_SENDER
    try:
        content, to = written(mail), _address_of(mail)
        hand_over(route, content, sender=sender.address, to=to.addr_spec, before=lambda: _begin(mail))
        _confirm(mail)
    except NotTaken as error:
        _not_taken(mail, error)
    except NoAnswer as error:
        _end(mail, MailAct.DOUBT, error.message)
    except _TakenAway:
        _log.warning("%s was taken for dead while in hand, and is another's now.", mail.ref)
    except DatabaseError:
        raise  # what it was on the way to is found out when the database is back
    except Exception:
        _log.exception("%s could not be sent.", mail.ref)
        begun = mail.stands is MailState.HANDED_OVER
        _end(mail, MailAct.DOUBT if begun else MailAct.FAIL, Message(_KILLED if begun else _BROKEN))


def written(mail: Mail) -> EmailMessage:
    """The mail as it leaves."""
    sender = settings.TERTIAL_MAIL_SENDER
    content = EmailMessage()
    content["From"] = Address(sender.name, addr_spec=sender.address)
    content["To"] = _address_of(mail)
    content["Subject"] = mail.subject
    content["Date"] = format_datetime(timezone.localtime(mail.asked_at))
    content["Message-ID"] = mail.message_id
    content["Auto-Submitted"] = "auto-generated"
    content.set_content(mail.text, cte="quoted-printable")
    return content


def _address_of(mail: Mail) -> Address:
    """To whom, with a domain of other letters than mail servers know in theirs."""
    user, _sign, domain = mail.to.rpartition("@")
    return Address(username=user, domain=domain.encode("idna").decode())


def _begin(mail: Mail) -> None:
    """Before the first byte leaves: written down, so that whoever is killed from now on leaves it in doubt."""
    state = MAILING.after(mail.stands, MailAct.HAND_OVER, thing="")
    if not _held(mail, MailState.UNDER_WAY).update(state=state.value, held_until=timezone.now() + _HELD):
        raise _TakenAway
    mail.state = state.value


def _confirm(mail: Mail) -> None:
    """Sent, also where it was taken for dead meanwhile; what only the reader is to see is forgotten."""
    held = _held(mail, MailState.HANDED_OVER, MailState.IN_DOUBT)
    held.update(state=MailState.SENT.value, held_until=None, text="", error=None, ended_at=timezone.now())


def _not_taken(mail: Mail, error: NotTaken) -> None:
    if error.for_good or mail.tried > len(_PAUSES):
        _end(mail, MailAct.FAIL, error.message)
    else:
        _end(mail, MailAct.POSTPONE, error.message, due_at=timezone.now() + _PAUSES[mail.tried - 1])


def _end(mail: Mail, act: MailAct, why: Message, **values: object) -> None:
    state = MAILING.after(mail.stands, act, thing="")
    told = {"state": state.value, "held_until": None, "error": as_json(why), **values}
    _held(mail, mail.stands).update(**told)


def _doubt_what_was_cut_off() -> None:
    lost = Mail.objects.filter(state=MailState.HANDED_OVER.value, held_until__lt=timezone.now())
    lost.update(state=MailState.IN_DOUBT.value, held_until=None, error=as_json(Message(_KILLED)))


def _held(mail: Mail, *states: MailState) -> QuerySet[Mail]:
    return Mail.objects.filter(pk=mail.pk, holder=mail.holder, state__in=[state.value for state in states])
