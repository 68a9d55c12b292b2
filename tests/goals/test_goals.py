"""Goals in the web: made, changed, moved, archived, assessed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.domain.ref import Ref
from tertial.goals.actions.assessments import decision_seen
from tertial.goals.actions.goals import save_goal
from tertial.goals.models import Goal, GoalAssessment, Indicator, IndicatorAssessment
from tertial.organisation.roles import Role
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def goal_form(goal: Goal, **changed: object) -> dict[str, object]:
    return {"name": goal.name, "level": goal.level_id, "above": goal.contributes_to_id or "", **changed}


def test_a_new_goal_stands_under_the_goal_it_contributes_to(place: SmallMunicipality, plans: Client):
    answer = plans.post(
        reverse("goals:goal_new", args=["KS", "2024"]), goal_form(place.goal, name="Trygga barn"), follow=True
    )

    made = Goal.objects.get(name="Trygga barn")
    assert made.contributes_to == place.goal.contributes_to
    assert made.plan == place.plan
    assert "Trygga barn" in words(answer)


def test_a_goal_without_a_name_is_not_stored_and_the_rest_stays_typed(place: SmallMunicipality, plans: Client):
    answer = plans.post(
        reverse("goals:goal_new", args=["KS", "2024"]), goal_form(place.goal, name="", description="Så här tänkte vi")
    )

    assert answer.status_code == 422
    assert "Så här tänkte vi" in answer.content.decode()


def test_a_goal_cannot_be_moved_under_itself(place: SmallMunicipality, plans: Client):
    level = place.model.levels.all()[1]
    upper = save_goal(by=the_system(), plan=place.goal.contributes_to.plan, level=level, name="Ovan")
    Goal.objects.filter(pk=upper.pk).update(plan=place.plan)
    place.goal.parent, place.goal.contributes_to = upper, None
    place.goal.save()

    answer = plans.post(reverse("goals:goal_move", args=[upper.ref]), {"above": place.goal.pk, "period": "2024"})

    assert answer.status_code == 422
    assert "cannot be placed under" in words(answer)
    upper.refresh_from_db()
    assert upper.parent is None


def test_a_moved_goal_is_moved_back_by_undo(place: SmallMunicipality, plans: Client):
    before = place.goal.contributes_to
    answer = plans.post(reverse("goals:goal_move", args=[place.goal.ref]), {"above": "", "period": "2024"}, follow=True)
    place.goal.refresh_from_db()
    assert place.goal.contributes_to is None

    plans.post(undo_address(answer))

    place.goal.refresh_from_db()
    assert place.goal.contributes_to == before


def test_goals_change_places_with_a_button(place: SmallMunicipality, plans: Client):
    order = lambda: list(place.plan.goals.order_by("position").values_list("name", flat=True))  # noqa: E731
    first, second = order()

    plans.post(reverse("goals:goal_shift", args=[place.goal.ref, "ned"]))

    assert order() == [second, first]


def test_an_archived_goal_leaves_the_tree_and_comes_back_by_undo(place: SmallMunicipality, plans: Client):
    tree = reverse("goals:goals", args=["KS", "2024"])
    answer = plans.post(reverse("goals:goal_archive", args=[place.goal.ref]), {"period": "2024"}, follow=True)
    assert "1 archived goal" in words(answer)

    plans.post(undo_address(answer))

    place.goal.refresh_from_db()
    assert place.goal.archived_at is None
    assert "archived goal" not in words(plans.get(tree))


def test_what_was_changed_since_is_not_undone(place: SmallMunicipality, plans: Client):
    answer = plans.post(reverse("goals:goal_move", args=[place.goal.ref]), {"above": "", "period": "2024"}, follow=True)
    place.goal.refresh_from_db()
    place.goal.contributes_to = Goal.objects.get(name="Fullmäktiges mål")
    place.goal.save()

    refused = plans.post(undo_address(answer))

    assert refused.status_code == 422
    assert "changed since" in words(refused)


def test_an_assessment_that_differs_needs_a_reason_and_keeps_what_was_chosen(place: SmallMunicipality, reports: Client):
    GoalAssessment.objects.all().delete()
    lowest = place.model.scale_steps.order_by("-position")[1]
    url = reverse("goals:assess", args=[place.goal.ref])

    answer = reports.post(url, {"step": lowest.pk, "reason": "", "period": "2024"})

    assert answer.status_code == 422
    assert "write the reason" in words(answer)
    assert f'value="{lowest.pk}" checked' in answer.content.decode()
    assert not GoalAssessment.objects.exists()

    reports.post(url, {"step": lowest.pk, "reason": "Vi vet mer.", "period": "2024"})
    stored = GoalAssessment.objects.get()
    assert (stored.step, stored.reason, stored.period) == (lowest, "Vi vet mer.", "2024")


def test_the_page_shows_what_the_figures_suggest_beside_what_people_decided(place: SmallMunicipality, reports: Client):
    page = words(reports.get(reverse("goals:goal", args=[place.goal.ref])))

    assert "Score 100,0 of 100" in page
    assert "Av goda skäl." in page


def test_only_an_approver_approves_and_a_changed_assessment_needs_it_again(place: SmallMunicipality, as_role):
    approve = reverse("goals:approve_assessment", args=[place.goal.ref])
    assert as_role(Role.COORDINATOR).post(approve, {"period": "2024"}).status_code == 403

    seen = decision_seen(GoalAssessment.objects.get())
    as_role(Role.APPROVER).post(approve, {"period": "2024", "seen": seen})
    assert GoalAssessment.objects.get().approved_by == place.people[Role.APPROVER]

    step = place.model.scale_steps.first()
    as_role(Role.REPORTER).post(
        reverse("goals:assess", args=[place.goal.ref]), {"step": step.pk, "reason": "Nytt.", "period": "2024"}
    )
    assert GoalAssessment.objects.get().approved_at is None


def test_a_withdrawn_assessment_comes_back_by_undo(place: SmallMunicipality, reports: Client):
    answer = reports.post(reverse("goals:withdraw_assessment", args=[place.goal.ref]), {"period": "2024"}, follow=True)
    assert not GoalAssessment.objects.exists()

    reports.post(undo_address(answer))

    assert GoalAssessment.objects.get().reason == "Av goda skäl."


def test_an_indicator_is_judged_otherwise_only_with_a_reason(place: SmallMunicipality, reports: Client):
    url = reverse("goals:indicator_override", args=[place.goal.ref, place.link.ref])

    answer = reports.post(url, {"state": "not_met", "reason": "", "period": "2024"})
    assert answer.status_code == 422
    assert "write the reason" in words(answer)

    reports.post(url, {"state": "not_met", "reason": "Mätningen omfattar inte alla.", "period": "2024"})
    assert IndicatorAssessment.objects.get().state == "not_met"
    page = words(reports.get(reverse("goals:goal", args=[place.goal.ref])))
    assert "The figures say: met. Mätningen omfattar inte alla." in page

    reports.post(url, {"state": "met", "reason": "", "period": "2024"})
    assert not IndicatorAssessment.objects.exists()


def test_an_indicator_is_taken_from_a_goal_and_put_back(place: SmallMunicipality, plans: Client):
    answer = plans.post(
        reverse("goals:goal_indicator_remove", args=[place.goal.ref, place.link.ref]), {"period": "2024"}, follow=True
    )
    assert not place.goal.goal_indicators.exists()

    plans.post(undo_address(answer))

    assert place.goal.goal_indicators.get().indicator == place.indicator


def test_an_indicator_that_exists_can_follow_several_goals(place: SmallMunicipality, plans: Client):
    other = Goal.objects.get(name="Ett mål till")

    plans.post(reverse("goals:goal_indicator_add", args=[other.ref]), {"indicator": place.indicator.pk})

    assert [goal.name for goal in place.indicator.goals.order_by("pk")] == ["Hemligt nämndmål", "Ett mål till"]


def test_where_no_indicator_can_be_chosen_a_new_one_is_made_at_once(place: SmallMunicipality, plans: Client):
    other = Goal.objects.get(name="Ett mål till")
    choosing = reverse("goals:goal_indicator_add", args=[other.ref])
    assert plans.get(choosing).status_code == 200

    Indicator.objects.update(archived_at=timezone.now())

    assert plans.get(choosing)["Location"] == reverse("goals:goal_indicator_new", args=[other.ref])


def test_the_form_of_an_outcome_shows_how_periods_of_the_year_are_written(place: SmallMunicipality, plans: Client):
    page = words(plans.get(reverse("goals:indicator", args=[place.indicator.ref]), {"period": "2023"}))

    assert "2023, 2023-T1, 2023-04 for a month alone" in page


def test_a_goal_of_a_level_that_is_not_assessed_says_why_it_has_no_indicators(place: SmallMunicipality, plans: Client):
    goal = place.goal
    goal.level.assessed = False
    goal.level.save()

    page = words(plans.get(reverse("goals:goal", args=[goal.ref])))

    assert f"the level “{goal.level}” is not assessed and has no indicators of its own" in page


def test_what_is_missing_leads_to_the_place_where_it_is_mended(place: SmallMunicipality, reports: Client):
    other = Goal.objects.get(name="Ett mål till")
    page = reports.get(reverse("goals:goal", args=[other.ref])).content.decode()

    for anchor in (f"text-{other.ref.anchor}-motivation", "assessment"):
        assert f'href="/mal/{other.ref.key}/?period=2024#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_a_council_goal_lists_the_goals_that_contribute_to_it(place: SmallMunicipality, reports: Client):
    above = place.goal.contributes_to

    page = words(reports.get(reverse("goals:goal", args=[above.ref])))

    assert "Hemligt nämndmål" in page
    assert "Ett mål till" in page
    tree = words(reports.get(reverse("goals:goals", args=["BY", "2024"])))
    assert "KS Hemligt nämndmål" in tree


def test_htmx_gets_the_parts_that_a_change_touches(place: SmallMunicipality, reports: Client):
    step = place.model.scale_steps.first()
    answer = reports.post(
        reverse("goals:assess", args=[place.goal.ref]),
        {"step": step.pk, "reason": "Fortfarande.", "period": "2024"},
        headers={"HX-Request": "true"},
    )

    assert answer.headers["HX-Retarget"] == "#goal-live"
    page = answer.content.decode()
    assert 'id="goal-live"' in page
    assert 'id="goal-header" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_a_goal_does_not_sink_below_the_goals_that_stand_under_it(place: SmallMunicipality, plans: Client):
    council_goal = place.goal.contributes_to
    area, deepest = council_goal.parent, place.goal.level

    answer = plans.post(
        reverse("goals:goal_change", args=[area.ref]), {"name": area.name, "level": deepest.pk, "period": "2024"}
    )

    assert answer.status_code == 422
    assert f"“{council_goal.name}” is under this goal" in words(answer)


def test_a_goal_comes_back_after_the_goal_it_stands_under(place: SmallMunicipality, plans: Client):
    below = place.goal.contributes_to
    for goal in (below, below.parent):
        plans.post(reverse("goals:goal_archive", args=[goal.ref]))

    answer = plans.post(reverse("goals:goal_restore", args=[below.ref]))

    assert "restore that first" in words(answer)
    below.refresh_from_db()
    assert below.archived_at is not None


def test_an_archived_goal_does_not_change_places(place: SmallMunicipality, plans: Client):
    plans.post(reverse("goals:goal_archive", args=[place.goal.ref]))

    answer = plans.post(reverse("goals:goal_shift", args=[place.goal.ref, "ned"]))

    assert answer.status_code == 422
    assert "is archived" in words(answer)


@pytest.mark.parametrize(
    "changed", [lambda place: {"step": place.model.scale_steps.all()[1]}, lambda place: {"reason": "Ett annat skäl."}]
)
def test_an_approver_approves_what_they_saw_and_nothing_decided_since(place: SmallMunicipality, as_role, changed):
    approves = as_role(Role.APPROVER)
    page = approves.get(reverse("goals:goal", args=[place.goal.ref])).content.decode()
    seen = decision_seen(place.goal.assessments.get())
    assert f'name="seen" value="{seen}"' in page
    place.goal.assessments.update(**changed(place))
    url = reverse("goals:approve_assessment", args=[place.goal.ref])

    answer, without_having_looked = approves.post(url, {"seen": seen}), approves.post(url)

    assert "look again before you approve" in words(answer)
    assert "look again before you approve" in words(without_having_looked)
    assert place.goal.assessments.get().approved_at is None


@pytest.mark.parametrize("archived", ["goal", "plan"])
def test_nothing_is_decided_about_what_is_archived(place: SmallMunicipality, as_role, archived):
    seen = decision_seen(place.goal.assessments.get())
    approve = reverse("goals:approve_assessment", args=[place.goal.ref])
    as_role(Role.APPROVER).post(approve, {"period": "2024", "seen": seen})
    address = {"goal": "goals:goal_archive", "plan": "goals:plan_archive"}[archived]
    as_role(Role.COORDINATOR).post(reverse(address, args=[getattr(place, archived).ref]))

    answers = [
        as_role(role).post(reverse(name, args=[place.goal.ref]), {"period": "2024", "seen": seen})
        for role, name in (
            (Role.APPROVER, "goals:approve_assessment"),
            (Role.APPROVER, "goals:withdraw_approval"),
            (Role.REPORTER, "goals:withdraw_assessment"),
        )
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert place.goal.assessments.get().approved_at is not None


def test_what_is_withdrawn_twice_is_told_once_in_the_history(place: SmallMunicipality, as_role):
    given = {"period": "2024", "seen": decision_seen(place.goal.assessments.get())}
    as_role(Role.APPROVER).post(reverse("goals:approve_assessment", args=[place.goal.ref]), given)

    for role, name in ((Role.APPROVER, "withdraw_approval"), (Role.REPORTER, "withdraw_assessment")):
        for _ in range(2):
            answer = as_role(role).post(reverse(Ref("goals", name), args=[place.goal.ref]), given)
            assert answer.status_code == 302

    told = [entry.action for entry in audit.history(place.goal)]
    assert told.count("goal.assess.unapprove") == told.count("goal.assess.withdraw") == 1
