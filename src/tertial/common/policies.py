"""What every policy says when someone may not do a thing."""

from tertial.domain.message import DomainError


class NotAllowed(DomainError):
    """The person may not do this here; the message says what right is missing and where."""
