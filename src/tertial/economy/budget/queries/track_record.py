"""How earlier forecasts came out: by unit, occasion and row, against the outcome of the year that followed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.forecast import Miss, mean_size, miss
from tertial.domain.period import Period
from tertial.domain.statement import LineKind, Measure
from tertial.economy.budget.queries.forecasts import read_forecast
from tertial.economy.budget.queries.statement_rows import year_is_over, year_lines
from tertial.economy.models import Forecast
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


@dataclass(frozen=True, slots=True)
class Record:
    """One earlier forecast and what happened, in öre, income plus; the row is a total where `is_total`."""

    unit: Unit
    occasion: Period
    row: str
    label: str
    is_total: bool
    forecast: int
    outcome: int
    budget: int | None
    miss: Miss


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Everything that can be compared, and which years with forecasts are not over yet."""

    records: Sequence[Record]
    not_over: Sequence[int]

    def totals(self) -> list[Record]:
        """The last total of each unit and occasion: the result."""
        last: dict[tuple[int, Period], Record] = {}
        for record in self.records:
            if record.is_total:
                last[record.unit.pk, record.occasion] = record
        return list(last.values())

    @property
    def mean(self) -> Decimal | None:
        """How large the misses of rows are as a rule, in percent of budget; None where nothing can be compared."""
        return mean_size(each.miss for each in self.records if not each.is_total)


def track_record(unit: Unit, statement: str) -> TrackRecord:
    """The forecasts of a unit and of the units below it, over all years; newest occasion first."""
    tree = unit_tree()
    units = [unit, *tree.descendants(unit.pk)]
    stored = Forecast.objects.filter(unit__in=[each.pk for each in units], statement=statement)
    pairs = set(stored.order_by().values_list("unit_id", "period").distinct())
    occasions = sorted({Period.parse(key) for _unit, key in pairs}, reverse=True)
    over = {year: year_is_over(unit, year) for year in {occasion.year for occasion in occasions}}
    records: list[Record] = []
    for occasion in (each for each in occasions if over[each.year]):
        for each in units:
            if each.pk == unit.pk or (each.pk, occasion.key) in pairs:
                records.extend(_records(each, occasion, statement))
    return TrackRecord(records, sorted(year for year, is_over in over.items() if not is_over))


def _records(unit: Unit, occasion: Period, statement: str) -> Iterable[Record]:
    reading = read_forecast(unit, occasion, statement)
    if reading.occasion != occasion:
        return
    for line in year_lines(unit, occasion.year, statement, reading.wholes):
        foreseen, outcome = line.amounts.get(Measure.FORECAST), line.amounts.get(Measure.OUTCOME)
        if foreseen is None or outcome is None:
            continue
        budget = line.amounts.get(Measure.BUDGET_YEAR)
        missed = miss(forecast=foreseen, outcome=outcome, budget=budget)
        is_total = line.kind is LineKind.TOTAL
        yield Record(unit, occasion, line.key, line.label, is_total, foreseen, outcome, budget, missed)
