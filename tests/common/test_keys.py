"""Every stored thing that is pointed at has a ref of its own, given once."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tertial.common.keys import Keyed, give_refs
from tertial.common.models import AuditEntry
from tertial.control.actions.common_controls import QuestionGiven, remove_question, save_question
from tertial.control.models import CommonQuestion, QuestionKind
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions.goals import archive_goal, save_goal
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.actions.plans import archive_plan, copy_forward
from tertial.goals.models import Goal
from tertial.organisation.roles import Role
from tertial.things.undo import undo
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> SmallMunicipality:
    return small_municipality()


def goal_called(small: SmallMunicipality, name: str, goal: Goal | None = None) -> Goal:
    by, plan, level = small.people[Role.COORDINATOR], small.plan, small.goal.level
    return save_goal(by=by, plan=plan, goal=goal, level=level, name=name, parent=small.goal.parent)


def test_a_ref_says_whose_a_thing_is_of_which_year_and_what_it_was_called(small):
    goal = goal_called(small, "Trygg kommun")

    assert goal.ref == "goal:KS:2024:trygg-kommun"
    assert goal_called(small, "Tryggare kommun", goal).ref == "goal:KS:2024:trygg-kommun"
    assert (small.plan.ref, small.units["KS"].ref) == ("plan:KS:2024", "unit:KS")
    assert small.outcome.ref == Ref("outcome", small.indicator.ref.key, small.outcome.period, "T")


def test_the_ref_of_an_archived_thing_is_not_given_to_another(small):
    first = goal_called(small, "Trygg kommun")
    archive_goal(by=small.people[Role.COORDINATOR], goal=first)

    assert goal_called(small, "Trygg kommun").ref == "goal:KS:2024:trygg-kommun-2"


def test_the_ref_of_a_removed_thing_is_not_given_to_another(small):
    by, control = small.people[Role.COORDINATOR], small.rooms["control"].common
    given = QuestionGiven(label="Hur många gånger", kind=QuestionKind.COUNT)
    first = save_question(by=by, control=control, given=given)
    remove_question(by=by, question=first)

    second = save_question(by=by, control=control, given=given)
    remove_question(by=by, question=second)
    undo(by=by, entry=AuditEntry.objects.filter(action="common_question.remove").order_by("pk")[0])

    assert first.ref == Ref("commonquestion", control.ref.key, "hur-manga-ganger")
    assert second.ref == f"{first.ref}-2"
    assert CommonQuestion.objects.get(label="Hur många gånger").ref == first.ref


def test_a_plan_made_anew_is_another_plan(small):
    by = small.people[Role.COORDINATOR]
    archive_plan(by=by, plan=copy_forward(by=by, plan=small.plan))

    again = copy_forward(by=by, plan=small.plan)

    assert again.ref == "plan:KS:2025-2"
    assert {goal.ref.last for goal in again.goals.all()} == {goal.ref.last for goal in small.plan.goals.all()}


def test_what_is_recorded_again_after_it_was_removed_is_the_same_thing(small):
    ref = small.outcome.ref
    small.outcome.delete()

    by, period = small.people[Role.COORDINATOR], Period.parse(small.outcome.period)
    again = record_outcome(by=by, indicator=small.indicator, plan=small.plan, period=period, text="41")

    assert again.ref == ref


def test_the_key_of_a_person_tells_nothing(small):
    refs = {person.ref for person in small.people.values()}

    assert len(refs) == len(set(small.people.values()))
    assert not any(person.name.split()[0].lower() in person.ref for person in small.people.values())


def test_no_two_things_have_the_same_ref(small):
    other = goal_called(small, "Trygg kommun")

    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=other.pk).update(ref=small.goal.ref)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=other.pk).update(ref="")


def test_everything_that_the_audit_trail_tells_of_has_a_ref(small):
    kinds = {entry.ref.kind for entry in AuditEntry.objects.all()}
    models = {str(model._meta.model_name): model for model in apps.get_models()}

    assert kinds
    assert [kind for kind in kinds if not issubclass(models[kind], Keyed)] == []


def test_things_made_by_the_hundred_at_once_get_a_ref_each(small: SmallMunicipality):
    goals = [Goal(plan=small.plan, level=small.goal.level, name="Trygg kommun") for _each in range(2)]
    goals += [Goal(plan=small.plan, level=small.goal.level, name=f"Mål {each}") for each in range(600)]

    give_refs(*goals)

    assert [goal.ref.last for goal in goals[:3]] == ["trygg-kommun", "trygg-kommun-2", "mal-0"]
    assert len({goal.ref for goal in goals}) == 602
