"""What people decide about themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import words

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord i rad"


@pytest.fixture
def anna() -> Person:
    anna = PersonFactory(name="Anna", title="Ekonom", email="anna@exempelby.se", language="en")
    anna.set_password(PASSWORD)
    anna.save()
    return anna


@pytest.fixture
def client(anna) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def test_a_person_changes_name_and_title_and_the_log_keeps_it(anna, client):
    answer = client.post(reverse("accounts:profile"), {"name": " Anna Berg ", "title": ""}, follow=True)

    anna.refresh_from_db()
    assert (anna.name, anna.title, anna.email, anna.is_active) == ("Anna Berg", "", "anna@exempelby.se", True)
    assert "Your details are saved." in words(answer)
    entry = AuditEntry.objects.get(action="person.change")
    assert (entry.before, entry.after) == ({"name": "Anna", "title": "Ekonom"}, {"name": "Anna Berg", "title": ""})


def test_an_empty_name_is_refused_and_what_was_typed_stays(anna, client):
    answer = client.post(reverse("accounts:profile"), {"name": "", "title": "Controller"})

    assert answer.status_code == 422
    assert 'value="Controller"' in answer.content.decode()
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_a_new_password_keeps_this_session_and_ends_all_others(anna, client):
    elsewhere = Client()
    elsewhere.force_login(anna)

    answer = client.post(
        reverse("accounts:password"), {"current_password": PASSWORD, "password": "fem helt andra ord"}, follow=True
    )

    assert "Your password is changed." in words(answer)
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    anna.refresh_from_db()
    assert anna.check_password("fem helt andra ord")


def test_a_password_with_a_sign_that_nobody_sees_can_be_changed_by_whoever_has_it(anna, client):
    for before, after in ((PASSWORD, "fem helt\u202a andra ord"), ("fem helt\u202a andra ord", "sju helt nya ord")):
        client.post(reverse("accounts:password"), {"current_password": before, "password": after})

    anna.refresh_from_db()
    assert anna.check_password("sju helt nya ord")


@pytest.mark.parametrize(
    ("current", "password", "sentence"),
    [
        ("fel", "fem helt andra ord", "This is not your present password"),
        (PASSWORD, "kort", "at least 12 characters"),
        (PASSWORD, "1234567890123", "easy to guess"),
        (PASSWORD, "fem helt andra ord" * 60, "at most 1000 characters"),
    ],
)
def test_a_weak_password_or_a_wrong_present_one_is_refused_with_a_reason(anna, client, current, password, sentence):
    answer = client.post(reverse("accounts:password"), {"current_password": current, "password": password})

    assert answer.status_code == 422
    assert sentence in words(answer)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_the_page_of_a_refused_password_can_be_opened_again(client):
    assert client.get(reverse("accounts:password")).url == reverse("accounts:profile")


def test_the_profile_shows_the_persons_roles_and_costs_few_questions(anna, client, django_assert_max_num_queries):
    for number in range(4):
        RoleFactory(person=anna, unit=UnitFactory(name=f"Nämnd {number}"))

    with django_assert_max_num_queries(8):
        page = words(client.get(reverse("accounts:profile")))

    assert all(f"Reporter Nämnd {number}" in page for number in range(4))


def test_a_person_without_a_role_is_told_what_to_do(client):
    assert "Ask an administrator for one." in words(client.get(reverse("accounts:profile")))


def test_the_language_changes_at_once_and_for_every_later_visit(anna, client):
    answer = client.post(reverse("accounts:language"), {"language": "sv", "next": "/konto/"}, follow=True)

    assert answer.redirect_chain == [("/konto/", 302)]
    assert answer.headers["Content-Language"] == "sv"
    anna.refresh_from_db()
    assert anna.language == "sv"


def test_before_signing_in_the_language_is_kept_in_the_browser(anna):
    visitor = Client()
    assert visitor.get(reverse("accounts:sign_in")).headers["Content-Language"] == "sv"

    visitor.post(reverse("accounts:language"), {"language": "en", "next": reverse("accounts:sign_in")})

    page = visitor.get(reverse("accounts:sign_in"))
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()


@pytest.mark.parametrize("language", ["", "de", "../../etc"])
def test_a_language_that_does_not_exist_changes_nothing(anna, client, language):
    answer = client.post(reverse("accounts:language"), {"language": language})

    assert answer.status_code == 302
    anna.refresh_from_db()
    assert anna.language == "en"
