"""The columns of a statement on its page: which suit a period, what they are called, and in which unit they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.domain.money import from_ore
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.statement import StatementLine
from tertial.domain.statement.columns import Shown, amount, percent
from tertial.economy.statements.charts import month_names

FOLLOW_UP, YEARS = "uppfoljning", "tre-ar"
"""The two views of a statement: against the budget, and over three years. They stand in addresses."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column: what it shows and what it is called."""

    shown: Shown
    heading: str


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """The unit amounts are printed in."""

    key: str
    unit: Unit
    decimals: int

    def quantity(self, ore: int) -> Quantity:
        """The amount in this unit, in full."""
        return from_ore(ore, self.unit, self.decimals)


MONEY_UNITS: Mapping[str, MoneyUnit] = {
    "kr": MoneyUnit("kr", Unit.KRONOR, 0),
    "tkr": MoneyUnit("tkr", Unit.TKR, 0),
    "mnkr": MoneyUnit("mnkr", Unit.MNKR, 1),
}
DEFAULT_UNIT = "tkr"


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


def columns_for(period: Period, extent: Period | None, view: str = FOLLOW_UP) -> tuple[ColumnChoice, ...]:
    """The columns that suit what is read of a period (docs/rules/periods.md).

    A year that is closed has one budget. A part of it, or a year that goes on, has the budget of the months that are
    read and the year's, and a forecast.
    """
    of_period = _OF_A_YEAR if period.is_year and extent == period else _OF_A_PART
    chosen: Iterable[Shown] = _OF_YEARS if view == YEARS else of_period
    names = headings(period, extent)
    return tuple(ColumnChoice(each, names[each]) for each in chosen)


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


def months_name(period: Period) -> str:
    """The months of a period as headings write them: `jan–dec`, `jan–aug`, `apr`."""
    names = month_names()
    first, last = names[period.start.month - 1], names[period.end.month - 1]
    return first if first == last else f"{first}–{last}"


def figure_of(line: StatementLine, shown: Shown, money: MoneyUnit, percent_decimals: int) -> Quantity | None:
    """What stands in a cell, in full with the decimals it is printed with; None where nothing is known."""
    if shown.is_percent:
        share = percent(line, shown)
        return Quantity(Decimal(share), Unit.PERCENT, percent_decimals) if share is not None else None
    ore = amount(line, shown)
    return money.quantity(ore) if ore is not None else None


_DEVIATIONS = {Shown.DEVIATION, Shown.DEVIATION_PERCENT, Shown.FORECAST_DEVIATION}


def sign_rule(money: MoneyUnit, columns: Iterable[ColumnChoice]) -> str:
    """How the amounts of a table are to be read: their unit, sign, deviation where it has one, and the rounding."""
    units = {"kr": _("kronor"), "tkr": _("thousands of kronor (tkr)"), "mnkr": _("millions of kronor (mnkr)")}
    said = {"unit": units[money.key]}
    if not any(column.shown in _DEVIATIONS for column in columns):
        template = _(
            "Amounts in %(unit)s. Income has plus and costs have minus. Every amount is rounded on its own, so a sum "
            "can differ by one from its parts."
        )
        return template % said
    return (
        _(
            "Amounts in %(unit)s. Income has plus and costs have minus. Deviation = outcome − budget: plus is better "
            "than the budget. Every amount is rounded on its own, so a sum can differ by one from its parts."
        )
        % said
    )
