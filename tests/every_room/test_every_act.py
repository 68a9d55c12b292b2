"""Every action with every role, and what docs/rules/roles.md says of it: written there by hand, compared here.

A new action fails here until the page has a line for it, and its room in `tests/every_room/acts` says how it is called.
"""

import pickle
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from inspect import Parameter, getmodule, isfunction, signature
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.policies import NotAllowed
from tertial.domain.message import Message
from tertial.organisation import gate
from tertial.organisation.actions import save_unit
from tertial.organisation.gate import locks
from tertial.organisation.roles import Role
from tertial.things.kinds import write_called
from tests.every_room.acts import CALLS
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "roles.md"
ROOMS = ("organisation", "texts", "goals", "economy", "staff", "control", "intake", "reports", "checks")
COLUMNS = (
    *(role.value for role in Role),
    "responsible",
    "no role",
    "elsewhere",
    "archived",
    "locked",
)
NOBODYS_AFFAIR = "–"
OF_THEIR_MEASURE = "project_amount."  # what is decided is planned, what has happened reported


def _every_action() -> dict[str, Callable[..., Any]]:
    """The public functions of every room that are told by whom, but for what is shared behind the gate (`write_`)."""
    found: dict[str, Callable[..., Any]] = {}
    for room in ROOMS:
        package = import_module(f"tertial.{room}")
        for info in walk_packages(package.__path__, f"{package.__name__}."):
            if any(part in info.name for part in (".migrations", ".gate", ".guarded")):
                continue
            module = import_module(info.name)
            for name, function in vars(module).items():
                if isfunction(function) and getmodule(function) is module and _is_action(name, function):
                    key = f"{room}.{name}"
                    assert key not in found, f"two actions are called {key}"
                    found[key] = function
    return found


def _is_action(name: str, function: Callable[..., Any]) -> bool:
    by = signature(function).parameters.get("by")
    return by is not None and by.kind is Parameter.KEYWORD_ONLY and not name.startswith(("_", "write"))


def _expected() -> dict[str, dict[str, str]]:
    """What the page says: an action, and its answer in each column."""
    lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.count("|") == len(COLUMNS) + 2
    ]
    return {
        cells[0].rpartition("`")[0].rpartition("`")[2]: dict(zip(COLUMNS, cells[1:], strict=True))
        for cells in lines
        if "`" in cells[0]
    }


ACTIONS = _every_action()
EXPECTED = _expected()


def test_the_page_has_a_line_for_every_action_and_for_no_other():
    missing, gone = sorted(ACTIONS.keys() - EXPECTED.keys()), sorted(EXPECTED.keys() - ACTIONS.keys())

    assert not missing, f"say in docs/rules/roles.md who may do this, in a line of its own: {', '.join(missing)}"
    assert not gone, f"these are no actions any more; take them out of docs/rules/roles.md: {', '.join(gone)}"


def test_every_action_can_be_called_here():
    missing = sorted(ACTIONS.keys() - CALLS.keys())

    assert not missing, f"say in every_room/acts how this is called: {', '.join(missing)}"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker) -> Iterator[bytes]:
    """One municipality for all the tests here, and who could do something in it; what a call writes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        place = small_municipality()
        other = save_unit(
            by=place.people[Role.ADMINISTRATOR],
            code="SN",
            name="Socialnämnden",
            kind="committee",
            parent=place.units["BY"],
            valid_from=place.units["BY"].valid_from,
        )
        people: dict[str, Person] = {role.value: person for role, person in place.people.items()}
        people["no role"] = place.outsider
        people["elsewhere"], people["responsible"] = PersonFactory(), PersonFactory()
        for role in Role:
            RoleFactory(person=people["elsewhere"], unit=other, role=role)
        RoleFactory(person=people["responsible"], unit=place.units["KSF"], role=Role.REPORTER)
        people["archived"] = people["locked"] = place.people[Role.ADMINISTRATOR]
        yield pickle.dumps((place, people))
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_answers_every_role_and_state_as_the_page_says_and_asks_the_gate_once(
    action: str, stored: bytes, monkeypatch: pytest.MonkeyPatch
):
    told: dict[str, str] = {}
    for column in COLUMNS:
        place, people = pickle.loads(stored)
        if EXPECTED[action][column] == NOBODYS_AFFAIR:
            told[column] = NOBODYS_AFFAIR
            continue
        with transaction.atomic(), monkeypatch.context() as patched:
            given = _given(action, place, people, column)
            if column == "locked":
                patched.setattr(locks._Lock, "answer", staticmethod(_everything_is_locked))
            told[column] = _answer(action, given, people[column], column)
            transaction.set_rollback(True)

    assert told == EXPECTED[action]


def _given(action: str, place: SmallMunicipality, people: Mapping[str, Person], column: str) -> Mapping[str, Any]:
    """What the action is given, in a municipality where someone is responsible or something is archived."""
    call = CALLS[action]
    owned = call.owned or call.thing
    if column == "responsible" and owned is not None:
        _set(owned(place), call.responsible, people[column])
    given = call.given(place)
    if column == "archived":
        assert call.thing is not None, f"say in every_room/acts what can be archived for {action}, or “–” on the page"
        _set(call.thing(place), "archived_at", timezone.now())
    return given


def _answer(action: str, given: Mapping[str, Any], person: Person, column: str) -> str:
    refusal = {"archived": gate.Archived, "locked": gate.Locked}.get(column, NotAllowed)
    with gate.noted() as asked, audit.noted() as left:
        try:
            ACTIONS[action](by=Person.objects.get(pk=person.pk), **given)
            answer = "yes"
        except refusal:
            answer = "no"
    assert len(asked) == 1, f"{action} asks the gate {len(asked)} times as {column}"
    told = {entry.action: write_called(entry.action) for entry in left}
    others = [name for name, write in told.items() if write is not None and write.act != asked[0].act]
    assert [name for name in others if not name.startswith(OF_THEIR_MEASURE)] == [], asked[0].act
    return answer


def _set(thing: Model, field: str, value: object) -> None:
    type(thing)._default_manager.filter(pk=thing.pk).update(**{field: value})
    setattr(thing, field, value)


def _everything_is_locked(things: Any, _period: Any) -> list[Message]:
    return [Message("locked")] * len(things)
