"""Addresses from when refs held the numbers of rows lead to where the thing is now (ADR 63)."""

import pytest
from django.apps import apps
from django.test import Client

from tertial.common.keys import Keyed, kind_of
from tertial.domain.ref import Ref
from tertial.goals.text_slots import analysis_slot
from tertial.organisation.roles import Role
from tertial.things.kinds import kind_called
from tertial.things.old_refs import as_now
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
OF_UNITS = ("economy", "personnel", "projects", "report")


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    return small_municipality()


@pytest.fixture
def administrator(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    return client


def stored(place: SmallMunicipality) -> dict[Ref, Ref]:
    """A thing of every kind that is stored: its ref as it was, and as it is."""
    found = {}
    for model in apps.get_models():
        thing = model._default_manager.first() if issubclass(model, Keyed) and kind_called(kind_of(model)) else None
        if isinstance(thing, Keyed):
            found[Ref(kind_of(thing), thing.pk)] = thing.ref
    unit = place.units["KS"]
    return found | {Ref(word, unit.pk): Ref(word, unit.ref.key) for word in OF_UNITS}


def test_the_old_address_of_every_kind_redirects_for_good(place: SmallMunicipality, administrator: Client):
    moved = stored(place)

    for old, now in moved.items():
        for page in ("historik", "spar"):
            answer = administrator.get(f"/{page}/{old}/?page=2")
            assert (answer.status_code, answer.headers.get("Location")) == (301, f"/{page}/{now}/?page=2"), old
    assert len(moved) > 25


def test_an_old_text_address_redirects_with_what_it_says_of_the_indicator(
    place: SmallMunicipality, administrator: Client
):
    goal, indicator = place.goal, place.indicator

    answer = administrator.get(f"/texter/goal:{goal.pk}/analysis-{indicator.pk}/2024/historik/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/texter/{goal.ref}/{analysis_slot(indicator.ref)}/2024/historik/"
    old = Ref("text", "goal", goal.pk, f"analysis-{indicator.pk}")
    assert as_now(old) == Ref("text", goal.ref, analysis_slot(indicator.ref))


def test_what_a_ref_says_besides_the_thing_stays(place: SmallMunicipality):
    assert as_now(Ref("indicator", place.indicator.pk, "2024")) == place.indicator.ref.extended("2024")
    assert as_now(Ref("staff", place.units["KS"].pk)) == Ref("personnel", "KS")


def test_a_unit_whose_code_is_a_number_keeps_its_ref(place: SmallMunicipality):
    unit = place.units["KS"]
    type(unit).objects.filter(pk=unit.pk).update(ref=Ref("unit", place.units["KSF"].pk))

    for word in ("unit", *OF_UNITS):
        assert as_now(Ref(word, place.units["KSF"].pk)).key == str(place.units["KSF"].pk), word


def test_what_stands_for_nothing_is_not_found(administrator: Client):
    for ref in ("goal:999999", "goal:12x", "nothing:1", "text:goal:999999:work", "economy:999999"):
        assert administrator.get(f"/historik/{ref}/").status_code == 404, ref


def test_a_persons_ref_says_nothing_of_the_person(place: SmallMunicipality):
    for person in place.people.values():
        assert person.ref.kind == "person"
        assert len(person.ref.key) == 12
        assert not person.ref.key.isdecimal()
