"""What can be wrong with a report before it is drawn."""

from tertial.domain.message import DomainError


class UnusableTemplate(DomainError):
    """A report template cannot be used; the message says where in it and what to write."""


class NoPlan(DomainError):
    """A unit has no plan for the year that a report is asked for."""


class NoTemplate(DomainError):
    """No report template has been chosen for a unit or any unit above it."""
