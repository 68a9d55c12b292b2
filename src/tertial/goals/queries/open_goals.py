"""Which indicators still have a goal in use."""

from collections.abc import Collection

from tertial.goals.models import GoalIndicator, Indicator


def without_an_open_goal(indicators: Collection[Indicator]) -> set[int]:
    """The numbers of those that follow goals, none of which is in use; they take no outcomes."""
    links = GoalIndicator.objects.filter(indicator__in={each.pk for each in indicators}).values_list(
        "indicator", "goal__archived_at", "goal__plan__archived_at"
    )
    followed = {indicator for indicator, _goal, _plan in links}
    return followed - {indicator for indicator, goal, plan in links if goal is None and plan is None}
