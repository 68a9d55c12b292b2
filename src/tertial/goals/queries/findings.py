"""What is missing or doubtful about a goal."""

from tertial.domain.finding import Finding
from tertial.domain.period import Period
from tertial.goals.queries.readings import GoalReading


def findings_of(reading: GoalReading, period: Period) -> tuple[Finding, ...]:  # noqa: ARG001 - completeness needs it
    """Everything that was noticed while the goal's figures were judged."""
    judged = (finding for indicator in reading.indicators for finding in indicator.computed.findings)
    return (*judged, *reading.suggestion.findings)
