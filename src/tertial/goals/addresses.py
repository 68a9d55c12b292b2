"""Where each thing has its place on the pages of this room."""

from django.urls import reverse

from tertial.common.shared_pages import SharedPage
from tertial.domain.finding import Finding
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.validity import EARLIEST, last_year
from tertial.goals.models import SteeringModel
from tertial.goals.queries.readings import GoalReading, IndicatorReading

REPORT = SharedPage("report")
"""The report of a unit and a period."""


def model_url(model: SteeringModel, kind: str = "") -> str:
    """The page of a steering model, at one of its lists."""
    year = last_year(model, SteeringModel.objects.filter(municipality=model.municipality_id)) or max(
        model.valid_from, EARLIEST
    )
    return f"{reverse('steering_model:year', args=[year])}{f'#{kind}' if kind else ''}"


def goal_url(goal_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of a goal in a period, at a place on it."""
    return f"{reverse('goals:goal', args=[goal_ref])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def indicator_url(indicator_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of an indicator in a period, at a place on it."""
    return f"{reverse('goals:indicator', args=[indicator_ref])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def assignment_url(assignment_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of an assignment in a period, at a place on it."""
    return f"{reverse('goals:assignment', args=[assignment_ref])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def mend_url(reading: GoalReading, finding: Finding, period: Period) -> str:
    """The place where what a finding about a goal says can be put right."""
    ref = finding.ref
    if finding.code == "target-missing" and (lacking := _with_ref(reading, ref)) is not None:
        return indicator_url(lacking.indicator.ref, period, "targets")
    if ref.kind in {"text", "indicator", "assignment"}:
        return goal_url(reading.goal.ref, period, ref.anchor)
    return goal_url(reading.goal.ref, period, "assessment" if ref.kind == "goal" else _indicator_of(reading, ref))


def _with_ref(reading: GoalReading, ref: Ref) -> IndicatorReading | None:
    return next((each for each in reading.indicators if each.ref == ref), None)


def _indicator_of(reading: GoalReading, outcome_ref: Ref) -> str:
    for indicator in reading.indicators:
        if any(outcome.ref == outcome_ref for outcome in indicator.outcomes.values()):
            return indicator.ref.anchor
    return "indicators"
