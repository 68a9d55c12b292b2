"""What can be wrong with what someone wants to write about goals."""

from tertial.domain.message import DomainError, Message


class PlanNotSaved(DomainError):
    """A plan cannot be made, copied or archived as asked."""


class GoalNotSaved(DomainError):
    """A goal cannot be stored or moved as asked."""


class IndicatorNotSaved(DomainError):
    """An indicator or a target cannot be stored as given."""


class MeasureNotSaved(IndicatorNotSaved):
    """What has been entered would mean something else in the unit that is chosen."""

    field = "unit_of_measure"


class OutcomeNotSaved(DomainError):
    """An outcome cannot be stored as given."""


class DuplicateOutcome(OutcomeNotSaved):
    """The period already has an outcome; the message says which."""


class AssessmentNotSaved(DomainError):
    """An assessment cannot be stored as given; `field` is the one to correct."""

    field = "reason"


class AssignmentNotSaved(DomainError):
    """An assignment or its follow-up cannot be stored as given."""


class WordOfAnotherYear(DomainError):
    """A level, step, status or origin is not among those of the plan's year."""


class SteeringModelNotSaved(DomainError):
    """The municipality's levels, scale or statuses cannot be changed as asked; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field
