"""An empty installation: the printed code, who begins, which municipality, and that only one can begin."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts import start_code
from tertial.accounts.models import Person, StartCode
from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.organisation.models import RoleAssignment, Unit
from tests.shared.factories import PersonFactory, UnitFactory
from tests.shared.pages import words

pytestmark = pytest.mark.django_db

PASSWORD = "fyra ord utan rimlig mening"
YOU = {"name": "Anna Ek", "title": "Controller", "email": "anna@exempelby.se", "password": PASSWORD}
MUNICIPALITY = {"name": "Exempelby kommun", "number": "0126", "code": ""}
YEAR = timezone.localdate().year


@pytest.fixture
def visitor() -> Client:
    return stranger()


def stranger() -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client


def page(word: str) -> str:
    return reverse("first_start:step", args=[word])


def with_code(client: Client, code: str) -> Client:
    assert client.post(page("kod"), {"code": code}).url == page("du")
    return client


def up_to_the_year(client: Client, code: str, **you: str) -> Client:
    with_code(client, code)
    assert client.post(page("du"), YOU | you).url == page("kommun")
    assert client.post(page("kommun"), MUNICIPALITY).url == page("ar")
    return client


def begin(client: Client, **more: object):
    return client.post(page("ar"), {"year": YEAR, "language": "en", **more})


def test_any_page_of_an_empty_installation_leads_to_the_first_start(visitor):
    answer = visitor.get(reverse("organisation:people"), follow=True)

    assert answer.redirect_chain[-1][0] == "/start/"
    assert "Write the code that was printed in the terminal" in words(answer)


def test_whoever_has_the_code_becomes_administrator_of_a_municipality_and_is_signed_in(visitor):
    up_to_the_year(visitor, start_code.new_code())

    answer = begin(visitor, year=YEAR + 1)

    assert answer.status_code == 302
    role = RoleAssignment.objects.select_related("person", "unit").get()
    assert (role.role, role.unit.name, role.unit.code, role.unit.number) == (
        "administrator",
        "Exempelby kommun",
        "EXEMPELBY",
        "0126",
    )
    assert (role.person.email, role.person.language) == ("anna@exempelby.se", "en")
    assert role.person.check_password(PASSWORD)
    assert role.unit.exists_on(timezone.localdate())
    assert AuditEntry.objects.get(action="unit.create", person=the_system()).before == {}
    assert "Exempelby kommun is begun" in words(visitor.get(reverse("organisation:structure")))
    assert visitor.get("/", follow=True).redirect_chain[-1][0] == f"/EXEMPELBY/{YEAR + 1}/"


def test_the_code_may_be_written_in_lower_case_without_hyphens(visitor):
    with_code(visitor, start_code.new_code().lower().replace("-", " "))


def test_the_code_stands_nowhere_in_the_clear(visitor):
    code = start_code.new_code()

    with_code(visitor, code)

    plain = code.replace("-", "")
    assert code not in StartCode.objects.get().digest
    assert plain.lower() not in StartCode.objects.get().digest.lower()
    assert code not in str(dict(visitor.session))


def test_the_password_is_never_kept_as_it_was_written(visitor):
    up_to_the_year(visitor, start_code.new_code())

    assert PASSWORD not in str(dict(visitor.session))
    again = visitor.get(page("du")).content.decode()
    assert "Anna Ek" in again
    assert PASSWORD not in again
    assert visitor.post(page("du"), YOU | {"password": "", "name": "Anna Ekman"}).url == page("kommun")
    begin(visitor)
    assert Person.objects.get(name="Anna Ekman").check_password(PASSWORD)


def test_each_start_makes_a_new_code_and_what_was_written_is_kept(visitor):
    old = start_code.new_code()
    up_to_the_year(visitor, old)
    new = start_code.new_code()

    refused = visitor.post(page("ar"), {"year": YEAR, "language": "en"}, follow=True)

    assert "Write the code that Tertial printed last; what you have written is kept." in words(refused)
    assert "This is not the code." in words(visitor.post(page("kod"), {"code": old}))
    with_code(visitor, new)
    assert "Anna Ek" in visitor.get(page("du")).content.decode()
    assert begin(visitor).status_code == 302
    assert Person.objects.count() == 1


def test_a_code_older_than_a_day_is_refused_with_what_to_do(visitor):
    code = start_code.new_code()
    StartCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert "Start Tertial again" in words(visitor.post(page("kod"), {"code": code}))


def test_guessing_the_code_is_slowed_down_as_guessing_a_password_is(visitor):
    code = start_code.new_code()
    for _try in range(5):
        visitor.post(page("kod"), {"code": "BCDF-GHJK-MNPQ"})

    assert "There have been too many wrong codes." in words(visitor.post(page("kod"), {"code": code}))


def test_of_two_with_the_code_one_begins_and_the_other_is_told(visitor):
    code = start_code.new_code()
    first, second = up_to_the_year(visitor, code), up_to_the_year(stranger(), code, email="bo@exempelby.se")

    begin(first)
    told = begin(second)

    assert told.status_code == 302
    assert Unit.objects.count() == Person.objects.count() == 1
    assert second.get("/start/").url == "/"


def test_of_two_who_finish_at_the_same_moment_the_later_reads_a_sentence(visitor, monkeypatch):
    """Both were let to the last step while there was nobody."""
    code = start_code.new_code()
    first, second = up_to_the_year(visitor, code), up_to_the_year(stranger(), code, email="bo@exempelby.se")
    begin(first)
    monkeypatch.setattr("tertial.organisation.first_start.views.start_code.still_good", lambda _digest: True)
    answers = iter([True])
    monkeypatch.setattr(start_code, "nobody_yet", lambda: next(answers, False))

    told = second.post(page("ar"), {"year": YEAR, "language": "en"})

    assert told.url == reverse("accounts:sign_in")
    assert "Someone else has just begun here with the code." in words(second.get(told.url))
    assert Person.objects.get().email == "anna@exempelby.se"


@pytest.mark.parametrize(
    ("number", "told"),
    [("12", "is no municipality number"), ("0200", "is no municipality number"), ("1180", "is no municipality number")],
)
def test_a_number_that_no_municipality_has_is_refused_in_a_sentence(visitor, number, told):
    with_code(visitor, start_code.new_code()).post(page("du"), YOU)

    refused = visitor.post(page("kommun"), MUNICIPALITY | {"number": number})

    assert refused.status_code == 422
    assert told in words(refused)
    assert "Exempelby kommun" in refused.content.decode()


def test_another_body_needs_no_number(visitor):
    with_code(visitor, start_code.new_code()).post(page("du"), YOU)

    assert visitor.post(page("kommun"), MUNICIPALITY | {"number": ""}).url == page("ar")


def test_a_weak_password_and_a_bad_address_are_refused_beside_their_fields(visitor):
    with_code(visitor, start_code.new_code())

    refused = visitor.post(page("du"), YOU | {"email": "anna", "password": "sommar2024!!"})

    assert refused.status_code == 422
    assert "anna is not an e-mail address" in words(refused)
    assert "anna" in refused.content.decode()
    weak = visitor.post(page("du"), YOU | {"password": "sommar2024!!"})
    assert "The password is" in words(weak)


def test_a_code_that_cannot_stand_in_an_address_is_told_on_its_page(visitor):
    with_code(visitor, start_code.new_code()).post(page("du"), YOU)
    visitor.post(page("kommun"), MUNICIPALITY | {"code": "EX/BY"})

    refused = visitor.post(page("ar"), {"year": YEAR, "language": "en"}, follow=True)

    assert refused.redirect_chain[-1][0] == page("kommun")
    assert "cannot be a code" in words(refused)
    assert not Person.objects.exists()


def test_a_structure_that_was_imported_first_becomes_the_municipality_of_its_administrator(visitor):
    UnitFactory(code="EXB", name="Exempelby")
    with_code(visitor, start_code.new_code()).post(page("du"), YOU)
    proposed = visitor.get(page("kommun")).content.decode()
    assert 'value="EXB"' in proposed

    visitor.post(page("kommun"), {"name": "Exempelby kommun", "number": "0126", "code": "EXB"})
    begin(visitor)

    assert Unit.objects.get().name == "Exempelby kommun"
    assert RoleAssignment.objects.get().unit.code == "EXB"


def test_no_step_opens_before_those_ahead_of_it(visitor):
    assert visitor.get(page("ar")).url == page("kod")
    with_code(visitor, start_code.new_code())
    assert visitor.get(page("ar")).url == page("du")
    assert visitor.get(page("annat")).status_code == 404


def test_where_there_is_somebody_no_code_is_made_and_the_page_leads_on(visitor):
    PersonFactory()

    assert start_code.new_code() == ""
    assert visitor.get("/start/").url == "/"
