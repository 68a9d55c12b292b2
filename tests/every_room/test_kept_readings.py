"""Whatever is written, what is shown is what is worked out from nothing: no kept reading outlives what it rests on.

Every action of the rooms is done once, after pages have been read in a process that goes on; what the pages then show
is compared with what they show in one that has kept nothing.
"""

import gc
import pickle
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from tertial.accounts.models import Person
from tertial.common import kept, stamps
from tertial.common.kept import Kept
from tertial.domain.message import DomainError
from tertial.organisation.roles import Role
from tests.every_room.acts import CALLS
from tests.every_room.test_every_act import ACTIONS, ROOMS
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

TABLES = {model._meta.db_table: stamps.area_of(model) for model in apps.get_models(include_auto_created=True)}
PAGES = ("rapport", "mal", "internkontroll", "ekonomi/prognos", "ekonomi/projekt", "personal/sjukfranvaro")
NAMED = re.compile(r'(?:FROM|JOIN)\s+"?(\w+)"?')
NOT_STAMPED = {"sessions", "contenttypes", "common", "auth", "things"}


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker) -> Iterator[SmallMunicipality]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_municipality()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def reads(place: SmallMunicipality) -> Callable[[], dict[str, str]]:
    """What the pages show that rest on kept readings, to someone who may read everything."""
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    addresses = [*(f"/KS/2024/{page}/" for page in PAGES), f"/mal/{place.goal.ref.key}/"]

    def read() -> dict[str, str]:
        answers = {address: client.get(address) for address in addresses}
        assert all(answer.status_code == 200 for answer in answers.values()), answers
        return {address: words(answer) for address, answer in answers.items()}

    return read


@cache
def every_kept() -> list[Kept[Any]]:
    """What the rooms keep readings in, all made when their modules are loaded."""
    # isinstance would ask lazy objects that other tests have left, which then do their work.
    return [each for each in gc.get_objects() if issubclass(type(each), Kept)]


@contextmanager
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As outside a transaction, in which these tests run."""
    with monkeypatch.context() as patched:
        patched.setattr(kept, "may_keep", lambda: True)
        yield


def forget() -> None:
    for each in every_kept():
        each._values, each._bytes = OrderedDict(), 0


def asked_only_of(monkeypatch: pytest.MonkeyPatch, wrong: set[str]) -> None:
    """Notes each table that a reading takes something from without resting on its area."""
    unwatched = Kept._get

    def watched(self: Kept[Any], key: Any, stamp: Any, read: Callable[[], Any]) -> Any:
        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            areas = {TABLES.get(table, "") for table in NAMED.findall(sql)} - NOT_STAMPED - {""}
            wrong.update(f"{key}: {area} in {sql[:300]}" for area in areas - set(stamp[0]))
            return execute(sql, params, many, context)

        def watched_read() -> Any:
            with connection.execute_wrapper(note):
                return read()

        return unwatched(self, key, stamp, watched_read)

    monkeypatch.setattr(Kept, "_get", watched)


@pytest.mark.django_db
def test_every_reading_says_on_which_areas_it_rests(place, reads, monkeypatch):
    wrong: set[str] = set()
    asked_only_of(monkeypatch, wrong)
    with keeping(monkeypatch):
        forget()
        shown = reads()

    assert all(shown.values())
    assert not wrong


@pytest.mark.slow
@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_written_what_is_shown_is_what_is_worked_out_from_nothing(room, place, reads, monkeypatch):
    by, stale = place.people[Role.ADMINISTRATOR], []
    with keeping(monkeypatch):
        forget()
        reads()
    warm = [(each, OrderedDict(each._values), each._bytes) for each in every_kept()]
    stored = pickle.dumps(place)
    for action in sorted(name for name in ACTIONS if name.startswith(f"{room}.")):
        with transaction.atomic():
            try:
                ACTIONS[action](by=Person.objects.get(pk=by.pk), **CALLS[action].given(pickle.loads(stored)))
            except DomainError:
                transaction.set_rollback(True)
                continue
            for each, values, size in warm:
                each._values, each._bytes = OrderedDict(values), size
            with keeping(monkeypatch):
                shown = reads()
                forget()
                right = reads()
            stale += [f"{action}: {address}" for address in shown if shown[address] != right[address]]
            transaction.set_rollback(True)

    assert not stale
    assert every_kept.__wrapped__() == every_kept()


@pytest.mark.django_db
def test_a_write_that_concerns_a_unit_leaves_the_others_as_they_were(place):
    other = place.units["KSF"].pk + 1000
    mine, theirs, every = (
        lambda: stamps.written("texts", units=[place.units["KS"].pk]),
        lambda: stamps.written("texts", units=[other]),
        lambda: stamps.written("texts"),
    )
    before = mine(), theirs(), every()
    stamps.mark_area("texts", {place.units["KS"].pk})

    assert (mine() == before[0], theirs() == before[1], every() == before[2]) == (False, True, False)
    before = mine(), theirs(), every()
    stamps.mark_area("texts")
    assert (mine() == before[0], theirs() == before[1], every() == before[2]) == (False, False, False)


@pytest.mark.django_db
def test_putting_stamps_together_changes_none_of_them():
    for _write in range(5):
        stamps.mark_area("goals", {7})
    before = stamps.written("goals", units={7})
    stamps._put_together("goals", 7)

    assert stamps.written("goals", units={7}) == before
    assert stamps.WriteStamp.objects.filter(area="goals", unit=7).count() == 1
