"""What can be wrong with what someone wants to write about budgets and forecasts."""

from tertial.domain.message import DomainError, Message


class DecisionNotSaved(DomainError):
    """A decision cannot be stored as given; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "amount") -> None:
        super().__init__(message)
        self.field = field


class ForecastNotSaved(DomainError):
    """A forecast cannot be stored as given; `field` names the row to correct."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field
