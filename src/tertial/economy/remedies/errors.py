"""What can be wrong with what someone wants to write about remedies."""

from tertial.domain.message import DomainError, Message


class RemedyNotSaved(DomainError):
    """A remedy or how far it has come cannot be stored as written; `field` is the one to correct."""

    def __init__(self, message: Message, field: str) -> None:
        super().__init__(message)
        self.field = field
