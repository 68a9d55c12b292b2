"""What a stored answer says, as the rules take it and in words."""

from decimal import Decimal

from tertial.control.models import CommonAnswer, CommonQuestion
from tertial.domain.control import Counted, Numbered
from tertial.domain.control.total import Answered
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import decimals_of, format_quantity
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as UnitOfMeasure


def answered(answer: CommonAnswer) -> Answered:
    """The counts of an answer, or its percentage."""
    if answer.population is not None and answer.deviations is not None:
        return Counted(answer.population, answer.deviations)
    if answer.number is not None:
        return Numbered(answer.number, answer.other or 0)
    assert answer.percent is not None  # noqa: S101 - the database holds an answer to one of the kinds
    return answer.percent


def share_of(result: Answered | None) -> Decimal | None:
    """Percent right; None where there is no such share."""
    if isinstance(result, Counted):
        return result.share_right
    return result if isinstance(result, Decimal) else None


def percent(value: Decimal, decimals: int = 0) -> Quantity:
    """A percentage as it is printed."""
    return Quantity(value, UnitOfMeasure.PERCENT, decimals)


def number(value: int, question: CommonQuestion) -> Quantity:
    """A count in the question's unit; an amount with the decimals it has."""
    unit = UnitOfMeasure(question.unit)
    if unit is UnitOfMeasure.COUNT:
        return Quantity(Decimal(value), unit, 0)
    exact = from_ore(value, unit, 0)
    return Quantity(exact.value, unit, decimals_of(exact.value))


def in_words(result: Answered) -> str:
    """An answer as it is quoted in a sentence."""
    if isinstance(result, Counted):
        share = result.share_right
        counts = f"{result.deviations}/{result.population}"
        return f"{format_quantity(percent(share), with_unit=True)} ({counts})" if share is not None else counts
    if isinstance(result, Numbered):
        return f"{result.number} + {result.other}" if result.other else str(result.number)
    return format_quantity(percent(result), with_unit=True)


def typed(answer: CommonAnswer) -> dict[str, str]:
    """The answer as it would be typed, by the parts of its question."""
    if answer.percent is not None:
        return {"percent": format_quantity(percent(answer.percent, decimals_of(answer.percent)))}
    parts = {"population": answer.population, "deviations": answer.deviations, "number": answer.number}
    known = {**parts, "other": answer.other}
    return {part: format_quantity(number(value, answer.question)) for part, value in known.items() if value is not None}
