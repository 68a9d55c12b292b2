"""What can be wrong with what someone wants to write about internal control."""

from tertial.domain.message import DomainError, Message


class ControlNotSaved(DomainError):
    """Something of internal control cannot be stored as given; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class AnsweredTwice(ControlNotSaved):
    """The common control is answered already; the message says with what."""
