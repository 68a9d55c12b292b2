"""What can be wrong with a document before anyone has printed it."""

from tertial.domain.message import DomainError, Message
from tertial.domain.written_text import cleaned


class UnusableBlock(DomainError):
    """A block breaks a rule of the tree, so no renderer could print it well."""


class UnreadableDocument(DomainError):
    """A JSON tree does not describe a document."""


def require_text(value: str, template: str) -> None:
    """Raises `UnusableBlock` with `template` where a text that a reader depends on is blank."""
    if not cleaned(value).strip():
        raise UnusableBlock(Message(template))
