"""What the outcomes and targets of an indicator are: figures, or words in an order."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.domain.grades import Grades
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.domain.target import Direction, Target, parse_target
from tertial.goals.models import Indicator, Outcome

_YES_AND_NO = {"nej": 0, "ja": 1, "no": 0, "yes": 1}


def grades_of(indicator: Indicator) -> Grades | None:
    """The words of its outcomes in their order, in the reader's language; None where they are figures."""
    if indicator.unit_of_measure != UnitOfMeasure.YES_NO:
        return None
    return Grades((_("No"), _("Yes")), first=0, also=_YES_AND_NO)


def quantity_of(indicator: Indicator, value: Decimal, decimals: int) -> Quantity:
    """An outcome of it as it is printed."""
    grades = grades_of(indicator)
    word = grades.word(value) if grades is not None else ""
    return Quantity(value, UnitOfMeasure(indicator.unit_of_measure), decimals, word)


def read_target(indicator: Indicator, text: str) -> Target:
    """A target of it as people wrote it. Raises UnreadableTarget."""
    grades, direction = grades_of(indicator), Direction(indicator.direction)
    return grades.target(text, direction) if grades is not None else parse_target(text, direction)


def as_typed(indicator: Indicator, outcome: Outcome) -> str:
    """A stored outcome of it as someone would type it."""
    return format_quantity(quantity_of(indicator, outcome.value, outcome.decimals))
