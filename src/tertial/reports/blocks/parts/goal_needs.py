"""What blocks about goals are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.goals.queries.readings import PlanReading
from tertial.goals.words import words_of
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report
from tertial.reports.errors import NoGoals


@dataclass(frozen=True, slots=True)
class GoalNeeds:
    """The plan, and the municipality's own words for its headings."""

    cover: Cover
    plan: PlanReading
    words: Mapping[str, str]
    prose: Prose


def goal_needs(report: Report) -> GoalNeeds:
    """Raises NoGoals where the unit has no plan for the year."""
    if report.goals is None:
        raise NoGoals(report.cover.unit, report.cover.period)
    return GoalNeeds(report.cover, report.goals, words_of(report.goals.steering_model), report.prose())
