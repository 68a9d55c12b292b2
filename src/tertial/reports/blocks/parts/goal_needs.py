"""What a report knows of the goals of its unit."""

from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.plans import plan_of
from tertial.goals.queries.readings import PlanReading
from tertial.goals.words import words_of
from tertial.reports.blocks.parts.goal_tables import GoalNeeds
from tertial.reports.blocks.report import Report
from tertial.reports.errors import NoGoals


def goals_of(report: Report) -> PlanReading | None:
    """What the unit's plan holds; None for a unit without goals in the year."""
    plan = plan_of(report.cover.unit, report.cover.period.year)
    return read_plan(plan, report.cover.period) if plan is not None else None


def goal_needs(report: Report) -> GoalNeeds:
    """Raises NoGoals where the unit has no plan for the year."""
    plan = report.read(goals_of)
    if plan is None:
        raise NoGoals(report.cover.unit, report.cover.period)
    return GoalNeeds(report.cover, plan, words_of(plan.steering_model), report.prose())
