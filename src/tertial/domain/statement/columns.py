"""What a column of a statement can show: the measures, and what is calculated from two of them."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from tertial.domain.deviation import change_percent, deviation_percent
from tertial.domain.extent import Extent, unlike
from tertial.domain.message import Message
from tertial.domain.statement.reading import Measure, StatementLine


class Shown(StrEnum):
    """A column's content. `deviation` is against the budget of the period, `forecast_deviation` against the year's."""

    OUTCOME = "outcome"
    BUDGET = "budget"
    BUDGET_YEAR = "budget_year"
    DEVIATION = "deviation"
    DEVIATION_PERCENT = "deviation_percent"
    REMAINING = "remaining"
    FORECAST = "forecast"
    FORECAST_DEVIATION = "forecast_deviation"
    PREVIOUS = "previous"
    BEFORE_PREVIOUS = "before_previous"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"

    @property
    def is_percent(self) -> bool:
        """Whether the column holds percentages rather than money."""
        return self in PERCENTAGES


DIFFERENCES: Mapping[Shown, tuple[Measure, Measure]] = {
    Shown.DEVIATION: (Measure.OUTCOME, Measure.BUDGET),
    Shown.REMAINING: (Measure.OUTCOME, Measure.BUDGET_YEAR),
    Shown.FORECAST_DEVIATION: (Measure.FORECAST, Measure.BUDGET_YEAR),
    Shown.CHANGE: (Measure.OUTCOME, Measure.PREVIOUS),
}
"""The first less the second; plus is good for the result."""

LIKE_WITH_LIKE = (Shown.DEVIATION, Shown.CHANGE)
"""Those whose two amounts must be of the same months and the same work; the others go from a part to the whole year."""

PERCENTAGES: Mapping[Shown, Shown] = {
    Shown.DEVIATION_PERCENT: Shown.DEVIATION,
    Shown.CHANGE_PERCENT: Shown.CHANGE,
}
"""A percentage is its difference against the second of the two."""

_MEASURES: Mapping[Shown, Measure] = {
    Shown.OUTCOME: Measure.OUTCOME,
    Shown.BUDGET: Measure.BUDGET,
    Shown.BUDGET_YEAR: Measure.BUDGET_YEAR,
    Shown.FORECAST: Measure.FORECAST,
    Shown.PREVIOUS: Measure.PREVIOUS,
    Shown.BEFORE_PREVIOUS: Measure.BEFORE_PREVIOUS,
}


def parts_of(shown: Shown) -> tuple[Measure, ...]:
    """The measures that a column rests on: one, or the two whose difference or share it is."""
    shown = PERCENTAGES.get(shown, shown)
    return DIFFERENCES[shown] if shown in DIFFERENCES else (_MEASURES[shown],)


def amount(line: StatementLine, shown: Shown) -> int | None:
    """The amount in öre, presentation sign; None where a figure is unknown, or the two cannot be compared.

    Raises KeyError for a percentage.
    """
    if shown in line.without:
        return None
    if shown not in DIFFERENCES:
        return line.amounts.get(_MEASURES[shown])
    first, second = (line.amounts.get(part) for part in DIFFERENCES[shown])
    return None if first is None or second is None else first - second


def percent(line: StatementLine, shown: Shown) -> Decimal | None:
    """The difference in percent of what it is compared with (docs/rules/statements.md); None where there is none."""
    difference, against = amount(line, PERCENTAGES[shown]), line.amounts.get(DIFFERENCES[PERCENTAGES[shown]][1])
    if difference is None or against is None:
        return None
    if shown is Shown.CHANGE_PERCENT:
        return change_percent(against + difference, against)
    return deviation_percent(difference, against)


def not_compared(extents: Mapping[Measure, Extent]) -> dict[str, Message]:
    """Why a column that compares two measures has no figures, by column; nothing for one that has."""
    found: dict[str, Message] = {}
    for shown in LIKE_WITH_LIKE:
        first, second = (extents.get(part) for part in DIFFERENCES[shown])
        cause = unlike(first, second) if first is not None and second is not None else None
        if cause is not None:
            found |= dict.fromkeys(
                (shown.value, *(each.value for each, of in PERCENTAGES.items() if of is shown)), cause
            )
    return found


def without(lacking: Mapping[Measure, Message]) -> dict[str, Message]:
    """Why a column that rests on a measure which lacks a part has no figures, by column."""
    return {shown.value: lacking[part] for shown in Shown for part in parts_of(shown) if part in lacking}


def cause_of(line: StatementLine, shown: Shown) -> Message | None:
    """Why the row has no figure in the column, where there is more to say than that nothing is known."""
    return line.without.get(shown.value)
