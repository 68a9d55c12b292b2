"""Who may write about goals, indicators and assignments.

Besides whoever has the right in the unit of the plan, the person made responsible may report on that one thing, when
they report for some unit under it. See docs/rules/roles.md.
"""

from tertial.accounts.models import Person
from tertial.common.policies import NotAllowed
from tertial.domain.message import Message, gettext_noop
from tertial.goals.models import Assignment, Goal, Indicator
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right


def may_report_goal(person: Person, goal: Goal) -> bool:
    """Whether the person may write about the goal and assess it."""
    unit = goal.plan.unit
    return policies.may(person, Right.REPORT, unit) or (
        goal.responsible_id == person.pk and policies.reports_below(person, unit)
    )


def may_report_indicator(person: Person, indicator: Indicator) -> bool:
    """Whether the person may enter outcomes: in the indicator's unit, for a goal it follows, or as owner."""
    if policies.may(person, Right.REPORT, indicator.unit):
        return True
    if indicator.owner_id == person.pk and policies.reports_below(person, indicator.unit):
        return True
    goals = Goal.objects.filter(goal_indicators__indicator=indicator).select_related("plan__unit")
    return any(may_report_goal(person, goal) for goal in goals)


def may_report_assignment(person: Person, assignment: Assignment) -> bool:
    """Whether the person may follow it up: in its plan's unit, in the unit responsible, or as the one responsible."""
    unit = assignment.plan.unit
    if policies.may(person, Right.REPORT, unit):
        return True
    if assignment.responsible_unit is not None and policies.may(person, Right.REPORT, assignment.responsible_unit):
        return True
    return assignment.responsible_id == person.pk and policies.reports_below(person, unit)


def may_plan_indicator(person: Person, indicator: Indicator) -> bool:
    """Whether the person may change it and its targets: in its own unit, since all who follow it share them."""
    return policies.may(person, Right.PLAN, indicator.unit)


def units_of_indicator(indicator: Indicator) -> list[Unit]:
    """The indicator's own unit, and every unit that follows a goal by it."""
    following = Unit.objects.filter(plans__goals__goal_indicators__indicator=indicator).exclude(pk=indicator.unit_id)
    return [indicator.unit, *following.distinct()]


def check_report_goal(person: Person, goal: Goal) -> None:
    """Raises NotAllowed unless the person may write about the goal; None is the system setting up."""
    if not may_report_goal(person, goal):
        raise _refusal(person, goal.name, goal.plan.unit)


def check_report_indicator(person: Person, indicator: Indicator) -> None:
    """Raises NotAllowed unless the person may enter outcomes of the indicator."""
    if not may_report_indicator(person, indicator):
        raise _refusal(person, indicator.name, indicator.unit)


def check_report_assignment(person: Person, assignment: Assignment) -> None:
    """Raises NotAllowed unless the person may follow the assignment up."""
    if not may_report_assignment(person, assignment):
        raise _refusal(person, assignment.title, assignment.plan.unit)


def check_plan_indicator(person: Person, indicator: Indicator) -> None:
    """Raises NotAllowed unless the person may change the indicator."""
    if not may_plan_indicator(person, indicator):
        raise _refusal(person, indicator.name, indicator.unit)


def _refusal(person: Person, name: str, unit: Unit) -> NotAllowed:
    """The refusal that names the thing, where the person may read of it."""
    policies.check(person, Right.READ, unit)
    return NotAllowed(
        Message(
            gettext_noop("You may not change “%(name)s”; ask for a role in %(unit)s or to be made responsible for it."),
            {"name": name, "unit": unit.name},
        )
    )
