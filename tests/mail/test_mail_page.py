"""The administrator's page of mail: what has left, what waits, what did not come through, and what to do about it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tertial.common.stored_messages import as_json
from tertial.domain.message import Message
from tertial.mail.delivery import deliver_all
from tertial.mail.models import Mail
from tertial.organisation.roles import Role
from tests.shared.factories import MailFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
PAGE = "/struktur/utskick/"
ERROR = as_json(Message("%(server)s answered: %(answer)s", {"server": "mail.exempelby.se", "answer": "550 Nej"}))


@pytest.fixture
def place() -> SmallMunicipality:
    made = small_municipality(only=())
    Person.objects.update(language="en")
    return made


@pytest.fixture
def browser(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    return client


def page_of(browser: Client, query: str = "") -> str:
    return unescape(browser.get(f"{PAGE}{query}").content.decode())


def test_without_any_mail_the_page_says_what_is_shown_there(browser: Client):
    assert "No mail yet" in page_of(browser)


def test_without_a_way_for_mail_the_page_says_which_setting_to_write(browser: Client, settings):
    settings.TERTIAL_MAIL = None

    assert "TERTIAL_MAIL" in page_of(browser)
    assert "Send a test mail" not in page_of(browser)


def test_the_administrator_sends_a_test_to_themselves(browser: Client, place: SmallMunicipality):
    page = browser.post(f"{PAGE}prov/", follow=True).content.decode()
    mail = Mail.objects.get()
    deliver_all()

    assert f"A test is on its way to {mail.to}." in page
    assert mail.to == place.people[Role.ADMINISTRATOR].email
    assert "Sent" in page_of(browser)
    assert AuditEntry.objects.filter(action="mail.test", ref=mail.ref).exists()


def test_what_was_refused_says_why_and_is_sent_again_or_let_be(browser: Client):
    first, second = MailFactory(state="failed", error=ERROR), MailFactory(state="in_doubt", error=ERROR)
    page = page_of(browser)
    assert "mail.exempelby.se answered: 550 Nej" in page
    assert "2 mails did not come through" in page

    browser.post(f"{PAGE}{first.pk}/igen/")
    browser.post(f"{PAGE}{second.pk}/lat-vara/")
    deliver_all()
    assert list(Mail.objects.order_by("pk").values_list("state", "text")) == [("sent", ""), ("left", "")]
    assert "/igen/" not in page_of(browser)


def test_what_is_tried_again_says_when(browser: Client):
    MailFactory(tried=2, due_at=timezone.now() + timedelta(hours=1), error=ERROR)

    assert "Tried 2 times; the next time is 20" in page_of(browser)


def test_no_page_and_no_log_shows_what_a_mail_says(browser: Client, place: SmallMunicipality):
    mail = MailFactory(state="failed", error=ERROR)
    browser.post(f"{PAGE}{mail.pk}/igen/")

    for address in (PAGE, "/struktur/logg/", f"/historik/{mail.ref}/"):
        page = browser.get(address).content.decode()
        assert "Välkommen till Tertial" in page
        assert "hemligt" not in page


def test_mail_is_found_by_address_subject_and_status(browser: Client):
    MailFactory(to="asa@exempelby.se", state="failed", error=ERROR)
    MailFactory(to="bo@exempelby.se", subject="Påminnelse")

    assert "bo@" not in page_of(browser, "?text=ASA")
    assert "asa@" not in page_of(browser, "?text=påmin")
    assert "bo@" not in page_of(browser, "?state=look")
    assert "No mail matches" in page_of(browser, "?state=sent")


def test_what_has_been_sent_meanwhile_is_not_sent_again(browser: Client):
    mail = MailFactory(state="sent", text="", ended_at=timezone.now())

    answer = browser.post(f"{PAGE}{mail.pk}/igen/", follow=True)
    assert "is in the state “Sent”" in unescape(answer.content.decode())
    assert Mail.objects.get().state == "sent"


def test_much_mail_takes_as_many_questions_as_little(browser: Client, django_assert_max_num_queries):
    for _number in range(60):
        MailFactory()
    with django_assert_max_num_queries(25):
        page_of(browser)
