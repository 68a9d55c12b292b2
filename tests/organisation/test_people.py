"""Pages and writes of people and their roles (docs/rules/roles.md)."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tertial.accounts.models import PasswordLink, Person
from tertial.common.models import AuditEntry
from tertial.common.policies import NotAllowed
from tertial.organisation import actions
from tertial.organisation.models import RoleAssignment
from tertial.organisation.policies import Rights
from tertial.organisation.roles import Role
from tertial.organisation.views.people import role_matrix
from tertial.things.rights import Right
from tests.organisation.conftest import someone
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words

RULES = Path(__file__).parents[2] / "docs" / "rules" / "roles.md"


def test_the_rule_page_and_the_page_in_the_web_have_the_same_table(administrator, browser):
    rows = [
        tuple(cell.strip() for cell in line.strip("|\n").split("|"))
        for line in RULES.read_text(encoding="utf-8").splitlines()
        if line.count("|") == 7 and "---" not in line
    ]

    with override("en"):
        assert list(rows[0][1:]) == [role.label for role in Role]
        assert rows[1:] == [(words, *("yes" if may else "no" for _, may in cells)) for words, cells in role_matrix()]
    page = words(browser(administrator).get("roles"))
    assert all(row[0] in page for row in rows[1:])


def test_a_role_counts_below_and_lets_its_holder_read_above_as_the_rule_page_works_out(units):
    rights = Rights(someone("Robin", units["KS"], Role.REPORTER))

    assert {code: sorted(rights.in_unit(unit.pk)) for code, unit in units.items() if code != "SOF"} == {
        "BY": [Right.READ],
        "KS": [Right.READ, Right.REPORT],
        "KSF": [Right.READ, Right.REPORT],
        "SN": [],
    }


def test_a_units_page_shows_where_each_role_comes_from(administrator, reader, units, browser):
    RoleFactory(person=PersonFactory(name="Robin"), unit=units["KSF"], role=Role.REPORTER)

    page = words(browser(administrator).get("unit", "KSF"))

    assert "Robin Reporter this unit" in page
    assert "Lisa Reader Kommunstyrelsen inherited" in page
    assert "Anna Administrator Exempelby kommun inherited" in page


def test_people_are_listed_in_swedish_order(administrator, units, browser):
    names = ["Zara", "Åke", "Äke", "Öke", "adam", "Élin"]
    for number, name in enumerate(names):
        RoleFactory(unit=units["KS"], person=PersonFactory(name=f"{name} Prov", email=f"{number}@exempelby.se"))

    page = browser(administrator).get("people", q="Prov").content.decode()

    listed = [name for _place, name in sorted((page.index(f"{name} Prov"), name) for name in names)]
    assert listed == ["adam", "Élin", "Zara", "Åke", "Äke", "Öke"]


def test_people_are_found_by_name_unit_and_role(administrator, reader, units, browser):
    someone("Sven", units["SN"], Role.REPORTER)
    clicks = browser(administrator)

    for query, found in (
        ({"text": "lis"}, {"Lisa"}),
        ({"text": "lis " * 2000}, {"Lisa"}),
        ({"text": " ".join(map(str, range(2000)))}, set()),
        ({"unit": units["SN"].pk}, {"Sven"}),
        ({"role": "administrator"}, {"Anna"}),
        ({"text": "sven", "role": "reader"}, set()),
    ):
        listed = set(re.findall(r"personer/[a-z0-9]+/\">(\w+)</a>", clicks.get("people", **query).content.decode()))
        assert listed == found, query
    assert "Nobody matches" in words(clicks.get("people", text="nobody at all"))


def test_a_reader_sees_the_people_of_units_that_they_may_read_and_no_others(reader, administrator, units, browser):
    sven, ulla = someone("Sven", units["SN"]), someone("Ulla")
    page = words(browser(reader).get("people"))

    assert "Anna" in page
    assert "sven@" not in page
    assert "ulla@" not in page
    assert browser(reader).get("person", administrator.ref).status_code == 200
    assert [browser(reader).get("person", hidden.ref).status_code for hidden in (sven, ulla)] == [404, 404]


def test_a_person_is_added_given_a_role_and_a_password_and_can_begin(administrator, units, browser):
    clicks = browser(administrator)
    added = clicks.post("person_create", name="Nils", email="nils@exempelby.se", title="Ekonom")
    nils = Person.objects.get(email="nils@exempelby.se")
    assert "Nils is added." in words(added)
    assert "There is no password yet" in words(added)

    clicks.post("role_give_to", nils.ref, unit=units["KSF"].pk, role="reporter")
    shown = clicks.post("person_password", nils.ref)
    link = re.search(r"<code>http://testserver(/konto/losenord/valj/[^<]+)</code>", shown.content.decode())[1]

    assert shown.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert link not in clicks.get("person_password", nils.ref).content.decode()
    visitor = Client()
    visitor.cookies["language"] = "en"
    assert "This is for Nils." in words(visitor.get(link))
    assert visitor.post(link, {"password": "kort"}).status_code == 422
    password = "fyra helt egna ord"
    visitor.post(link, {"password": password})
    visitor.post(reverse("accounts:sign_in"), {"email": "nils@exempelby.se", "password": password})
    assert "Rapportör Förvaltningen KSF" in words(visitor.get(reverse("accounts:profile")))
    assert not AuditEntry.objects.filter(after__icontains=password).exists()

    again = Client().post(link, {"password": "fem andra helt egna ord"})
    assert again.status_code == 410
    assert Person.objects.get(pk=nils.pk).check_password(password)


def link_of(clicks, person: Person) -> str:
    shown = clicks.post("person_password", person.ref)
    return re.search(r"<code>http://testserver(/konto/[^<]+)</code>", shown.content.decode())[1]


def test_a_link_for_a_password_stops_working_when_it_is_old_replaced_or_forged_and_when_a_role_comes(
    administrator, units, browser
):
    nils, clicks = someone("Nils"), browser(administrator)
    replaced, link = link_of(clicks, nils), link_of(clicks, nils)
    assert [Client().get(each).status_code for each in (replaced, link, link[:-3] + "x/")] == [410, 200, 410]

    PasswordLink.objects.update(expires_at=timezone.now())
    assert Client().get(link).status_code == 410

    link = link_of(clicks, nils)
    clicks.post("role_give_to", nils.ref, unit=units["KSF"].pk, role="reporter")
    assert Client().get(link).status_code == 410


def test_the_administrator_of_a_committee_makes_no_link_for_someone_who_has_no_role_there(head_of_ks, units, browser):
    nils, clicks = someone("Nils"), browser(head_of_ks)

    assert clicks.post("person_password", nils.ref).status_code == 403
    clicks.post("role_give_to", nils.ref, unit=units["KSF"].pk, role="reporter")
    assert clicks.post("person_password", nils.ref).status_code == 200


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("LISA@exempelby.se", "LISA@exempelby.se already belongs to someone"), ("lisa", "Enter a valid email address.")],
)
def test_an_address_that_cannot_be_used_is_refused_and_the_rest_stays(administrator, reader, browser, email, sentence):
    for page, arguments in (("person_create", ()), ("person_change", (administrator.ref,))):
        answer = browser(administrator).post(page, *arguments, name="Nils Ny", email=email, title="Ekonom")

        assert answer.status_code == 422
        assert sentence in words(answer)
        assert 'value="Nils Ny"' in answer.content.decode()
        assert f'value="{email}"' in answer.content.decode()


def test_a_persons_details_are_changed_and_one_press_takes_it_back(administrator, reader, browser):
    clicks = browser(administrator)
    changed = clicks.post("person_change", reader.ref, name="Lisa Larsson", email="lisa@exempelby.se", title="Chef")
    assert "The details of Lisa Larsson are saved." in words(changed)

    clicks.press(undo_address(changed))

    reader.refresh_from_db()
    assert (reader.name, reader.title) == ("Lisa", "")


def test_a_closed_account_ends_the_session_and_opens_again(administrator, reader, browser):
    hers, clicks = browser(reader), browser(administrator)
    assert hers.get("structure").status_code == 200

    closed = clicks.post("person_close", reader.ref)
    assert "The account is closed" in words(closed)
    assert hers.get("structure").status_code == 302
    assert "Lisa" not in words(clicks.get("people"))
    assert "Lisa Closed" in words(clicks.get("people", closed="on"))

    clicks.press(undo_address(closed))
    reader.refresh_from_db()
    assert reader.is_active


def test_a_role_is_given_from_the_units_page_by_name_or_address(administrator, units, browser):
    someone("Nils"), someone("Siri")
    clicks = browser(administrator)

    clicks.post("role_give_in", "KS", person="nils@exempelby.se", role="approver")
    given = clicks.post("role_give_in", "KS", person="siri", role="reader")

    assert "Siri is now reader in Kommunstyrelsen." in words(given)
    assert set(RoleAssignment.objects.filter(unit=units["KS"]).values_list("person__name", "role")) == {
        ("Nils", "approver"),
        ("Siri", "reader"),
    }
    clicks.press(undo_address(given))
    assert not RoleAssignment.objects.filter(person__name="Siri").exists()


def test_an_unknown_or_ambiguous_person_and_a_role_given_twice_are_explained(administrator, reader, browser):
    for number in (1, 2):
        PersonFactory(name="Kim", email=f"kim{number}@exempelby.se")

    for person, sentence in (
        ("Okänd", "Nobody has the address or name Okänd"),
        ("Kim", "Several people are called Kim; write the e-mail address."),
        ("Lisa", "Lisa already has this role in Kommunstyrelsen"),
    ):
        answer = browser(administrator).post("role_give_in", "KS", person=person, role="reader")
        assert answer.status_code == 422
        assert sentence in words(answer)
        assert f'value="{person}"' in answer.content.decode()


def test_a_role_is_taken_back_and_one_press_gives_it_again(administrator, reader, browser):
    clicks = browser(administrator)
    taken = clicks.post("role_take", reader.roles.get().ref, **{"from": "unit"})

    assert taken.redirect_chain[0][0].endswith("/enheter/KS/")
    assert "Lisa is no longer reader in Kommunstyrelsen." in words(taken)
    clicks.press(undo_address(taken))
    assert reader.roles.get().role == Role.READER


def test_the_last_administrator_keeps_the_role_and_the_account(administrator, units, browser):
    someone("Bo", units["BY"], Role.ADMINISTRATOR)
    Person.objects.filter(name="Bo").update(is_active=False)
    clicks = browser(administrator)

    for answer in (
        clicks.post("role_take", administrator.roles.get().ref),
        clicks.post("person_close", administrator.ref),
    ):
        assert "Anna is the last administrator of Exempelby kommun; give someone else the role first." in words(answer)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.roles.exists()


def test_with_another_administrator_the_role_can_be_taken_back(administrator, units, browser):
    someone("Bo", units["BY"], Role.ADMINISTRATOR)

    browser(administrator).post("role_take", administrator.roles.get().ref)

    assert not administrator.roles.exists()


@pytest.mark.parametrize("page", ["person_change", "person_close", "person_open", "person_password", "role_give_to"])
def test_a_reader_changes_nobody(reader, administrator, browser, page):
    answer = browser(reader).post(page, administrator.ref, name="X", email="x@exempelby.se", unit="1", role="reader")

    assert answer.status_code == 403
    assert "Only an administrator can do this" in words(answer)
    assert not AuditEntry.objects.exists()


def test_a_reader_gives_and_takes_no_role_and_adds_nobody(reader, administrator, browser):
    clicks = browser(reader)

    assert clicks.post("person_create", name="X", email="x@exempelby.se").status_code == 403
    assert clicks.post("role_take", administrator.roles.get().ref).status_code == 403
    assert clicks.post("role_give_in", "KS", person="Lisa", role="administrator").status_code == 403
    assert Person.objects.count() == 2
    assert RoleAssignment.objects.count() == 2


@pytest.mark.parametrize("page", ["person_change", "person_close", "person_password"])
def test_the_administrator_of_a_committee_cannot_take_over_the_account_of_someone_above(
    head_of_ks, administrator, browser, page
):
    answer = browser(head_of_ks).post(page, administrator.ref, name="Anna", email="karin2@exempelby.se")

    assert answer.status_code == 403
    assert "Anna also has a role in units that you do not administer" in words(answer)


def test_the_administrator_of_a_committee_gives_roles_there_and_nowhere_else(head_of_ks, units, browser):
    nils = someone("Nils")
    clicks = browser(head_of_ks)

    assert clicks.post("role_give_to", nils.ref, unit=units["KSF"].pk, role="reporter").status_code == 200
    assert clicks.post("role_give_to", nils.ref, unit=units["SN"].pk, role="reporter").status_code == 422
    with pytest.raises(NotAllowed):
        actions.give_role(by=head_of_ks, person=nils, unit=units["SN"], role=Role.READER)
    assert [given.unit.code for given in nils.roles.all()] == ["KSF"]


def test_the_pages_of_people_cost_the_same_however_many_people_there_are(
    administrator, units, browser, django_assert_max_num_queries
):
    for number in range(120):
        RoleFactory(person=PersonFactory(name=f"P{number}"), unit=units["KSF"])
    clicks = browser(administrator)

    with django_assert_max_num_queries(11):
        page = clicks.get("people", page="2")
    with django_assert_max_num_queries(20):  # one for each kind of thing that the person may answer for
        clicks.get("person", administrator.ref)
    assert "51–100 of 121" in words(page)
