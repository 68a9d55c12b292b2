"""How a command refuses what it cannot use."""

from tertial.domain.message import DomainError


class WrongUse(DomainError):
    """The command was called with something it cannot use."""
