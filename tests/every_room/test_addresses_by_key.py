"""Pages are reached by keys that are given once; addresses from when they held row numbers lead there (ADR 84)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import IntConverter

from tertial.common.keys import Keyed, kind_of
from tertial.domain.ref import Ref
from tertial.goals.models import Goal
from tertial.organisation.roles import Role
from tests.every_room.test_every_address import ADDRESSES
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

NUMBERS = {"year", "texts:version number", "texts:restore number"}
"""Numbers in addresses that are no rows: years, and the how manieth version of a text it is."""
OLD = {"old_texts"}
"""Rooms of addresses that only lead on."""


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    return small_municipality()


@pytest.fixture
def administrator(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    return client


def whole_numbers(resolver: URLResolver | None = None, room: str = "") -> Iterator[str]:
    """What addresses call the whole numbers in them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from whole_numbers(pattern, pattern.namespace or room)
            continue
        for name, converter in pattern.pattern.converters.items():
            if isinstance(converter, IntConverter) and room not in OLD:
                yield name if name == "year" else f"{room}:{pattern.name} {name}"


def before_keys(url: str) -> str:
    """The address as it was when the number of a row stood where now the key does; itself where it holds no key."""
    models = {kind_of(model): model for model in apps.get_models() if issubclass(model, Keyed)}
    refs = {value.key: value for value in resolve(url).kwargs.values() if isinstance(value, Ref)}
    numbers = {
        key: str(models[ref.kind]._base_manager.get(ref=ref).pk) for key, ref in refs.items() if str(ref) not in url
    }
    return "/".join(numbers.get(part, part) for part in url.split("/"))


def test_no_address_holds_the_number_of_a_row():
    assert {name for name in whole_numbers() if name not in NUMBERS} == set()


def test_every_old_address_leads_for_good_to_its_page(place: SmallMunicipality, administrator: Client):
    moved = 0
    for address in ADDRESSES:
        now = address.at(place)
        old = before_keys(now)
        if old == now:
            continue
        answer = administrator.get(f"{old}?page=2")
        assert (answer.status_code, answer.headers.get("Location")) == (301, f"{now}?page=2"), address.name
        moved += 1
    assert moved > 80


def test_what_a_page_opened_before_the_change_sends_is_saved(place: SmallMunicipality, administrator: Client):
    answer = administrator.post(f"/mal/{place.goal.pk}/arkivera/", {"period": "2024"})

    assert answer.status_code == 302
    place.goal.refresh_from_db()
    assert place.goal.archived_at is not None


def test_an_old_address_of_what_is_not_there_is_not_found(administrator: Client):
    for url in ("/mal/999999/", "/mal/999999999999999999999/", "/mal/1x/", "/struktur/personer/999999/"):
        assert administrator.get(url).status_code == 404, url


def test_whoever_tries_the_numbers_of_rows_learns_no_name_of_what_they_may_not_see(place: SmallMunicipality):
    stranger = Client()
    stranger.force_login(place.outsider)
    seen = 0
    for address in ADDRESSES:
        now = address.at(place)
        old = before_keys(now)
        if old == now:
            continue
        answer = stranger.get(old)
        if answer.status_code == 301:
            assert stranger.get(now).status_code not in {403, 404}, address.name
        else:
            seen += 1
    assert seen > 50
    assert Client().get(f"/mal/{place.goal.pk}/").headers["Location"].endswith(f"/mal/{place.goal.pk}/")


def test_no_address_is_made_of_another_kind_of_thing_or_of_a_number(place: SmallMunicipality):
    for wrong in (place.goal.pk, str(place.goal.ref), place.indicator.ref):
        with pytest.raises(NoReverseMatch):
            reverse("goals:goal", args=[wrong])


def test_an_old_address_asks_the_database_as_often_for_much_as_for_little(
    place: SmallMunicipality, administrator: Client
):
    def questions(url: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert administrator.get(url).status_code == 301
        return len(caught)

    old, two = f"/mal/{place.goal.pk}/", f"/mal/{place.goal.pk}/indikatorer/{place.link.pk}/bedomning/"
    questions(old)  # the tree of units is read and kept
    few = questions(old), questions(two)
    for number in range(5):
        Goal.objects.create(plan=place.plan, level=place.goal.level, name=f"Mål {number}")

    assert (questions(old), questions(two)) == few == (8, 11)
