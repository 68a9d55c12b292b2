"""What is said when someone may not do a thing, or asks for one that does not exist."""

from tertial.domain.message import DomainError, Message, gettext_noop


class NotThere(DomainError):
    """What an address or a name points at does not exist; the message says what does."""


class NotAllowed(DomainError):
    """The person may not do this here; the message says what right is missing and where."""


class Hidden(NotAllowed):
    """The person may not even read this, so they get the same answer as for what does not exist (404.html, too)."""

    def __init__(self) -> None:
        super().__init__(Message(NOTHING_HERE))


NOTHING_HERE = gettext_noop(
    "There is nothing here for you: the address may be mistyped, what was here may be gone, or you have no role in the"
    " unit it belongs to. Go on from the start page, or ask an administrator for a role."
)
