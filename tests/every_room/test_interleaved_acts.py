"""Every action while somebody else does something to the same thing: the second is judged by what the first left.

What either is given was read before the first wrote. Actions that are new are walked as soon as they are in
`tests/every_room/acts`, as `test_every_act.py` demands.
"""

import pickle
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common.models import WriteStamp
from tertial.organisation.roles import Role
from tests.every_room.acts import CALLS
from tests.every_room.test_every_act import ACTIONS, EXPECTED
from tests.every_room.test_interleaved import second_is_told
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.stored import Rows, all_rows, columns_of, insert

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.two_at_once]

Told = tuple[str, dict[str, int]]
"""What somebody is told, and how many rows more there are afterwards in each table."""

REFUSED = sorted(action for action, answers in EXPECTED.items() if answers["archived"] == "no")
ALLOWED = sorted(action for action, answers in EXPECTED.items() if answers[Role.ADMINISTRATOR.value] == "yes")
AS_IF_FIRST = {"texts.adopt_text", "texts.import_text", "texts.restore_version", "texts.save_table", "texts.save_text"}
"""Texts stand beside what they are about, which many write of at once: as if the text had been written first."""


def told_when_archived(action: str, place: SmallMunicipality) -> str:
    """What becomes of the action when the thing is archived after everything has been read."""
    call, administrator = CALLS[action], place.people[Role.ADMINISTRATOR]
    given = call.given(place)
    assert call.thing is not None
    thing = call.thing(place)

    def act() -> None:
        with transaction.atomic():
            ACTIONS[action](by=administrator, **given)
            transaction.set_rollback(True)

    try:
        return second_is_told(lambda: _archive(thing, timezone.now()), act)
    finally:
        _archive(thing, None)


def _archive(thing: Model, at: object) -> None:
    type(thing)._default_manager.filter(pk=thing.pk).update(archived_at=at)


def test_every_action_is_refused_what_another_archives_at_the_same_moment(db):
    stored = pickle.dumps(small_municipality())

    told = {action: told_when_archived(action, pickle.loads(stored)) for action in REFUSED}

    assert len(told) > 50
    assert told == {action: "done" if action in AS_IF_FIRST else "waits, Archived" for action in REFUSED}


def twice(action: str, stored: bytes) -> tuple[Callable[[], str], Callable[[], str]]:
    """The action as each of two does it who have read the same."""

    place: SmallMunicipality = pickle.loads(stored)
    given, administrator = CALLS[action].given(place), place.people[Role.ADMINISTRATOR].pk

    def of_one() -> Callable[[], str]:
        by, own = Person.objects.get(pk=administrator), deepcopy(given)

        def act() -> str:
            try:
                with transaction.atomic():
                    ACTIONS[action](by=by, **own)
            except Exception as error:
                return type(error).__name__
            return "done"

        return act

    return of_one(), of_one()


def a_moment_later(action: str, stored: bytes, before: dict[str, Rows]) -> Told:
    """What the second is told when the first has ended."""
    with transaction.atomic():
        first, second = twice(action, stored)
        first()
        found = second(), more_than(before, all_rows())
        transaction.set_rollback(True)
    return found


def at_once(action: str, stored: bytes, before: dict[str, Rows]) -> Told:
    """What the second is told when it begins before the first has let go."""
    told: list[str] = []
    first, second = twice(action, stored)
    second_is_told(first, lambda: told.append(second()))
    now = all_rows()
    put_back(before, now)
    return told[0], more_than(before, now)


def more_than(before: dict[str, Rows], now: dict[str, Rows]) -> dict[str, int]:
    """How many rows more there are in each table that has more, or fewer; those of stamps come and go by chance."""
    counted = [table for table in before if table != WriteStamp._meta.db_table]
    return {table: len(now[table]) - len(before[table]) for table in counted if len(now[table]) != len(before[table])}


def put_back(before: dict[str, Rows], now: dict[str, Rows]) -> None:
    """Stores again what there was, whatever points at it."""
    changed = [table for table, rows in now.items() if rows != before[table]]
    columns = columns_of(changed)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in changed:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            insert(cursor, table, columns[table], before[table])


def test_of_two_who_do_the_same_at_once_the_second_is_told_what_a_moment_later_would_tell(db):
    stored, before = pickle.dumps(small_municipality()), all_rows()

    later = {action: a_moment_later(action, stored, before) for action in ALLOWED}

    assert {action: at_once(action, stored, before) for action in ALLOWED} == later
