"""What can be wrong with a report before it is drawn."""

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit


class UnusableTemplate(DomainError):
    """A report template cannot be used; the message says where in it and what to write."""


class NothingToReport(DomainError):
    """Nothing at all is stored of a unit in the period that a report is asked for."""


class NoGoals(DomainError):
    """A block about goals has nothing to print, since the unit has no plan for the year."""

    def __init__(self, unit: Unit, period: Period) -> None:
        template = gettext_noop(
            "%(unit)s has no plan for %(year)s, so its report says nothing of goals. If it should, a coordinator makes "
            "a plan under Goals."
        )
        super().__init__(Message(template, {"unit": unit.name, "year": str(period.year)}))


class NoTemplate(DomainError):
    """No report template has been chosen for a unit or any unit above it."""
