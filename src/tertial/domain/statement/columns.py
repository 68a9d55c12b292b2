"""What a column of a statement can show: the measures, and what is calculated from two of them."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from tertial.domain.deviation import change_percent, deviation_percent
from tertial.domain.extent import Extent, unlike
from tertial.domain.message import Message
from tertial.domain.statement.reading import Measure, StatementLine
from tertial.domain.statement.sign import Convention


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

AGAINST_BUDGET = frozenset({Shown.DEVIATION, Shown.REMAINING, Shown.FORECAST_DEVIATION})
"""Differences whose sign a municipality chooses; a change is always now less before."""

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
    """The amount in öre, income plus and better plus; None where a figure is unknown, or the two cannot be compared.

    This is what is judged; what stands in a table is `printed`.

    Raises KeyError for a percentage.
    """
    if shown in line.without:
        return None
    if shown not in DIFFERENCES:
        return line.amounts.get(_MEASURES[shown])
    first, second = (line.amounts.get(part) for part in DIFFERENCES[shown])
    return None if first is None or second is None else first - second


def printed(line: StatementLine, shown: Shown, convention: Convention) -> int | None:
    """The amount in öre with the sign it is printed with, or None. Raises KeyError for a percentage."""
    ore = amount(line, shown)
    return None if ore is None else in_signs(line.amounts, shown, convention)


def in_signs(amounts: Mapping[Measure, int], shown: Shown, convention: Convention) -> int:
    """What measures (income plus) come to in a column, with the sign it is printed with; 0 for what is missing."""
    first, *rest = (convention.printed(amounts.get(part, 0)) for part in parts_of(shown))
    if not rest:
        return first
    against_budget = PERCENTAGES.get(shown, shown) in AGAINST_BUDGET
    return convention.difference(first, rest[0]) if against_budget else first - rest[0]


def percent(line: StatementLine, shown: Shown, convention: Convention) -> Decimal | None:
    """The difference in percent of what it is compared with (docs/rules/statements.md); None where there is none."""
    difference = printed(line, PERCENTAGES[shown], convention)
    against = line.amounts.get(DIFFERENCES[PERCENTAGES[shown]][1])
    if difference is None or against is None:
        return None
    if shown is Shown.CHANGE_PERCENT:
        before = convention.printed(against)
        return change_percent(before + difference, before)
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
