"""Mail leaves with what it tells of, comes through once, is tried again where that helps, and is otherwise told of."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from tertial.domain.message import DomainError
from tertial.environment import MailRoute, MailSender
from tertial.mail import outbox
from tertial.mail.delivery import deliver_all, deliver_next
from tertial.mail.models import Mail
from tertial.mail.outbox import MailNotPossible
from tests.mail.mail_server import MailServer, mail_server
from tests.shared.factories import MailFactory, PersonFactory

pytestmark = pytest.mark.django_db
LINK = "https://tertial.exempelby.se/konto/losenord/valj/hemligt/"


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    settings.TERTIAL_MAIL_SENDER = MailSender("Tertial i Exempelby", "tertial@exempelby.se")
    with mail_server() as found:
        settings.TERTIAL_MAIL = found.route
        yield found


def send(**words: str) -> Mail:
    given = {"to": "åsa@exempelby.se", "subject": "Välkommen", "text": f"Hej Åsa!\n{LINK}\n"}
    return outbox.send(by=PersonFactory(), **(given | {"to": "asa@exempelby.se"} | words))


def now(mail: Mail) -> Mail:
    return Mail.objects.get(pk=mail.pk)


def let_time_pass() -> None:
    Mail.objects.filter(state="waiting").update(due_at=timezone.now())
    Mail.objects.exclude(held_until=None).update(held_until=timezone.now() - timedelta(seconds=1))


def test_a_mail_arrives_with_its_words_and_is_then_kept_without_them(server: MailServer):
    mail = send()
    deliver_all()

    (got,) = server.got
    assert got["From"] == "Tertial i Exempelby <tertial@exempelby.se>"
    assert (got["To"], got["Message-ID"]) == ("asa@exempelby.se", mail.message_id)
    assert str(got["Subject"]) == "=?utf-8?q?V=C3=A4lkommen?="
    assert got.get_payload(decode=True).decode().replace("\r\n", "\n") == f"Hej Åsa!\n{LINK}\n"
    assert (now(mail).state, now(mail).text) == ("sent", "")


def test_a_mail_of_what_was_undone_never_leaves(server: MailServer):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    deliver_all()

    assert server.got == []


@pytest.mark.parametrize("where", ["to_receivers", "to_mail"])
def test_what_the_server_cannot_take_now_is_tried_again_until_it_can(server: MailServer, where: str):
    setattr(server, where, "451 4.3.0 Försök senare")
    mail = send()
    deliver_all()
    assert now(mail).state == "waiting"
    assert "127.0.0.1 answered: 451" in str(now(mail).error["template"] % now(mail).error["params"])
    first = now(mail).due_at - timezone.now()

    let_time_pass()
    deliver_all()
    assert now(mail).due_at - timezone.now() > 2 * first

    server.refuses = 0
    let_time_pass()
    deliver_all()
    assert (now(mail).state, now(mail).error) == ("sent", None)
    assert len(server.got) == 1


@pytest.mark.parametrize("where", ["to_receivers", "to_mail"])
def test_what_the_server_never_takes_is_told_of_and_tried_no_more(server: MailServer, where: str):
    setattr(server, where, "550 5.1.1 Okänd mottagare")
    mail = send()
    deliver_all()
    let_time_pass()

    assert not deliver_next()
    assert now(mail).state == "failed"
    assert now(mail).error["params"]["answer"].startswith("550 5.1.1")


def test_a_server_that_nobody_reaches_is_given_up_after_two_days(settings):
    settings.TERTIAL_MAIL = MailRoute("smtp", "127.0.0.1", 1, tls=False)
    mail = send()
    tries = 0
    while now(mail).state == "waiting":
        let_time_pass()
        deliver_all()
        tries += 1

    assert (now(mail).state, tries) == ("failed", 9)
    assert now(mail).error["params"]["server"] == "127.0.0.1"


def test_where_the_server_goes_away_with_the_mail_it_is_in_doubt_and_not_sent_twice(server: MailServer):
    server.hangs_up = True
    mail = send()
    deliver_all()
    server.hangs_up = False
    let_time_pass()
    deliver_all()

    assert now(mail).state == "in_doubt"
    assert len(server.got) == 1
    assert LINK in now(mail).text


def test_what_is_sent_again_is_the_same_mail(server: MailServer):
    server.hangs_up = True
    mail = send()
    deliver_all()
    server.hangs_up = False
    outbox.send_again(now(mail))
    deliver_all()

    assert [got["Message-ID"] for got in server.got] == [mail.message_id] * 2
    assert now(mail).state == "sent"


def test_a_letter_more_cannot_be_put_into_the_head_of_a_mail(server: MailServer):
    send(subject="Hej\r\nBcc: alla@exempelby.se")
    deliver_all()

    assert server.got[0]["Bcc"] is None
    assert server.got[0]["Subject"] == "Hej Bcc: alla@exempelby.se"


@pytest.mark.parametrize("to", ["tertial@tertial.invalid", "ingen", "a@b.se\nBcc: c@d.se", ""])
def test_an_address_that_nothing_can_be_sent_to_is_refused(to: str):
    with pytest.raises(MailNotPossible, match="Nothing can be sent to"):
        send(to=to)


def test_without_a_way_for_mail_nothing_is_put_in(settings):
    settings.TERTIAL_MAIL = None

    assert not outbox.is_on()
    with pytest.raises(MailNotPossible, match="sends no mail"):
        send()
    assert not Mail.objects.exists()


def test_an_address_in_a_domain_of_other_letters_is_reached(server: MailServer):
    send(to="asa@åmål.se")
    deliver_all()

    assert server.got[0]["To"] == "asa@xn--ml-xiab.se"


def test_for_trial_mail_is_written_to_a_folder(settings, tmp_path: Path):
    settings.TERTIAL_MAIL = MailRoute("file", folder=str(tmp_path / "mail"))
    mail = send()
    deliver_all()

    (written,) = (tmp_path / "mail").iterdir()
    assert message_from_bytes(written.read_bytes())["Message-ID"] == mail.message_id
    assert now(mail).state == "sent"


def test_a_folder_that_cannot_be_written_is_tried_again(settings, tmp_path: Path):
    (tmp_path / "mail").write_text("no folder")
    settings.TERTIAL_MAIL = MailRoute("file", folder=str(tmp_path / "mail"))
    mail = send()
    deliver_all()

    assert now(mail).state == "waiting"
    assert "cannot be written" in now(mail).error["template"]


def test_for_trial_mail_is_printed(settings, capsys):
    settings.TERTIAL_MAIL = MailRoute("console")
    send()
    deliver_all()

    assert "Subject: =?utf-8?q?V=C3=A4lkommen?=" in capsys.readouterr().out


def test_what_is_let_be_leaves_no_more_and_forgets_its_text(server: MailServer):
    mail = send()
    outbox.let_be(now(mail))
    deliver_all()

    assert (now(mail).state, now(mail).text, server.got) == ("left", "", [])
    with pytest.raises(DomainError, match="is in the state"):
        outbox.send_again(now(mail))


def test_mail_is_forgotten_after_a_month(server: MailServer):
    old = MailFactory(state="sent", text="", ended_at=timezone.now() - timedelta(days=31))
    send()

    assert not Mail.objects.filter(pk=old.pk).exists()
    assert Mail.objects.count() == 1
