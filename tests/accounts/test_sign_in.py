"""Signing in and out."""

import re
from datetime import timedelta
from importlib import import_module, reload

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import NoReverseMatch, clear_url_caches, reverse, set_urlconf
from django.utils import timezone

from tertial.accounts.models import FailedSignIns, Person
from tertial.accounts.tries import pause_after
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import words

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord i rad"
WRONG = "The e-mail address or the password is wrong."
WAIT = "There have been too many wrong passwords."


@pytest.fixture
def anna() -> Person:
    anna = PersonFactory(name="Anna", email="anna@exempelby.se", language="en")
    anna.set_password(PASSWORD)
    anna.save()
    return anna


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def try_to_sign_in(client: Client, email: str = "anna@exempelby.se", password: str = PASSWORD, **more: str):
    return client.post(reverse("accounts:sign_in"), {"email": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def test_address_and_password_let_a_person_in_whatever_the_case_of_the_address(anna, visitor):
    answer = try_to_sign_in(visitor, email=" Anna@Exempelby.SE ")

    assert (answer.status_code, answer.url) == (302, "/")
    assert is_signed_in(visitor)


def test_the_page_that_was_asked_for_opens_after_signing_in(anna, visitor):
    asked = visitor.get(reverse("accounts:profile"))
    assert asked.url == "/konto/logga-in/?next=/konto/"

    page = visitor.get(asked.url)
    kept = re.search(r'name="next" value="([^"]+)"', page.content.decode())[1]

    assert try_to_sign_in(visitor, next=kept).url == "/konto/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(anna, visitor, elsewhere):
    assert try_to_sign_in(visitor, next=elsewhere).url == "/"


@pytest.mark.parametrize(("email", "password"), [("anna@exempelby.se", "fel"), ("nobody@exempelby.se", PASSWORD)])
def test_a_wrong_address_and_a_wrong_password_get_the_same_sentence_and_the_address_stays(
    anna, visitor, email, password
):
    answer = try_to_sign_in(visitor, email=email, password=password)

    assert answer.status_code == 422
    assert WRONG in words(answer)
    assert f'value="{email}"' in answer.content.decode()
    assert password not in answer.content.decode()
    assert not is_signed_in(visitor)


def test_a_closed_account_lets_nobody_in(anna, visitor):
    anna.is_active = False
    anna.save()

    assert WRONG in words(try_to_sign_in(visitor))


def test_after_five_wrong_passwords_even_the_right_one_must_wait_fifteen_seconds(anna, visitor):
    answers = [words(try_to_sign_in(visitor, password="fel")) for _ in range(6)]

    assert [WRONG in answer for answer in answers] == [True] * 5 + [False]
    assert WAIT in answers[5]
    assert WAIT in words(try_to_sign_in(visitor))
    FailedSignIns.objects.update(last_at=timezone.now() - timedelta(seconds=16))
    assert try_to_sign_in(visitor).status_code == 302


def test_who_waits_is_told_until_when_and_a_new_try_does_not_prolong_it(anna, visitor, monkeypatch):
    now = timezone.make_aware(timezone.datetime(2025, 1, 14, 14, 31, 30))
    monkeypatch.setattr("tertial.accounts.tries.timezone.now", lambda: now)
    for _ in range(5):
        try_to_sign_in(visitor, password="fel")

    told = [words(try_to_sign_in(visitor)) for _ in range(2)]

    assert all("Try again after 14:32." in answer for answer in told)


def test_guessing_at_one_address_does_not_lock_others_out(anna, visitor):
    PersonFactory(email="bo@exempelby.se")
    for _ in range(6):
        try_to_sign_in(visitor, email="bo@exempelby.se", password="fel")

    assert try_to_sign_in(visitor).status_code == 302


def test_the_right_password_clears_what_was_counted(anna, visitor):
    for _ in range(4):
        try_to_sign_in(visitor, password="fel")
    assert try_to_sign_in(visitor).status_code == 302

    visitor.logout()
    for _ in range(4):
        try_to_sign_in(visitor, password="fel")
    assert try_to_sign_in(visitor).status_code == 302


def test_the_table_of_failures_tells_nothing_about_anybody_and_forgets_after_a_day(anna, visitor):
    try_to_sign_in(visitor, password="fel")
    kept = list(FailedSignIns.objects.all())
    assert {len(row.key) for row in kept} == {64}

    FailedSignIns.objects.update(last_at=timezone.now() - timedelta(days=2))
    try_to_sign_in(visitor, email="bo@exempelby.se", password="fel")

    assert not FailedSignIns.objects.filter(pk__in=[row.pk for row in kept]).exists()


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (10, 480), (11, 900), (500, 900)]
)
def test_the_pause_grows_as_the_rule_page_says(failures, seconds):
    assert pause_after(failures) == timedelta(seconds=seconds)


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_place_is_what_the_proxy_says(anna, visitor):
    address = reverse("accounts:sign_in")
    for _ in range(6):
        visitor.post(
            address, {"email": anna.email, "password": "fel"}, headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"}
        )

    elsewhere = visitor.post(
        address, {"email": anna.email, "password": PASSWORD}, headers={"X-Forwarded-For": "198.51.100.2"}
    )

    assert elsewhere.status_code == 302


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
@pytest.mark.parametrize("place", ["203.0.113.9", "203.0.113.9:%s", "[2001:db8::1]:%s"])
def test_a_proxy_that_tells_the_port_too_gives_nobody_more_tries(anna, visitor, place):
    address = reverse("accounts:sign_in")
    for number in range(6):
        told = place.replace("%s", str(50_000 + number))
        answer = visitor.post(
            address, {"email": anna.email, "password": "fel"}, headers={"X-Forwarded-For": f"1.2.3.4, {told}"}
        )

    assert "too many wrong passwords" in words(answer)


def test_signing_out_takes_a_post_and_ends_the_session(anna, visitor):
    visitor.force_login(anna)
    assert visitor.get(reverse("accounts:sign_out")).status_code == 405
    assert is_signed_in(visitor)

    assert visitor.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")

    assert not is_signed_in(visitor)


def test_whoever_is_signed_in_is_not_asked_again(anna, visitor):
    visitor.force_login(anna)

    assert visitor.get(reverse("accounts:sign_in")).url == "/"


def test_a_part_of_a_page_asked_for_after_the_session_ended_leads_the_whole_page_to_sign_in(visitor):
    answer = visitor.get(reverse("accounts:profile"), headers={"HX-Request": "true"}, follow=True)

    assert answer.headers["HX-Redirect"] == reverse("accounts:sign_in")


def test_outside_the_sample_municipality_nobody_can_sign_in_with_one_click(visitor):
    PersonFactory(email="anna@huddinge.example")

    assert "Try the sample municipality" not in words(visitor.get(reverse("accounts:sign_in")))
    with pytest.raises(NoReverseMatch):
        reverse("accounts:sign_in_as_sample", args=[1])


@pytest.fixture
def sample_site():
    """The addresses as they are where TERTIAL_DEMO is set."""
    with override_settings(TERTIAL_DEMO=True):
        _read_addresses_again()
        yield
    _read_addresses_again()


def _read_addresses_again() -> None:
    for module in ("tertial.accounts.urls", settings.ROOT_URLCONF):
        reload(import_module(module))
    clear_url_caches()
    set_urlconf(None)


def test_in_the_sample_municipality_one_click_signs_in_as_any_of_its_people(sample_site, visitor):
    robin = PersonFactory(name="Robin", email="robin@huddinge.example")
    RoleFactory(person=robin, unit=UnitFactory(name="Kommunstyrelsen"))
    page = words(visitor.get(reverse("accounts:sign_in")))
    assert "Robin Reporter, Kommunstyrelsen" in page

    answer = visitor.post(reverse("accounts:sign_in_as_sample", args=[robin.ref]), {"next": "/konto/"})

    assert (answer.status_code, answer.url) == (302, "/konto/")
    assert is_signed_in(visitor)


def test_one_click_signs_in_as_no_real_person_and_only_where_the_sample_is_on(sample_site, visitor):
    real, invented = PersonFactory(email="anna@exempelby.se"), PersonFactory(email="robin@huddinge.example")
    address = reverse("accounts:sign_in_as_sample", args=[invented.ref])

    assert visitor.post(reverse("accounts:sign_in_as_sample", args=[real.ref])).status_code == 404
    with override_settings(TERTIAL_DEMO=False):
        assert visitor.post(address).status_code == 404
    assert not is_signed_in(visitor)


def test_signing_in_needs_few_questions_to_the_database(anna, visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        visitor.get(reverse("accounts:sign_in"))
