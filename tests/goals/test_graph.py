"""How a goal hangs together with money, risks and controls, and what hangs loose."""

from collections.abc import Collection, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tertial.domain.document import Shape, StatusMark, Tone
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import graph
from tertial.organisation.models import Unit
from tests.shared.made_up_kinds import instead, made_up_kind
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

LOOSE = ["KS", "2024"]


@pytest.fixture
def pointing(place: SmallMunicipality) -> Iterator[list[graph.Connection]]:
    """What points at things, as rooms would tell it: whatever a test puts here."""
    found: list[graph.Connection] = []

    def connections(unit: Unit, period: Period, refs: Collection[str]) -> Iterator[graph.Connection]:
        return (each for each in found if each.target in refs)

    money = made_up_kind("money", graph.PointsAt("money", connections))
    control = made_up_kind("control", graph.PointsAt("control", lambda *asked: []))
    with instead(graph.PointsAt, money, control):
        yield found


def test_a_goal_shows_what_points_at_it_and_at_its_parts(place: SmallMunicipality, pointing, reports: Client):
    mark = StatusMark("Pågår", Shape.ONGOING, Tone.NEUTRAL)
    pointing += [
        graph.Connection(place.goal.ref, "Grant", "Safe squares", "/grant/", mark),
        graph.Connection(place.indicator.ref, "Control", "Sample of answers", "/control/"),
        graph.Connection(Ref("goal", 999999), "Grant", "Somebody else's", "/other/"),
    ]

    page = reports.get(reverse("goals:goal", args=[place.goal.ref]))

    assert "Grant Safe squares the goal Pågår" in words(page)
    assert "Control Sample of answers Nöjda" in words(page)
    assert "Somebody else" not in words(page)


def test_a_goal_that_nothing_points_at_says_so(place: SmallMunicipality, pointing, reports: Client):
    assert "No money, risk or control is linked" in words(reports.get(reverse("goals:goal", args=[place.goal.ref])))


def test_goals_without_indicator_assignment_money_or_control_are_loose_ends(place, pointing, reports: Client):
    pointing.append(graph.Connection(place.assignment.ref, "Grant", "Squares", "/grant/"))

    groups = {group.heading: [end.name for end in group.ends] for group in loose(reports)}

    assert groups["Goals without an indicator"] == ["Ett mål till"]
    assert groups["Goals without an assignment"] == ["Ett mål till"]
    assert groups["Goals without money"] == ["Ett mål till"]
    assert groups["Goals without a risk or a control"] == ["Hemligt nämndmål", "Ett mål till"]


def test_what_somebody_who_has_left_was_responsible_for_is_a_loose_end(place, pointing, reports: Client, owner):
    place.indicator.owner = owner
    place.indicator.save()
    assert "Owners who have left" not in {group.heading for group in loose(reports)}

    owner.is_active = False
    owner.save()

    left = next(group for group in loose(reports) if group.heading == "Owners who have left")
    assert [(end.name, end.detail) for end in left.ends] == [("Nöjda", "Olle Ägare")]


def test_a_year_without_a_plan_has_nothing_loose(place: SmallMunicipality, pointing, reports: Client):
    page = words(reports.get(reverse("desk:loose_ends", args=["KS", "2030"])))

    assert "Nothing to look through yet" in page
    assert "Checked" not in page


def test_what_was_looked_for_in_vain_is_named(place: SmallMunicipality, pointing, reports: Client):
    page = reports.get(reverse("desk:loose_ends", args=LOOSE))

    found = {group.heading for group in page.context["groups"]}
    assert "Checked, nothing found: Texts unchanged since the last period · Owners who have left" in words(page)
    assert "Goals without an indicator" in found
    assert not found & set(page.context["in_order"])


def test_what_nobody_answers_for_is_a_loose_end(place: SmallMunicipality, pointing, reports: Client, owner):
    def without() -> list[str]:
        return [end.name for group in loose(reports) if group.heading == "Without an owner" for end in group.ends]

    assert "Nöjda" in without()
    place.indicator.owner = owner
    place.indicator.save()
    assert "Nöjda" not in without()


def loose(client: Client) -> list[graph.LooseEnds]:
    return client.get(reverse("desk:loose_ends", args=LOOSE)).context["groups"]
