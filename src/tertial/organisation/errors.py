"""What can be wrong with what someone wants to write about units, people and roles."""

from tertial.domain.message import DomainError, Message


class UnitNotSaved(DomainError):
    """A unit cannot be stored as given; `field` is the one to correct."""

    field = ""


class UnitWithoutName(UnitNotSaved):
    """A unit has no name."""

    field = "name"


class UnusableCode(UnitNotSaved):
    """A code is taken, or cannot stand in an address."""

    field = "code"


class UnusableNumber(UnitNotSaved):
    """A municipality number is none, or stands at a unit that is no municipality."""

    field = "number"


class UnusablePlace(UnitNotSaved):
    """A unit cannot stand under another."""

    field = "parent"


class UnusableDates(UnitNotSaved):
    """A unit would end before it begins, or live longer than the unit above it."""

    field = "valid_to"


class SuccessorNotSaved(UnitNotSaved):
    """A unit cannot follow another."""

    field = "successor"


class NotHandedOver(DomainError):
    """What someone who leaves answers for cannot go to whom it should; `field` is the group that it is about."""

    def __init__(self, message: Message, field: str) -> None:
        super().__init__(message)
        self.field = field


class RoleNotSaved(DomainError):
    """A role cannot be given or taken back."""

    field = "role"
