"""What is said when someone may not do a thing, or asks for one that does not exist."""

from tertial.domain.message import DomainError


class NotThere(DomainError):
    """What an address or a name points at does not exist; the message says what does."""


class NotAllowed(DomainError):
    """The person may not do this here; the message says what right is missing and where."""
