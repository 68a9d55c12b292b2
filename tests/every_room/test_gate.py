"""The gate: as few questions to the database for many things as for one, and judged under the lock."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import tertial
from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.policies import Hidden, NotAllowed
from tertial.domain.message import Message
from tertial.domain.ref import Ref
from tertial.goals.actions.goals import archive_goal
from tertial.goals.models import Goal, GoalIndicator, Indicator
from tertial.organisation import gate
from tertial.organisation.gate import locks
from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality(only=())


def add_indicators(place: SmallMunicipality, number: int, first: int = 0) -> None:
    """Indicators with an owner each, every one following a goal of its own."""
    of_each = {"unit": place.units["KS"], "owner": place.colleague, "unit_of_measure": "percent", "direction": "higher"}
    numbers = range(first, first + number)
    indicators = [Indicator(ref=Ref("indicator", each), name=f"Indikator {each}", **of_each) for each in numbers]
    of_goal = {"plan": place.plan, "level": place.goal.level}
    goals = [Goal(ref=Ref("goal", each), name=f"Mål {each}", **of_goal) for each in numbers]
    pairs = zip(Goal.objects.bulk_create(goals), Indicator.objects.bulk_create(indicators), strict=True)
    GoalIndicator.objects.bulk_create(GoalIndicator(goal=goal, indicator=indicator) for goal, indicator in pairs)


def queries_of(ask) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    return len(asked)


def test_many_things_take_as_many_questions_as_few(place: SmallMunicipality):
    def ask() -> None:
        reader = Person.objects.get(pk=place.people[Role.READER].pk)
        assert not any(gate.may_each(reader, gate.REPORT, list(Indicator.objects.all())))
        assert not any(gate.may_each(reader, gate.REPORT, list(Goal.objects.all())))

    ask()  # remembers the units and roles
    add_indicators(place, 3)
    few = queries_of(ask)
    add_indicators(place, 30, first=3)

    assert queries_of(ask) == few


def test_a_page_of_a_thousand_indicators_asks_as_often_as_one_of_three(place: SmallMunicipality):
    client = Client()
    client.force_login(place.people[Role.REPORTER])
    url = reverse("goals:indicators", args=["KS", "2024"])

    def ask() -> None:
        assert client.get(url).status_code == 200

    ask()  # remembers where the person works
    add_indicators(place, 3)
    few = queries_of(ask)
    add_indicators(place, 997, first=3)

    assert queries_of(ask) == few


def test_a_responsibility_taken_away_meanwhile_counts_no_more(place: SmallMunicipality):
    reporter = PersonFactory()
    RoleFactory(person=reporter, unit=place.units["KSF"], role=Role.REPORTER)
    Goal.objects.filter(pk=place.goal.pk).update(responsible=reporter)
    seen = Goal.objects.get(pk=place.goal.pk)
    Goal.objects.filter(pk=place.goal.pk).update(responsible=None)

    with pytest.raises(NotAllowed):
        gate.enter(by=reporter, act=gate.REPORT, things=[seen])


def test_of_several_things_all_must_be_open_to_the_person(place: SmallMunicipality):
    reporter = PersonFactory()
    RoleFactory(person=reporter, unit=place.units["KSF"], role=Role.COORDINATOR)

    gate.enter(by=reporter, act=gate.PLAN, things=[place.units["KSF"]])
    with pytest.raises(NotAllowed):
        gate.enter(by=reporter, act=gate.PLAN, things=[place.units["KSF"], place.units["KS"]])


def test_a_stranger_is_told_nothing_also_of_what_has_been_removed(place: SmallMunicipality):
    seen = Goal.objects.get(pk=Goal.objects.filter(name="Ett mål till").get().pk)
    Goal.objects.filter(pk=seen.pk).delete()

    with pytest.raises(Hidden):
        gate.enter(by=place.outsider, act=gate.REPORT, things=[seen])


def test_the_system_has_every_right_and_writes_nothing_that_is_archived_or_locked(
    place: SmallMunicipality, monkeypatch: pytest.MonkeyPatch
):
    gate.enter(by=the_system(), act=gate.APPROVE, things=[place.goal])
    with monkeypatch.context() as patched:
        patched.setattr(locks._Lock, "answer", staticmethod(lambda things, _period: [Message("låst")] * len(things)))
        with pytest.raises(gate.Locked, match="låst"):
            gate.enter(by=the_system(), act=gate.REPORT, things=[place.goal])
        assert not gate.may(place.people[Role.ADMINISTRATOR], gate.REPORT, place.goal)
        gate.enter(by=the_system(), act=gate.ADMINISTER, things=[place.units["KS"]])
    archive_goal(by=the_system(), goal=place.goal)
    with pytest.raises(gate.Archived):
        gate.enter(by=the_system(), act=gate.REPORT, things=[place.goal])


RIGHTS_BESIDE_THE_GATE = re.compile(r"Right\.(?!READ)[A-Z]+ in |policies\.(may|check)\([^)]*Right\.(?!READ)[A-Z]+")


def test_no_page_or_action_asks_for_a_right_to_write_beside_the_gate():
    house = Path(tertial.__file__).parent
    files = [file for file in house.rglob("*.py") if file.parent.name != "gate"]
    beside = [str(file.relative_to(house)) for file in files if RIGHTS_BESIDE_THE_GATE.search(file.read_text("utf-8"))]

    assert not beside, f"ask the gate (organisation/gate) instead: {', '.join(sorted(beside))}"
    assert {file.parent.name for file in house.rglob("policies.py")} == {"common", "organisation"}
