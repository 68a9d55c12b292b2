"""Which periods a plan can be reported for."""

from tertial.common.period_words import period_name
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlPlan
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period


def check_period(period: Period, plan: ControlPlan) -> None:
    """Raises ControlNotSaved for a period outside the plan's year."""
    if period.year != plan.year:
        template = gettext_noop("%(period)s is outside the control plan %(plan)s; report it in %(year)s.")
        values = {"period": period_name(period), "plan": str(plan), "year": str(plan.year)}
        raise ControlNotSaved(Message(template, values))
