"""How far guessing at passwords gets: from one place, from many, and beside those who have signed in before."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.tries import Allowance, network_of
from tests.shared.factories import PersonFactory
from tests.shared.pages import words

pytestmark = pytest.mark.django_db
AT_ONCE = 10
PASSWORD = "fyra ord i rad"
WAIT = "There have been too many wrong passwords."


@pytest.fixture(autouse=True)
def moment(monkeypatch) -> None:
    """All tries are made at one moment, however slow the machine is, and few are enough for a place."""
    now = timezone.now()
    monkeypatch.setattr("tertial.accounts.tries.OF_A_PLACE", Allowance(AT_ONCE, timedelta(minutes=1)))
    monkeypatch.setattr("tertial.accounts.tries.timezone.now", lambda: now)


@pytest.fixture
def anna() -> Person:
    anna = PersonFactory(name="Anna", email="anna@exempelby.se", language="en")
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def stranger() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def tried(client: Client, email: str, password: str = "fel", place: str = "198.51.100.7"):
    form = {"email": email, "password": password}
    return client.post(reverse("accounts:sign_in"), form, REMOTE_ADDR=place)


def guesses(number: int, place: str = "198.51.100.{}") -> list[str]:
    """What is answered to one guess each at so many addresses, each from another machine."""
    client = stranger()
    return [words(tried(client, f"p{n}@exempelby.se", place=place.format(n % 250))) for n in range(number)]


def test_guessing_at_many_addresses_from_one_network_meets_a_limit(anna):
    answers = guesses(AT_ONCE + 5)

    assert [WAIT in answer for answer in answers] == [False] * AT_ONCE + [True] * 5


def test_someone_who_signs_in_somewhere_else_notices_nothing(anna):
    guesses(AT_ONCE + 5)

    assert tried(stranger(), anna.email, PASSWORD, "203.0.113.5").status_code == 302


def test_who_has_signed_in_before_gets_in_from_the_very_place_and_address_that_are_guessed_at(anna):
    own = stranger()
    assert tried(own, anna.email, PASSWORD).status_code == 302
    own.post(reverse("accounts:sign_out"))
    guesses(AT_ONCE + 5)
    for _ in range(8):
        tried(stranger(), anna.email)

    assert WAIT in words(tried(stranger(), anna.email, PASSWORD))
    assert tried(own, anna.email, PASSWORD).status_code == 302


def test_a_browser_that_is_known_may_guess_no_more_than_any_other(anna):
    own = stranger()
    tried(own, anna.email, PASSWORD)
    own.post(reverse("accounts:sign_out"))

    answers = [words(tried(own, anna.email)) for _ in range(6)]

    assert [WAIT in answer for answer in answers] == [False] * 5 + [True]


def test_a_browser_is_known_for_its_own_person_alone(anna):
    own = stranger()
    tried(own, anna.email, PASSWORD)
    own.post(reverse("accounts:sign_out"))
    guesses(AT_ONCE)

    assert WAIT in words(tried(own, "bo@exempelby.se"))


def test_guessing_from_everywhere_meets_a_limit_that_a_minute_loosens(anna, monkeypatch):
    monkeypatch.setattr("tertial.accounts.tries.OF_THE_WHOLE", Allowance(10, timedelta(seconds=1)))
    for n in range(10):
        tried(stranger(), f"p{n}@exempelby.se", place=f"10.0.{n}.1")
    assert WAIT in words(tried(stranger(), anna.email, PASSWORD, "203.0.113.5"))

    now = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr("tertial.accounts.tries.timezone.now", lambda: now)
    assert tried(stranger(), anna.email, PASSWORD, "203.0.113.5").status_code == 302


def test_right_passwords_take_nothing_from_the_place(anna):
    for _ in range(AT_ONCE + 5):
        assert tried(stranger(), anna.email, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_place_is_a_network_as_the_rule_page_says(place, network):
    assert network_of(place) == network


@pytest.mark.parametrize("asked", ["foo", "konto", "accounts:profile", "?a", "foo/../bar"])
def test_a_next_page_that_is_no_address_leads_to_the_start(anna, asked):
    answer = stranger().post(reverse("accounts:sign_in"), {"email": anna.email, "password": PASSWORD, "next": asked})
    assert (answer.status_code, answer.url) == (302, "/")
    assert stranger().post(reverse("accounts:language"), {"language": "sv", "next": asked}).url == "/"


def test_an_address_of_900_kb_is_no_address(anna):
    answer = tried(stranger(), "a" * 900_000)

    assert answer.status_code == 422
    assert tried(stranger(), anna.email, "b" * 900_000).status_code == 422


def test_sessions_that_have_ended_are_cleared_when_someone_signs_in(anna):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))

    tried(stranger(), anna.email, PASSWORD)

    assert not Session.objects.filter(session_key="old").exists()


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertyuiop123",
        "password1234",
        "lösenord1234",
        "Sommar2026!!",
        "annaberg2026",
    ],
)
def test_a_password_that_a_guesser_tries_first_is_refused(anna, password):
    anna.name, anna.email = "Anna Berg", "anna.berg@exempelby.se"
    anna.save()
    client = stranger()
    client.force_login(anna)

    answer = client.post(reverse("accounts:password"), {"current_password": PASSWORD, "password": password})

    assert answer.status_code == 422
    assert "easy to guess" in words(answer)


def test_pages_of_people_who_are_signed_in_are_kept_by_no_shared_cache(anna):
    client = stranger()
    client.force_login(anna)

    kept = client.get(reverse("accounts:profile")).headers["Cache-Control"]

    assert {"private", "no-store"} <= {word.strip() for word in kept.split(",")}
