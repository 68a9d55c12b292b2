"""Where each thing has its place on the pages of this room."""

from django.urls import reverse

from tertial.domain.finding import Finding
from tertial.domain.period import Period
from tertial.goals.queries.readings import GoalReading


def goal_url(goal_id: int, period: Period, anchor: str = "") -> str:
    """The page of a goal in a period, at a place on it."""
    return f"{reverse('goals:goal', args=[goal_id])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def indicator_url(indicator_id: int, period: Period, anchor: str = "") -> str:
    """The page of an indicator in a period, at a place on it."""
    return f"{reverse('goals:indicator', args=[indicator_id])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def assignment_url(assignment_id: int, period: Period, anchor: str = "") -> str:
    """The page of an assignment in a period, at a place on it."""
    return f"{reverse('goals:assignment', args=[assignment_id])}?period={period.key}{f'#{anchor}' if anchor else ''}"


def mend_url(reading: GoalReading, finding: Finding, period: Period) -> str:
    """The place where what a finding about a goal says can be put right."""
    kind, _colon, number = finding.ref.partition(":")
    if finding.code == "target-missing":
        return indicator_url(int(number), period, "targets")
    anchors = {
        "goal": "assessment",
        "text": f"text-{number.replace(':', '-')}",
        "indicator": f"indicator-{number}",
        "assignment": f"assignment-{number}",
    }
    return goal_url(reading.goal.pk, period, anchors.get(kind) or _indicator_of(reading, finding.ref))


def _indicator_of(reading: GoalReading, outcome_ref: str) -> str:
    for indicator in reading.indicators:
        if any(outcome.ref == outcome_ref for outcome in indicator.outcomes.values()):
            return f"indicator-{indicator.indicator.pk}"
    return "indicators"
