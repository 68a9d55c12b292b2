"""What the ledger holds about the rows of a unit's statements, as budgets and forecasts need it."""

from collections.abc import Mapping, Sequence

from tertial.domain.extent import Whole
from tertial.domain.forecast import Known
from tertial.domain.period import Period
from tertial.domain.statement import LayoutRow, Measure, StatementLine, presented
from tertial.economy.ledger.closed import closed_through, is_whole
from tertial.economy.ledger.layouts import layout_of, statements_of
from tertial.economy.ledger.reading import Ledger, Span, months, read_statement
from tertial.economy.models import LedgerKind, Statement
from tertial.organisation.models import Unit

_DECEMBER = 12


def rows_of(unit: Unit, statement: str, year: int) -> Sequence[LayoutRow]:
    """The rows of a year's statement that are added up and not sums themselves; none of an unknown statement."""
    try:
        return layout_of(unit, statement, year).added
    except Statement.DoesNotExist:
        return ()


def known_of(unit: Unit, period: Period, line: StatementLine, statement: str) -> Known:
    """What the ledger holds about a row from January to the last closed month of the period, and for whole years."""
    last = min(period.last, closed_through(unit, period.year))
    this = months(unit, period.year, statement, line.key, day=period.end)
    before = months(unit, period.year - 1, statement, line.key, day=period.end)
    has_outcome = Measure.OUTCOME in line.amounts
    has_budget = Measure.BUDGET_YEAR in line.amounts
    has_previous = Measure.PREVIOUS in line.amounts and year_is_over(unit, period.year - 1)
    return Known(
        outcome=sum(outcome for outcome, _budget in this[:last]) if has_outcome else None,
        budget=sum(budget for _outcome, budget in this[:last]) if has_budget else None,
        budget_year=sum(budget for _outcome, budget in this) if has_budget else None,
        previous=sum(outcome for outcome, _budget in before[:last]) if has_previous else None,
        previous_year=sum(outcome for outcome, _budget in before) if has_previous else None,
        lacks_months=not is_whole(unit, period.year, last),
    )


def year_is_over(unit: Unit, year: int) -> bool:
    """Whether every month of the year is imported and closed, so that forecasts can be compared with it."""
    return is_whole(unit, year)


def net_budget(unit: Unit, year: int) -> int | None:
    """The unit's budget of the year in the ledger, net cost plus, in öre; None where none is imported."""
    if not Ledger(unit).knows(Span(LedgerKind.BUDGET, year * 100 + 1, year * 100 + _DECEMBER)):
        return None
    return sum(_net_by_month(unit, year, of_budget=True)) if statements_of(unit, year) else None


def net_outcome_by_month(unit: Unit, year: int) -> tuple[int, ...]:
    """The unit's net cost of each month (plus), in öre; zeros where the year is not whole."""
    if not year_is_over(unit, year):
        return (0,) * _DECEMBER
    return _net_by_month(unit, year, of_budget=False)


def _net_by_month(unit: Unit, year: int, *, of_budget: bool) -> tuple[int, ...]:
    """By the first statement of the municipality, which holds everything that belongs to the result."""
    statements = statements_of(unit, year)
    if not statements:
        return (0,) * _DECEMBER
    key = statements[0].key
    rows = [months(unit, year, key, row.key) for row in rows_of(unit, key, year)]
    return tuple(sum(presented(row[month][of_budget]) for row in rows) for month in range(_DECEMBER))


def year_lines(unit: Unit, year: int, statement: str, forecast: Mapping[str, Whole[int]]) -> Sequence[StatementLine]:
    """The lines of the whole year's statement with a forecast beside the outcome."""
    return read_statement(unit, Period.of_year(year), statement, forecast=forecast).lines
