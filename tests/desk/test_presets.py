"""Presets: shown before they are taken, leave what is there, and are taken back whole."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from tertial.accounts.actions import save_person
from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.control.models import CommonControl, ControlModel
from tertial.desk.models import TakenPreset
from tertial.desk.presets.actions import items_of, take_preset
from tertial.desk.presets.files import presets
from tertial.desk.presets.items import Stands
from tertial.economy.models import Code, ProjectTable, Statement
from tertial.goals.models import Level, ScaleStep, SteeringModel
from tertial.organisation.actions import give_role, save_unit
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.models import ReportTemplate
from tertial.things.undo import undo
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

PAGE = "/struktur/fardiga-forslag/"


@pytest.fixture
def nowhere(db: None) -> Unit:
    """A municipality with one committee, and nothing else."""
    common = {"by": the_system(), "valid_from": date(2020, 1, 1)}
    municipality = save_unit(code="NY", name="Ny kommun", kind="municipality", parent=None, **common)
    save_unit(code="NYN", name="Nämnden", kind="committee", parent=municipality, **common)
    return municipality


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker) -> Iterator[SmallMunicipality]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_municipality()
        transaction.set_rollback(True)


@pytest.fixture
def admin(place: SmallMunicipality) -> Client:
    client = Client()
    Person.objects.update(language="en")
    client.force_login(Person.objects.get(pk=place.people[Role.ADMINISTRATOR].pk))
    return client


def named(key: str):
    return next(each for each in presets() if each.key == key)


def test_an_empty_municipality_can_take_every_preset_one_after_the_other(nowhere):
    refused = []
    for each in presets():
        before = items_of(each, nowhere)
        new = [item for item in before if item.stands is Stands.NEW]
        if new:
            take_preset(by=the_system(), municipality=nowhere, preset=each)
            left = [item.key for item in items_of(each, nowhere) if item.stands is Stands.NEW]
            refused += left
    assert refused == []

    assert [level.name for level in Level.objects.all()] == ["Fullmäktigemål", "Nämndmål"]
    assert Statement.objects.count() == 4
    assert ProjectTable.objects.get().deviation_sign == "budget_minus_outcome"
    assert ControlModel.objects.get().likelihoods[0] == "Osannolik"
    assert CommonControl.objects.count() == 6
    assert all(control.rows.get().unit.code == "NYN" for control in CommonControl.objects.all())
    assert {each.kind for each in ReportTemplate.objects.all()} == {"annual", "interim"}


@pytest.mark.parametrize("key", [each.key for each in presets()])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_preset_is_whole_in_both_languages_and_names_no_municipality(nowhere, key, language):
    with override(language):
        found = named(key)
        text = str(found)
        for key_before in found.first:
            take_preset(by=the_system(), municipality=nowhere, preset=named(key_before))
        assert "'sv':" not in text
        assert "Huddinge" not in text
        take_preset(by=the_system(), municipality=nowhere, preset=found)
        assert all(item.stands is Stands.SAME for item in items_of(found, nowhere)), key


@pytest.mark.parametrize("key", [each.key for each in presets()])
def test_a_preset_is_taken_back_as_one_thing(nowhere, key):
    for key_before in named(key).first:
        take_preset(by=the_system(), municipality=nowhere, preset=named(key_before))
    taken = take_preset(by=the_system(), municipality=nowhere, preset=named(key))
    undo(by=the_system(), entry=AuditEntry.objects.get(ref=taken.ref))

    counts = {
        "models": SteeringModel.objects.count(),
        "levels": Level.objects.count(),
        "steps": ScaleStep.objects.count(),
        "codes": Code.objects.count(),
        "statements": Statement.objects.count(),
        "tables": ProjectTable.objects.filter(archived_at=None).count(),
        "controls": CommonControl.objects.filter(archived_at=None).count(),
        "templates": ReportTemplate.objects.filter(archived_at=None).count(),
    }
    assert counts == dict.fromkeys(counts, 0)


def test_every_account_of_the_preset_is_in_one_row_of_each_statement(nowhere):
    for key in ("accounts", "statement-income", "statement-operations"):
        take_preset(by=the_system(), municipality=nowhere, preset=named(key))
    for statement in Statement.objects.prefetch_related("rows"):
        layout = statement.layout()
        for group in range(30, 90):
            code = f"{group}10"
            if not layout.scope.holds_account(code):
                continue
            rows = [row.key for row in layout.added if row.selection.holds_account(code)]
            assert len(rows) == 1, (statement.key, code, rows)


def test_what_is_there_is_left_until_someone_chooses_that_it_is_replaced(admin, place):
    before = Statement.objects.get(key="income_statement", valid_from=1900)
    page = words(admin.get(f"{PAGE}statement-income/"))
    assert "You have this already, otherwise" in page
    assert "Yours: " in page

    left = admin.post(f"{PAGE}statement-income/", follow=True)
    assert "choose what is to be replaced" in words(left)
    assert Statement.objects.get(pk=before.pk).rows.count() == before.rows.count()

    replaced = admin.post(f"{PAGE}statement-income/", {"replace": "statement-income_statement"}, follow=True)
    assert "“Income statement” is set up." in words(replaced)
    assert Statement.objects.get(pk=before.pk).rows.last().label == "Result of the year"
    assert Statement.objects.get(pk=before.pk).threshold_amount == before.threshold_amount

    admin.post(undo_address(replaced))
    assert Statement.objects.get(pk=before.pk).title == before.title
    assert TakenPreset.objects.get().taken_back_at is not None


def test_the_page_says_what_would_be_added_before_anything_is_written(admin, place):
    entries = AuditEntry.objects.count()
    page = words(admin.get(f"{PAGE}activities/"))

    assert "Will be added Activities" in page
    assert "Set it up" in page
    assert AuditEntry.objects.count() == entries
    assert "Chosen" not in words(admin.get(PAGE))


def test_a_scale_in_use_is_not_replaced_and_nothing_is_half_written(admin, place):
    steps = list(ScaleStep.objects.values_list("key", "name"))
    answer = admin.post(f"{PAGE}steering-four-levels/", {"replace": ["scale", "levels"]}, follow=True)

    assert "in use" in words(answer)
    assert list(ScaleStep.objects.values_list("key", "name")) == steps
    assert not TakenPreset.objects.exists()


def test_what_rests_on_something_that_is_not_there_leads_to_it(nowhere):
    person = save_person(by=the_system(), email="a@example.se", name="A")
    give_role(by=the_system(), person=person, unit=nowhere, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(person)
    page = client.get(f"{PAGE}control-common/").content.decode()

    assert f'href="{PAGE}control-scales/"' in page
    assert (
        page.count('type="submit"') == client.get(f"{PAGE}control-scales/").content.decode().count('type="submit"') - 1
    )


def test_only_an_administrator_sees_presets(place):
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.REPORTER].pk))

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}accounts/").status_code == 403
