"""Two people open the same form, and neither puts back what the other has changed."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.ref import Ref
from tertial.goals.actions.assignments import StepGiven, save_assignment, save_steps
from tertial.goals.actions.goals import archive_goal, move_goal, save_goal
from tertial.goals.errors import AssignmentNotSaved, GoalNotSaved
from tertial.goals.models import AssignmentStep, Goal, Outcome
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.typed_forms import form_with

pytestmark = pytest.mark.django_db


def change_address(goal: Goal) -> str:
    return reverse("goals:goal_change", args=[goal.ref])


@pytest.fixture
def anna(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.COORDINATOR)


@pytest.fixture
def bo(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.ADMINISTRATOR)


def test_what_one_has_not_changed_keeps_what_another_wrote(place: SmallMunicipality, anna: Client, bo: Client):
    url = change_address(place.goal)
    opened = form_with(anna.get(url), "description")

    bo.post(url, form_with(bo.get(url), "description").values(name="Bos namn"))
    answer = anna.post(url, opened.values(description="Annas beskrivning"))

    assert answer.status_code == 302
    place.goal.refresh_from_db()
    assert (place.goal.name, place.goal.description) == ("Bos namn", "Annas beskrivning")


@pytest.mark.parametrize(("choice", "name"), [("mine", "Annas namn"), ("theirs", "Bos namn")])
def test_a_field_that_both_changed_is_shown_twice_and_asked_about(
    place: SmallMunicipality, anna: Client, bo: Client, choice: str, name: str
):
    url = change_address(place.goal)
    opened = form_with(anna.get(url), "description")
    bo.post(url, form_with(bo.get(url), "description").values(name="Bos namn"))

    asked = anna.post(url, opened.values(name="Annas namn", description="Annas beskrivning"))
    again = form_with(asked, "name")
    without_a_choice = anna.post(url, again.values())
    chosen = anna.post(url, form_with(without_a_choice, "name").values(**{"name-stands": choice}))

    assert asked.status_code == without_a_choice.status_code == 422
    assert "Administratör changed this" in words(asked)
    assert "Theirs: Bos namn" in words(asked)
    assert again.sent["name"] == ["Annas namn"]
    assert again.sent["description"] == ["Annas beskrivning"]
    assert chosen.status_code == 302
    place.goal.refresh_from_db()
    assert (place.goal.name, place.goal.description) == (name, "Annas beskrivning")


def test_a_form_that_is_refused_for_something_else_goes_on_from_what_stands(
    place: SmallMunicipality, anna: Client, bo: Client
):
    url = change_address(place.goal)
    opened = form_with(anna.get(url), "description")
    bo.post(url, form_with(bo.get(url), "description").values(description="Bos beskrivning"))

    refused = form_with(anna.post(url, opened.values(name="")), "name")
    anna.post(url, refused.values(name="Annas namn"))

    assert refused.sent["description"] == ["Bos beskrivning"]
    place.goal.refresh_from_db()
    assert (place.goal.name, place.goal.description) == ("Annas namn", "Bos beskrivning")


def test_a_goal_archived_meanwhile_says_so_and_keeps_what_was_typed(place: SmallMunicipality, anna: Client):
    url = change_address(place.goal)
    opened = form_with(anna.get(url), "name")
    archive_goal(by=place.people[Role.COORDINATOR], goal=place.goal)

    answer = anna.post(url, opened.values(name="Annas namn"))

    assert answer.status_code == 422
    assert "is archived" in words(answer)
    assert form_with(answer, "name").sent["name"] == ["Annas namn"]


def test_a_goal_removed_meanwhile_shows_what_was_typed(place: SmallMunicipality, anna: Client):
    goal = save_goal(by=the_system(), plan=place.plan, level=place.goal.level, name="Kort tid")
    url = change_address(goal)
    opened = form_with(anna.get(url), "name")
    goal.delete()

    answer = anna.post(url, opened.values(name="Annas namn"))

    assert answer.status_code == 410
    assert "removed what you were changing" in words(answer)
    assert "Annas namn" in words(answer)


def test_a_goal_goes_under_no_goal_that_has_been_archived_meanwhile(place: SmallMunicipality, anna: Client):
    _area, upper, lower = place.model.levels.all()
    above = save_goal(by=the_system(), plan=place.plan, level=upper, name="Ovanför")
    below = save_goal(by=the_system(), plan=place.plan, level=lower, name="Nedanför")
    seen = Goal.objects.get(pk=above.pk)
    archive_goal(by=place.people[Role.COORDINATOR], goal=above)

    with pytest.raises(GoalNotSaved, match="archived meanwhile"):
        move_goal(by=place.people[Role.COORDINATOR], goal=below, parent=seen)
    with pytest.raises(GoalNotSaved, match="archived meanwhile"):
        save_goal(by=the_system(), plan=place.plan, level=below.level, name="Ny", parent=seen)
    with pytest.raises(AssignmentNotSaved, match="archived meanwhile"):
        save_assignment(
            by=the_system(),
            plan=place.plan,
            assignment=place.assignment,
            title="Ny",
            origin=place.assignment.origin,
            goal=seen,
        )


@pytest.fixture
def step(place: SmallMunicipality) -> AssignmentStep:
    (made,) = save_steps(by=the_system(), assignment=place.assignment, steps=[StepGiven("Utreda")])
    return made


def steps_of(place: SmallMunicipality) -> list[tuple[str, bool]]:
    return [(step.title, step.done) for step in place.assignment.steps.all()]


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize(("choice", "stand"), [("mine", []), ("theirs", [("Utreda", True)])])
def test_a_step_taken_away_while_someone_ticks_it_is_asked_about(place, anna, bo, choice, stand):
    page, url = (reverse(Ref("goals", name), args=[place.assignment.ref]) for name in ("assignment", "steps"))
    opened = form_with(anna.get(page), "steps-0-title")
    bo.post(url, form_with(bo.get(page), "steps-0-title").values(**{"steps-0-done": "on"}))

    asked = anna.post(url, opened.values(**{"steps-0-title": ""}))
    assert asked.status_code == 422
    assert steps_of(place) == [("Utreda", True)]

    anna.post(url, form_with(asked, "steps-0-title").values(**{"steps-0-title-stands": choice}))
    assert steps_of(place) == stand


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize(("choice", "stand"), [("mine", [("Utreda", True)]), ("theirs", [])])
def test_a_step_ticked_while_someone_takes_it_away_is_asked_about(place, anna, bo, choice, stand):
    page, url = (reverse(Ref("goals", name), args=[place.assignment.ref]) for name in ("assignment", "steps"))
    opened = form_with(anna.get(page), "steps-0-title")
    bo.post(url, form_with(bo.get(page), "steps-0-title").values(**{"steps-0-title": ""}))

    asked = anna.post(url, opened.values(**{"steps-0-done": "on"}))
    assert asked.status_code == 422
    assert steps_of(place) == []

    anna.post(url, form_with(asked, "steps-0-title").values(**{"steps-0-title-stands": choice}))
    assert steps_of(place) == stand


def test_two_assessments_of_one_goal_are_shown_to_who_saves_last(place: SmallMunicipality, as_role):
    page, url = reverse("goals:goal", args=[place.goal.ref]), reverse("goals:assess", args=[place.goal.ref])
    anna, bo = as_role(Role.REPORTER), as_role(Role.COORDINATOR)
    opened = form_with(anna.get(page), "reason")
    bo.post(url, form_with(bo.get(page), "reason").values(reason="Bos skäl"))

    answer = anna.post(url, opened.values(reason="Annas skäl"), HTTP_HX_REQUEST="true")

    assert answer.status_code == 422
    assert "Theirs: Bos skäl" in words(answer)
    assert place.goal.assessments.get().reason == "Bos skäl"


def test_an_outcome_stays_where_every_goal_that_it_serves_is_archived(place: SmallMunicipality, as_role):
    archive_goal(by=place.people[Role.COORDINATOR], goal=place.goal)

    answer = as_role(Role.REPORTER).post(reverse("goals:outcome_remove", args=[place.outcome.ref]))

    assert answer.status_code == 422
    assert Outcome.objects.filter(pk=place.outcome.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_another_that_has_begun_and_joins_with_it(place: SmallMunicipality):
    url, person = change_address(place.goal), place.people[Role.COORDINATOR]
    opened = form_with(browser_of(person).get(url), "description")
    answers = []

    def save() -> None:
        try:
            answers.append(browser_of(person).post(url, opened.values(description="Annas beskrivning")).status_code)
        finally:
            connection.close()

    with transaction.atomic():
        Goal.objects.filter(pk=place.goal.pk).update(name="Bos namn")
        waiting = threading.Thread(target=save)
        waiting.start()
        waiting.join(timeout=0.3)
        assert waiting.is_alive()
    waiting.join(timeout=30)

    assert answers == [302]
    place.goal.refresh_from_db()
    assert (place.goal.name, place.goal.description) == ("Bos namn", "Annas beskrivning")
