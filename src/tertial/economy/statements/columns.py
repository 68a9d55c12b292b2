"""The columns of a statement on its page: which suit a period, what they are called, and in which unit they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.statement import AmountSign, Convention, DeviationSign, StatementLine
from tertial.domain.statement.columns import Shown, percent, printed
from tertial.economy.ledger.styles import MoneyUnit
from tertial.economy.statements.charts import month_names

FOLLOW_UP, YEARS = "uppfoljning", "tre-ar"
"""The two views of a statement: against the budget, and over three years. They stand in addresses."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column: what it shows and what it is called."""

    shown: Shown
    heading: str


_OF_YEARS = (Shown.BEFORE_PREVIOUS, Shown.PREVIOUS, Shown.OUTCOME, Shown.CHANGE, Shown.CHANGE_PERCENT)
_OF_A_YEAR = (Shown.BUDGET_YEAR, Shown.OUTCOME, Shown.DEVIATION, Shown.DEVIATION_PERCENT, Shown.PREVIOUS)
_OF_A_PART = (
    Shown.BUDGET,
    Shown.OUTCOME,
    Shown.DEVIATION,
    Shown.DEVIATION_PERCENT,
    Shown.PREVIOUS,
    Shown.BUDGET_YEAR,
    Shown.FORECAST,
    Shown.FORECAST_DEVIATION,
)


OF_WHOLE_YEAR = frozenset({Shown.BUDGET_YEAR, Shown.FORECAST, Shown.FORECAST_DEVIATION, Shown.REMAINING})
"""Columns that are of the whole year, however much of it is closed."""


def columns_for(
    period: Period, extent: Period | None, view: str = FOLLOW_UP, chosen: Sequence[str] = ()
) -> tuple[ColumnChoice, ...]:
    """The columns that suit what is read of a period (docs/rules/periods.md).

    A year that is closed has one budget. A part of it, or a year that goes on, has the budget of the months that are
    read and the year's, and a forecast. `chosen` are those that the municipality has for the statement instead.
    """
    suited = _OF_A_YEAR if period.is_year and extent == period else _OF_A_PART
    of_period = tuple(map(Shown, chosen)) or suited
    names = headings(period, extent)
    return tuple(ColumnChoice(each, names[each]) for each in (_OF_YEARS if view == YEARS else of_period))


def headings(period: Period, extent: Period | None) -> Mapping[Shown, str]:
    """What each column is called for what is read of a period; the months of the period where nothing is yet."""
    year, here = period.year, months_name(extent or period)
    return {
        Shown.OUTCOME: _("Outcome %(when)s") % {"when": f"{here} {year}"},
        Shown.BUDGET: _("Budget %(when)s") % {"when": f"{here} {year}"},
        Shown.BUDGET_YEAR: _("Budget, whole year"),
        Shown.DEVIATION: _("Deviation"),
        Shown.DEVIATION_PERCENT: _("Deviation (%)"),
        Shown.REMAINING: _("Remaining"),
        Shown.FORECAST: _("Forecast, whole year"),
        Shown.FORECAST_DEVIATION: _("Forecast against budget"),
        Shown.PREVIOUS: _("Outcome %(when)s") % {"when": f"{here} {year - 1}"},
        Shown.BEFORE_PREVIOUS: _("Outcome %(when)s") % {"when": f"{here} {year - 2}"},
        Shown.CHANGE: _("Change since last year"),
        Shown.CHANGE_PERCENT: _("Change (%)"),
    }


def column_choices() -> list[tuple[str, str]]:
    """The columns a municipality can choose among, in the order they stand in."""
    names = {
        Shown.BUDGET: _("Budget of the period"),
        Shown.OUTCOME: _("Outcome"),
        Shown.DEVIATION: _("Deviation"),
        Shown.DEVIATION_PERCENT: _("Deviation (%)"),
        Shown.BUDGET_YEAR: _("Budget, whole year"),
        Shown.REMAINING: _("Remaining"),
        Shown.FORECAST: _("Forecast, whole year"),
        Shown.FORECAST_DEVIATION: _("Forecast against budget"),
        Shown.PREVIOUS: _("Outcome a year before"),
        Shown.BEFORE_PREVIOUS: _("Outcome two years before"),
        Shown.CHANGE: _("Change since last year"),
        Shown.CHANGE_PERCENT: _("Change (%)"),
    }
    return [(shown.value, name) for shown, name in names.items()]


def months_name(period: Period) -> str:
    """The months of a period as headings write them: `jan–dec`, `jan–aug`, `apr`."""
    names = month_names()
    first, last = names[period.start.month - 1], names[period.end.month - 1]
    return first if first == last else f"{first}–{last}"


def figure_of(
    line: StatementLine, shown: Shown, money: MoneyUnit, percent_decimals: int, convention: Convention
) -> Quantity | None:
    """What stands in a cell, in full with the decimals it is printed with; None where nothing is known."""
    if shown.is_percent:
        share = percent(line, shown, convention)
        return Quantity(Decimal(share), Unit.PERCENT, percent_decimals) if share is not None else None
    ore = printed(line, shown, convention)
    return money.quantity(ore) if ore is not None else None


_DEVIATIONS = frozenset({Shown.DEVIATION, Shown.DEVIATION_PERCENT, Shown.FORECAST_DEVIATION})


def unit_words(money: MoneyUnit) -> str:
    """The unit of amounts in the middle of a sentence."""
    units = {"kr": _("kronor"), "tkr": _("thousands of kronor (tkr)"), "mnkr": _("millions of kronor (mnkr)")}
    return units[money.key]


def sign_rule(money: MoneyUnit, columns: Iterable[ColumnChoice], convention: Convention) -> str:
    """How the amounts of a table are to be read: their unit, sign, deviation where it has one, and the rounding."""
    signs = (
        _("Amounts in %(unit)s. Income has plus and costs have minus.")
        if convention.amounts is AmountSign.COST_MINUS
        else _("Amounts in %(unit)s. Costs have plus and income has minus.")
    )
    said = [signs % {"unit": unit_words(money)}]
    shown = {column.shown for column in columns}
    if shown & _DEVIATIONS:
        said.append(deviation_rule(convention))
    elif Shown.REMAINING in shown and convention != Convention():
        said.append(
            _("What remains = outcome − budget.")
            if convention.deviation is DeviationSign.OUTCOME_MINUS_BUDGET
            else _("What remains = budget − outcome.")
        )
    said.append(_("Every amount is rounded on its own, so a sum can differ by one from its parts."))
    return " ".join(said)


def deviation_rule(convention: Convention) -> str:
    """What a deviation is, and what its sign says."""
    if convention.deviation is DeviationSign.OUTCOME_MINUS_BUDGET:
        if convention.more_is_better():
            return _("Deviation = outcome − budget: plus is better than the budget.")
        return _("Deviation = outcome − budget: minus is better than the budget.")
    if convention.more_is_better():
        return _("Deviation = budget − outcome: plus is better than the budget.")
    return _("Deviation = budget − outcome: minus is better than the budget.")
