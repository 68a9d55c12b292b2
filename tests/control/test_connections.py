"""Internal control where other rooms look for it: on what it concerns, and among what hangs loose."""

from collections.abc import Collection
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.control.actions import plans as plan_actions
from tertial.control.actions.archiving import archive
from tertial.control.actions.recommendations import follow_up
from tertial.control.actions.risks import save_measure, save_risk
from tertial.control.models import ControlResult, Recheck, Recommendation, Risk
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions import plans as goal_plans
from tertial.goals.models import Assignment, Goal
from tertial.organisation.actions import save_unit
from tertial.organisation.graph import LooseEnds
from tertial.organisation.models import UnitKind
from tertial.organisation.pointing import targets
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.control import SmallControl

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms() -> Collection[str]:
    return ("control", "economy")


def goal_page(place: SmallMunicipality, client: Client) -> str:
    return words(client.get(reverse("goals:goal", args=[place.goal.ref])))


def loose(client: Client, year: str = "2024") -> dict[str, list[tuple[str, str]]]:
    groups: list[LooseEnds] = client.get(reverse("desk:loose_ends", args=["KS", year])).context["groups"]
    return {group.heading: [(end.name, end.detail) for end in group.ends] for group in groups}


def test_a_goal_shows_its_risk_with_measure_and_the_control_of_the_risk(place, small: SmallControl, reports: Client):
    page = goal_page(place, reports)

    assert "Risk Risk att inköp görs utan avtal the goal Hög" in page
    assert "Measure against the risk Utbilda beställare the goal Not followed up yet" in page
    assert "Systematic control Granska inköp the goal Bristfälligt" in page
    assert "Audit recommendation" not in page


def test_what_concerns_an_indicator_or_an_assignment_shows_on_their_goal(place, small: SmallControl, reports: Client):
    Risk.objects.update(about=place.indicator.ref)
    Recommendation.objects.update(about=place.assignment.ref)

    page = goal_page(place, reports)

    assert "Risk att inköp görs utan avtal Nöjda Hög" in page
    assert "Audit recommendation Se över rutinen Uppdrag Not followed up yet" in page


def test_a_goal_shows_the_risks_of_units_below_and_leads_to_their_pages(place, small: SmallControl, reports: Client):
    below = plan_actions.create_control_plan(by=the_system(), unit=place.units["KSF"], year=2024)
    given = {"process": "Lön", "description": "Risk på förvaltningen", "likelihood": 1, "consequence": 1}
    risk = save_risk(by=the_system(), plan=below, decision="control", about=place.goal.ref, **given)

    answer = reports.get(reverse("goals:goal", args=[place.goal.ref]))

    assert "Risk på förvaltningen" in words(answer)
    url = reverse("control:thing", args=[risk.ref])
    assert url in answer.content.decode()
    assert reports.get(url).status_code == 200


def test_a_goal_shows_nothing_of_a_unit_that_one_may_not_read(place, small: SmallControl, reports: Client):
    given = {"kind": UnitKind.COMMITTEE, "parent": place.units["BY"], "valid_from": date(2019, 1, 1)}
    other = save_unit(by=the_system(), code="SN", name="Socialnämnden", **given)
    councils = place.goal.contributes_to
    councils.level.assessed = True
    councils.level.save()
    Risk.objects.update(about=councils.ref)
    reader = browser_of(RoleFactory(person=PersonFactory(language="en"), unit=other, role=Role.READER).person)

    assert "Risk att inköp görs utan avtal" in words(reports.get(reverse("goals:goal", args=[councils.ref])))
    page = words(reader.get(reverse("goals:goal", args=[councils.ref])))

    assert "No money, risk or control is linked" in page
    assert "Risk att inköp görs utan avtal" not in page


def test_what_is_put_away_or_of_another_year_is_not_shown_on_the_goal(place, small: SmallControl, reports: Client):
    plan_actions.copy_forward(by=the_system(), plan=small.plan)
    archive(by=the_system(), thing=small.risk)

    page = goal_page(place, reports)

    assert "Risk att inköp görs utan avtal" not in page
    assert "Granska inköp" not in page
    goals = loose(reports)["Goals without a risk or a control"]
    assert [name for name, _detail in goals] == ["Hemligt nämndmål", "Ett mål till"]


def next_year_of_the_goal(place: SmallMunicipality) -> Goal:
    planner = place.people[Role.ADMINISTRATOR]
    return goal_plans.copy_forward(by=planner, plan=place.plan).goals.get(continues=place.goal)


def test_a_risk_copied_to_next_year_concerns_the_goal_that_goes_on(place, small: SmallControl, reports: Client):
    continued = next_year_of_the_goal(place)

    plan_actions.copy_forward(by=the_system(), plan=small.plan)

    assert Risk.objects.get(plan__year=2025).about == continued.ref
    assert Risk.objects.get(plan__year=2024).about == place.goal.ref
    page = words(reports.get(reverse("goals:goal", args=[continued.ref])))
    assert "Risk att inköp görs utan avtal" in page
    assert "Granska inköp" in page


def test_it_does_so_too_when_the_goals_are_copied_after_the_risks(place, small: SmallControl, reports: Client):
    plan_actions.copy_forward(by=the_system(), plan=small.plan)
    risk = Risk.objects.get(plan__year=2025)

    continued = next_year_of_the_goal(place)

    assert "Risk att inköp görs utan avtal" in words(reports.get(reverse("goals:goal", args=[continued.ref])))
    assert f"/mal/{continued.ref.key}" in reports.get(reverse("control:thing", args=[risk.ref])).content.decode()


def test_a_risk_copied_to_a_year_without_the_goal_still_names_it(place, small: SmallControl, reports: Client):
    plan_actions.copy_forward(by=the_system(), plan=small.plan)

    risk = Risk.objects.get(plan__year=2025)

    assert place.goal.name in words(reports.get(reverse("control:thing", args=[risk.ref])))


def test_a_risk_can_concern_a_row_of_a_statement_and_shows_there(place, small: SmallControl, plans: Client):
    url = reverse("control:thing_change", args=[small.risk.ref])
    form = plans.get(url).context["form"]
    rows = next(choices for heading, choices in form.fields["about"].choices if heading == "Resultaträkning")
    ref = {label: ref for ref, label in rows}["Personal"]

    plans.post(url, {**form.initial, "about": ref, "responsible": ""})

    assert "Resultaträkning: Personal" in words(plans.get(reverse("control:thing", args=[small.risk.ref])))
    for period, shown in (("2024", "outcome"), ("2024-T1", "deviation")):
        page = words(plans.get(cell("personnel", period, shown)))
        assert "Risks and controls" in page
        assert "Risk Risk att inköp görs utan avtal Hög" in page
    statement = plans.get(reverse("economy:statement", args=["KS", "2024", "income_statement"]))
    assert "Personal 3 risks and controls" in words(statement)
    assert f'href="{cell("personnel", "2024", "outcome")}#connections-title"' in statement.content.decode()
    assert words(statement).count("risks and controls") == 1
    assert "Risks and controls" not in words(plans.get(cell("premises", "2024", "outcome")))
    assert "Risk att inköp" not in words(plans.get(cell("personnel", "2023", "outcome")))
    assert plans.get(reverse("desk:trace", args=[ref])).url == cell("personnel", "2024", "outcome")


def test_a_row_of_a_statement_goes_on_by_itself_when_a_plan_is_copied(place, small: SmallControl):
    Risk.objects.update(about=Ref.parse("statementrow:KS:2024:income_statement:personnel"))

    plan_actions.copy_forward(by=the_system(), plan=small.plan)

    assert Risk.objects.get(plan__year=2025).about == "statementrow:KS:2025:income_statement:personnel"


def test_goals_above_show_what_those_below_bring_each_under_the_goal_it_comes_from(
    place, small: SmallControl, plans: Client
):
    Recommendation.objects.update(about=place.assignment.ref)
    above = place.goal.contributes_to

    for goal in (above, above.parent):
        page = words(plans.get(reverse("goals:goal", args=[goal.ref]), {"period": "2024"}))
        _own, _heading, below = page.partition("From the goals below")
        assert "assignments done 0 of 1 Audit recommendation 1" in below
        assert "Risk 1 Systematic control 1" in below
        _counts, goal_below, parts = below.partition("Hemligt nämndmål")
        assert goal_below
        assert "Indicator Nöjda" in parts
        assert "Assignment Uppdrag" in parts
        assert "Risk Risk att inköp görs utan avtal Hög" in parts
        assert "Audit recommendation Se över rutinen Not followed up yet" in parts
        assert "Ett mål till" not in below  # it brings nothing


def test_a_goal_above_shows_nothing_of_units_one_may_not_read(place, small: SmallControl):
    beside = save_unit(
        by=the_system(),
        code="SN",
        name="Nämnden bredvid",
        kind=UnitKind.COMMITTEE,
        parent=place.units["BY"],
        valid_from=date(2019, 1, 1),
    )
    stranger = browser_of(RoleFactory(person=PersonFactory(language="en"), unit=beside).person)

    page = words(stranger.get(reverse("goals:goal", args=[place.goal.contributes_to.ref]), {"period": "2024"}))

    assert "From the goals below" not in page
    assert "Nöjda" not in page


def test_what_the_goals_below_bring_takes_as_few_questions_for_many_goals_as_for_one(
    place, small: SmallControl, plans: Client
):
    address = reverse("goals:goal", args=[place.goal.contributes_to.ref])

    def questions() -> int:
        plans.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert plans.get(address).status_code == 200
        return len(asked)

    few = questions()
    for number in range(5):
        more = {"plan": place.plan, "level": place.goal.level, "contributes_to": place.goal.contributes_to}
        goal = Goal.objects.create(name=f"Ännu ett mål {number}", **more)
        Assignment.objects.create(plan=place.plan, goal=goal, origin=place.assignment.origin, title=f"Steg {number}")
        risk = {"process": "Inköp", "likelihood": 3, "consequence": 2, "decision": "measure"}
        save_risk(by=the_system(), plan=small.plan, description=f"Risk {number}", about=goal.ref, **risk)

    assert questions() <= few + 1


def test_a_unit_without_goals_of_its_own_can_point_at_those_of_the_unit_above(place, small: SmallControl):
    offered = {target.name for target in targets(place.units["KSF"], 2024, "goal", "indicator", "assignment")}

    assert offered == {"Hemligt nämndmål", "Ett mål till", "Nöjda", "Uppdrag"}
    assert targets(place.units["KSF"], 2030, "goal", "indicator", "assignment") == []


def cell(row: str, period: str, shown: str) -> str:
    return reverse("economy:cell", args=["KS", period, "income_statement", row, shown])


def test_a_goal_with_a_risk_does_not_hang_loose(small: SmallControl, reports: Client):
    assert loose(reports)["Goals without a risk or a control"] == [("Ett mål till", "")]


def test_risks_without_measure_and_measures_past_their_day_hang_loose(small: SmallControl, reports: Client):
    assert "Measures past their day" not in loose(reports)
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", due=date(2024, 3, 1))
    assert loose(reports)["Measures past their day"] == [("Utbilda", "should have been done by 2024-03-01")]
    assert "Risks without a measure" not in loose(reports)

    archive(by=the_system(), thing=small.measure)

    assert loose(reports)["Risks without a measure"] == [("Risk att inköp görs utan avtal", "")]
    assert "Measures past their day" not in loose(reports)


def test_a_measure_that_goes_on_in_the_next_plan_is_late_only_there_and_its_state_there_is_told(
    small: SmallControl, reports: Client
):
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", due=date(2024, 3, 1))
    plan_actions.copy_forward(by=the_system(), plan=small.plan)
    assert "Measures past their day" not in loose(reports)
    assert loose(reports, "2025")["Measures past their day"] == [("Utbilda", "should have been done by 2025-03-01")]

    later = small.measure.continuations.get()
    follow_up(by=the_system(), thing=later, period=Period.parse("2025"), status="done", comment="Klart.")

    assert "Measures past their day" not in loose(reports, "2025")
    for url in (
        reverse("control:list", args=["KS", "2024", "atgarder"]),
        f"{reverse('control:thing', args=[small.measure.ref])}?period=2024",
        f"{reverse('control:thing', args=[small.risk.ref])}?period=2024",
    ):
        assert "Goes on in 2025 Done" in words(reports.get(url))


def test_what_nobody_or_somebody_who_has_left_answers_for_hangs_loose(small: SmallControl, place, reports: Client):
    gone = PersonFactory(name="Greta Gången")
    RoleFactory(person=gone, unit=place.units["KSF"])
    assert ("Utbilda beställare", "") in loose(reports)["Without an owner"]

    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", responsible=gone)
    assert "Utbilda" not in [name for name, _detail in loose(reports)["Without an owner"]]
    assert "Owners who have left" in in_order(reports)

    gone.is_active = False
    gone.save()

    assert loose(reports)["Owners who have left"] == [("Utbilda", "Greta Gången")]


def test_what_somebody_without_a_role_in_the_unit_answers_for_hangs_loose(small: SmallControl, place, reports: Client):
    elsewhere = RoleFactory(person=PersonFactory(name="Anders Annanstans")).person
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", responsible=elsewhere)

    assert loose(reports)["Owners without a role in the unit"] == [("Utbilda", "Anders Annanstans")]

    RoleFactory(person=elsewhere, unit=place.units["KSF"])
    assert "Owners without a role in the unit" in in_order(reports)


def test_controls_without_a_result_and_unanswered_common_controls_hang_loose(small: SmallControl, reports: Client):
    assert {"Controls without a result"} <= set(in_order(reports))
    assert [name for name, _detail in loose(reports)["Common controls not answered"]] == [
        "Stickprov av fakturor: Enhet KSF"
    ]

    ControlResult.objects.all().delete()

    assert [name for name, _detail in loose(reports)["Controls without a result"]] == ["Granska inköp"]


def test_recommendations_past_their_day_hang_loose_until_a_re_check_closes_them(small: SmallControl, reports: Client):
    Recommendation.objects.update(due=date(2024, 3, 1))
    heading = "Recommendations past their day"
    assert loose(reports)[heading] == [("Se över rutinen", "should have been done by 2024-03-01")]

    given = {"person": PersonFactory(), "on": date(2024, 4, 1), "seen": "Rutinen följs", "closes": True}
    Recheck.objects.create(recommendation=small.recommendation, **given)

    assert heading in in_order(reports)


def in_order(client: Client) -> list[str]:
    page = client.get(reverse("desk:loose_ends", args=["KS", "2024"]))
    found: list[str] = page.context["in_order"]
    assert all(heading in words(page) for heading in found)
    return found
