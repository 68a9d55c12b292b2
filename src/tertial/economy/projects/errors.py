"""What can be wrong with what someone wants to write about projects and their tables."""

from tertial.domain.message import DomainError, Message


class ProjectNotSaved(DomainError):
    """A project, its stage or its codes cannot be stored as given; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "name") -> None:
        super().__init__(message)
        self.field = field


class AmountNotSaved(DomainError):
    """An amount cannot be stored as given; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "amount") -> None:
        super().__init__(message)
        self.field = field


class TableNotSaved(DomainError):
    """A table's words, or a group, cannot be stored as given; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "caption") -> None:
        super().__init__(message)
        self.field = field
