"""Whatever goes wrong, a page says it in one sentence, in the reader's language, with a way on."""

import errno
import io

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils.translation import override
from django.views.defaults import server_error

from tertial import urls as site
from tertial.domain.message import DomainError, Message
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import words

WAY_ON = "Go to the start page"


def raising(error: Exception):
    """A page that fails."""

    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


class Broken:
    """Addresses that fail, each in its own way, beside those of the site."""

    handler500 = "tertial.common.busy.unforeseen"
    urlpatterns = [
        path("locked/", raising(OperationalError("database is locked"))),
        path("full/", raising(OperationalError("database or disk is full"))),
        path("no-room/", raising(OSError(errno.ENOSPC, "No space left on device"))),
        path("secret/", raising(PermissionDenied())),
        path("odd/", raising(SuspiciousOperation())),
        path("crash/", raising(RuntimeError("a bug"))),
        path("taken/", raising(IntegrityError("UNIQUE constraint failed"))),
        path("refused/", raising(DomainError(Message("%(what)s is too long.", {"what": "The name"})))),
        *site.urlpatterns,
    ]


@pytest.fixture
def client(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(PersonFactory(language="en"))
    return client


@pytest.fixture
def broken(settings) -> None:
    settings.ROOT_URLCONF = Broken


def test_an_address_that_leads_nowhere_says_so_to_everyone(client):
    for visitor in (client, Client()):
        visitor.cookies["language"] = "en"
        answer = visitor.get("/finns/inte/alls/nej/aldrig/")

        assert answer.status_code == 404
        assert "There is no such page" in words(answer)
        assert WAY_ON in words(answer)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/secret/", 403, "You do not have the right to do this; ask an administrator."),
        ("/odd/", 400, "The browser asked for something that cannot be understood"),
        ("/crash/", 500, "Something is wrong in Tertial, and nothing was changed."),
        ("/refused/", 422, "The name is too long."),
    ],
)
def test_each_kind_of_error_has_one_sentence_and_a_way_on(client, broken, address, status, sentence):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.content.decode().count("data-error-sentence") == 1
    assert sentence in words(answer)
    assert WAY_ON in words(answer)
    assert "a bug" not in words(answer)


def test_a_missing_right_names_the_right_and_the_unit(client):
    person = PersonFactory(language="en")
    RoleFactory(person=person, unit=UnitFactory(code="KS", name="Kommunstyrelsen"), role="reader")
    client.force_login(person)

    answer = client.get(reverse("organisation:unit_change", args=["KS"]))

    assert answer.status_code == 403
    assert "You may not do that" in words(answer)
    assert "Only an administrator can change the structure of Kommunstyrelsen." in words(answer)


def test_whoever_sent_something_that_is_refused_is_led_back_to_the_page_it_was_sent_from(client, broken):
    sent = client.post("/refused/", headers={"Referer": "http://testserver/KS/2024/mal/ny/"})

    assert 'href="http://testserver/KS/2024/mal/ny/"' in sent.content.decode()
    assert "Back to the page" in words(sent)
    assert "Back to the page" not in words(client.post("/refused/", headers={"Referer": "https://example.org/"}))
    assert "Back to the page" not in words(client.get("/refused/", headers={"Referer": "http://testserver/"}))


def test_a_page_that_has_been_open_too_long_asks_to_be_reloaded():
    visitor = Client(enforce_csrf_checks=True)
    visitor.cookies["language"] = "en"

    answer = visitor.post(reverse("accounts:language"), {"language": "sv"})

    assert answer.status_code == 403
    assert "The page had been open too long, so nothing was changed." in words(answer)


def test_a_part_of_a_page_gets_the_sentence_alone(client, broken):
    answer = client.get("/refused/", headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()
    assert "The name is too long." in words(answer)


def test_a_program_gets_the_sentence_as_json(client, broken):
    answer = client.get("/refused/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (422, {"error": "The name is too long."})


def test_the_page_of_a_crash_asks_nothing_of_the_database():
    """No `db` here: a question to the database would fail this test."""
    with override("en"):
        answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Something is wrong in Tertial" in words(answer)


def test_the_pages_of_errors_follow_the_readers_language(client, broken):
    client.force_login(PersonFactory(language="sv"))

    assert '<html lang="sv"' in client.get("/crash/").content.decode()
    assert '<html lang="sv"' in client.get("/secret/").content.decode()


def test_the_second_of_two_who_write_the_same_at_once_is_told_so(client, broken):
    answer = client.get("/taken/")

    assert answer.status_code == 409
    assert "at the same time" in words(answer)
    assert "UNIQUE" not in answer.content.decode()


def test_what_was_sent_while_the_database_was_held_by_others_is_there_to_be_sent_again(client, broken):
    answer = client.post("/locked/?period=2024", {"text": "\nTre rader\nom året", "who": ["Anna", "Bo"]})

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Save once more" in words(answer)
    assert '<form method="post" action="/locked/?period=2024">' in page
    assert '<textarea name="text" hidden>\n\nTre rader\nom året</textarea>' in page
    assert page.count('<textarea name="who" hidden>') == 2


@pytest.mark.parametrize("address", ["/full/", "/no-room/"])
def test_what_was_sent_when_no_room_is_left_is_there_to_be_sent_again(client, broken, address):
    answer = client.post(address, {"text": "Tre rader"})

    assert answer.status_code == 503
    assert "no room left" in words(answer)
    assert '<textarea name="text" hidden>\nTre rader</textarea>' in answer.content.decode()


def test_a_file_that_was_sent_meanwhile_is_asked_for_again(client, broken):
    answer = client.post("/locked/", {"file": io.BytesIO(b"1;2")})

    assert answer.status_code == 503
    assert "choose them again" in words(answer)


def test_a_page_that_the_database_could_not_give_is_offered_once_more(client, broken):
    answer = client.get("/locked/?period=2024")

    assert answer.status_code == 503
    assert '<a class="ds-button" href="/locked/?period=2024">' in answer.content.decode()


def test_a_program_is_told_to_come_back(client, broken):
    answer = client.post("/locked/", {}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "not stored" in answer.json()["error"]


def test_a_session_that_cannot_be_kept_for_others_is_told_like_any_write(client, broken, monkeypatch):
    def locked(*_given: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", locked)
    answer = client.get("/secret/")

    assert answer.status_code == 503
    assert "Try once more" in words(answer) or "Försök en gång till" in words(answer)


@pytest.mark.parametrize("address", ["/K%00S/2024/", "/sok/?q=a%00b"])
def test_an_address_with_a_null_sign_is_not_understood(client, address):
    assert client.get(address).status_code == 400


def test_a_request_for_another_host_is_turned_away_in_one_sentence(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert WAY_ON in words(answer) or "startsidan" in words(answer)
