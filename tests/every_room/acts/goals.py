"""Plans, goals, indicators, assignments and the steering model."""

from decimal import Decimal
from typing import Any

from tertial.accounts.system import the_system
from tertial.domain.assessment import IndicatorState
from tertial.goals.actions.assessments import decision_seen
from tertial.goals.actions.outcomes import OutcomeGiven
from tertial.goals.actions.steering_years import begin_steering_model
from tertial.goals.models import (
    Assignment,
    AssignmentStatus,
    Goal,
    GoalAssessment,
    Indicator,
    Plan,
    Sex,
    SteeringModel,
    TargetKind,
)
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import YEAR, SmallMunicipality


def _words_from_2025(place: SmallMunicipality) -> SteeringModel:
    found = SteeringModel.objects.filter(valid_from=2025).first()
    return found or begin_steering_model(by=the_system(), municipality=place.units["BY"], year=2025)


def _goal(place: SmallMunicipality) -> Goal:
    return place.goal


def _plan(place: SmallMunicipality) -> Plan:
    return place.plan


def _indicator(place: SmallMunicipality) -> Indicator:
    return place.indicator


def _assignment(place: SmallMunicipality) -> Assignment:
    return place.assignment


def _assessment(place: SmallMunicipality) -> GoalAssessment:
    return GoalAssessment.objects.select_related("goal__plan").get(goal=place.goal)


def _approving(place: SmallMunicipality) -> dict[str, Any]:
    assessment = _assessment(place)
    return {"assessment": assessment, "seen": decision_seen(assessment)}


_ASSESSMENTS = {
    "goals.assess_goal": Call(
        lambda place: {
            "goal": place.goal,
            "period": YEAR,
            "step": place.model.scale_steps.all()[0],
            "reason": "Skäl",
        },
        _goal,
        "responsible",
    ),
    "goals.withdraw_assessment": Call(lambda place: {"assessment": _assessment(place)}, _goal, "responsible"),
    "goals.approve_assessment": Call(_approving, _goal, "responsible"),
    "goals.withdraw_approval": Call(lambda place: {"assessment": _assessment(place)}, _goal, "responsible"),
    "goals.assess_indicator": Call(
        lambda place: {"link": place.link, "period": YEAR, "state": IndicatorState.NOT_MET, "reason": "Skäl"},
        _goal,
        "responsible",
    ),
}
_ASSIGNMENTS = {
    "goals.save_assignment": Call(
        lambda place: {
            "plan": place.plan,
            "assignment": place.assignment,
            "title": "Ny",
            "origin": place.assignment.origin,
            "goal": place.goal,
        },
        _assignment,
        "responsible",
    ),
    "goals.archive_assignment": Call(lambda place: {"assignment": place.assignment}, _assignment, "responsible"),
    "goals.restore_assignment": Call(lambda place: {"assignment": place.assignment}, _assignment, "responsible"),
    "goals.follow_up": Call(
        lambda place: {
            "assignment": place.assignment,
            "period": YEAR,
            "status": place.model.assignment_statuses.all()[0],
        },
        _assignment,
        "responsible",
    ),
    "goals.save_steps": Call(lambda place: {"assignment": place.assignment, "steps": []}, _assignment, "responsible"),
}
_GOALS = {
    "goals.save_goal": Call(
        lambda place: {
            "plan": place.plan,
            "goal": place.goal,
            "level": place.goal.level,
            "name": "Ny",
            "contributes_to": place.goal.contributes_to,
        },
        _goal,
        "responsible",
    ),
    "goals.move_goal": Call(
        lambda place: {"goal": place.goal, "contributes_to": place.goal.contributes_to}, _goal, "responsible"
    ),
    "goals.shift_goal": Call(lambda place: {"goal": place.goal, "down": True}, _goal, "responsible"),
    "goals.archive_goal": Call(lambda place: {"goal": place.goal}, _goal, "responsible"),
    "goals.restore_goal": Call(lambda place: {"goal": place.goal}, _goal, "responsible"),
    "goals.follow_by": Call(lambda place: {"goal": place.goal, "indicator": place.indicator}, _goal, "responsible"),
    "goals.weigh_indicators": Call(
        lambda place: {"goal": place.goal, "weights": {place.link: 2}}, _goal, "responsible"
    ),
    "goals.unfollow": Call(lambda place: {"link": place.link}, _goal, "responsible"),
}
_INDICATORS = {
    "goals.save_indicator": Call(
        lambda place: {
            "unit": place.units["KS"],
            "indicator": place.indicator,
            "name": "Ny",
            "unit_of_measure": "percent",
            "direction": "higher",
        },
        _indicator,
        "owner",
    ),
    "goals.archive_indicator": Call(lambda place: {"indicator": place.indicator}, _indicator, "owner"),
    "goals.restore_indicator": Call(lambda place: {"indicator": place.indicator}, _indicator, "owner"),
    "goals.set_target": Call(
        lambda place: {"indicator": place.indicator, "year": 2024, "kind": TargetKind.INTERIM, "expression": "≥81"},
        _indicator,
        "owner",
    ),
    "goals.record_outcome": Call(
        lambda place: {
            "indicator": place.indicator,
            "plan": place.plan,
            "period": YEAR,
            "text": "84",
            "replace": True,
        },
        _indicator,
        "owner",
    ),
    "goals.save_outcomes": Call(
        lambda place: {"plan": place.plan, "given": [OutcomeGiven(place.indicator, YEAR, Sex.TOTAL, "84")]},
        _indicator,
        "owner",
    ),
    "goals.remove_outcome": Call(lambda place: {"outcome": place.outcome}, _indicator, "owner"),
}
_PLANS = {
    "goals.create_plan": Call(lambda place: {"unit": place.units["KSF"], "year": 2024}),
    "goals.copy_forward": Call(lambda place: {"plan": place.plan}, _plan),
    "goals.archive_plan": Call(lambda place: {"plan": place.plan}, _plan),
    "goals.restore_plan": Call(lambda place: {"plan": place.plan}, _plan),
}
_STEERING_MODEL = {
    "goals.save_steering_model": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "name": "Ny",
            "tolerance_percent": Decimal(5),
            "indicator_weight_percent": Decimal(75),
            "words": {},
        }
    ),
    "goals.start_steering_model": Call(lambda place: {"municipality": place.units["KSF"]}),
    "goals.begin_steering_model": Call(lambda place: {"municipality": place.units["BY"], "year": 2025}),
    "goals.remove_steering_model": Call(lambda place: {"model": _words_from_2025(place)}),
    "goals.take_back_steering_model": Call(lambda place: {"model": _words_from_2025(place)}),
    "goals.save_part": Call(lambda place: {"part": place.model.levels.last(), "values": {"name": "Ny"}}),
    "goals.move_part": Call(lambda place: {"part": place.model.assignment_statuses.all()[0], "down": True}),
    "goals.set_parts": Call(
        lambda place: {
            "steering_model": place.model,
            "kind": AssignmentStatus,
            "parts": [{"word": "Ny", "meaning": "done"}],
        }
    ),
    "goals.remove_part": Call(lambda place: {"part": place.model.assignment_origins.last()}),
}
CALLS = {**_ASSESSMENTS, **_ASSIGNMENTS, **_GOALS, **_INDICATORS, **_PLANS, **_STEERING_MODEL}
