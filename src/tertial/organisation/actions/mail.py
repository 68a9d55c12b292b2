"""What administrators do about mail; that it is sent with what it tells of is each action's own."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.mail import outbox
from tertial.mail.models import Mail
from tertial.organisation import gate

_FIELDS = ("state",)


@transaction.atomic
def send_test_mail(*, by: Person) -> Mail:
    """Puts a mail to whoever asks into the outbox. Raises MailNotPossible."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.whole_municipality()])
    with translation.override(by.language):
        subject = _("A test from Tertial")
        text = _("You asked Tertial for this mail to see whether mail arrives: it does. There is nothing more to do.")
    mail = outbox.send(by=by, to=by.email, subject=subject, text=text)
    audit.record(person=by, action="mail.test", subject=mail)
    return mail


@transaction.atomic
def send_mail_again(*, by: Person, mail: Mail) -> None:
    """Sends what could not be sent, or is in doubt. Raises NotNow."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[mail])
    before = audit.state(mail, _FIELDS)
    outbox.send_again(mail)
    audit.record(person=by, action="mail.again", subject=mail, before=before, after=audit.state(mail, _FIELDS))


@transaction.atomic
def let_mail_be(*, by: Person, mail: Mail) -> None:
    """Lets no more be done about what waits, could not be sent, or is in doubt. Raises NotNow."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[mail])
    before = audit.state(mail, _FIELDS)
    outbox.let_be(mail)
    audit.record(person=by, action="mail.let_be", subject=mail, before=before, after=audit.state(mail, _FIELDS))
