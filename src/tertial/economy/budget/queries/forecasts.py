"""What has been foreseen for a unit on an occasion, and what can be proposed from the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertial.common.kept import once
from tertial.domain.finding import Finding, Severity
from tertial.domain.forecast import Known, Proposal, budget_for_the_rest, season_of_last_year
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import DECEMBER, Period
from tertial.domain.statement import LineKind, Measure, StatementLine
from tertial.economy.budget.queries.statement_rows import known_of, rows_of
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import Forecast
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


@dataclass(frozen=True, slots=True)
class RowForecast:
    """What is foreseen of a row: öre for the year, and from which forecasts (several where units below are summed)."""

    amount: int
    sources: tuple[Forecast, ...]


@dataclass(frozen=True, slots=True)
class ForecastReading:
    """The forecasts of a unit and statement on the occasion that counts in a period; None where there was none.

    `summed` names the units below whose forecasts were added, `missing` those that have none for some of the rows.
    """

    unit: Unit
    statement: str
    occasion: Period | None
    rows: Mapping[str, RowForecast]
    summed: Sequence[Unit] = ()
    missing: Sequence[Unit] = ()

    @property
    def amounts(self) -> dict[str, int]:
        """Öre for the year by row key, income plus, cost minus."""
        return {key: row.amount for key, row in self.rows.items()}

    @property
    def findings(self) -> list[Finding]:
        """Whose forecasts these are, where they are not the unit's own."""
        found, ref = [], f"forecasts:{self.unit.code}"
        if self.summed:
            template = gettext_noop("The forecast is the sum of those of %(units)s.")
            said = {"units": ", ".join(unit.name for unit in self.summed)}
            found.append(Finding("forecast.summed", Severity.NOTE, Message(template, said), ref))
        if self.missing:
            template = gettext_noop("%(units)s have made no forecast of some rows, so the sum leaves them out.")
            said = {"units": ", ".join(unit.name for unit in self.missing)}
            found.append(Finding("forecast.part_missing", Severity.WARNING, Message(template, said), ref))
        return found


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A line of the statement with what is foreseen and what can be proposed; a total has no proposal of its own."""

    line: StatementLine
    known: Known | None
    foreseen: RowForecast | None
    own: Forecast | None
    by_budget: Proposal
    by_season: Proposal

    @property
    def is_entered(self) -> bool:
        """Whether a forecast is made of the line itself."""
        return self.known is not None


def forecast_amounts(unit: Unit, period: Period, statement_key: str) -> dict[str, int]:
    """What the year is foreseen to come to by row key, öre, income plus; empty where nothing has been foreseen."""
    return read_forecast(unit, period, statement_key).amounts


def occasion_in(unit: Unit, period: Period, statement: str) -> Period | None:
    """The period itself where something was foreseen in it, else the latest occasion of the year that it covers."""
    foreseen = once(("occasions", unit.pk, period.year), lambda: _foreseen_in(unit, period.year))
    occasions = [when for of, when in foreseen if of == statement and when.ends_by(period)]
    return period if period in occasions else max(occasions, default=None)


def _foreseen_in(unit: Unit, year: int) -> list[tuple[str, Period]]:
    """The statements that the unit or anything below it has foreseen in the year, each with when."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    found = Forecast.objects.filter(unit__in=units, period__startswith=f"{year}-").order_by()
    return [(of, Period.parse(key)) for of, key in found.values_list("statement", "period").distinct()]


def read_forecast(unit: Unit, period: Period, statement: str) -> ForecastReading:
    """The unit's forecast by row: its own, or where it has made none the sum of those of the units below it."""
    occasion = occasion_in(unit, period, statement)
    if occasion is None:
        return ForecastReading(unit, statement, None, {})
    stored: dict[int, dict[str, Forecast]] = {}
    for each in Forecast.objects.filter(statement=statement, period=occasion.key).select_related("unit"):
        stored.setdefault(each.unit_id, {})[each.row] = each
    keys = [row.key for row in rows_of(unit, statement)]
    rows = {key: found for key in keys if (found := _row(unit, key, stored)) is not None}
    used = {source.unit_id: source.unit for row in rows.values() for source in row.sources if source.unit_id != unit.pk}
    missing = [other for other in used.values() if any(_lacks(unit, other, row) for row in rows.values())]
    return ForecastReading(unit, statement, occasion, rows, list(used.values()), missing)


def _row(unit: Unit, key: str, stored: Mapping[int, Mapping[str, Forecast]]) -> RowForecast | None:
    own = stored.get(unit.pk, {}).get(key)
    if own is not None:
        return RowForecast(own.amount, (own,))
    below = [_row(child, key, stored) for child in unit_tree().children(unit.pk)]
    found = [each for each in below if each is not None]
    if not found:
        return None
    return RowForecast(sum(each.amount for each in found), tuple(source for each in found for source in each.sources))


def _lacks(unit: Unit, other: Unit, row: RowForecast) -> bool:
    """Whether a row is summed over units below, but not over this one of them."""
    units = {source.unit_id for source in row.sources}
    return unit.pk not in units and other.pk not in units


def forecast_table(unit: Unit, period: Period, statement: str) -> tuple[list[ForecastRow], ForecastReading]:
    """Every line of the statement with what is known, foreseen and proposed at the end of the period."""
    reading = read_forecast(unit, period, statement)
    lines = read_statement(unit, period, statement, forecast=reading.amounts).lines
    own = {
        each.row: each
        for each in Forecast.objects.filter(unit=unit, period=period.key, statement=statement).select_related(
            "recorded_by"
        )
    }
    entered = {row.key for row in rows_of(unit, statement)}
    shown = [line for line in lines if line.key in entered or line.kind is LineKind.TOTAL]
    rows = [_table_row(reading, period, line, own.get(line.key), line.key in entered) for line in shown]
    return rows, reading


def _table_row(
    reading: ForecastReading,
    period: Period,
    line: StatementLine,
    own: Forecast | None,
    is_entered: bool,
) -> ForecastRow:
    if not is_entered:
        total = line.amounts.get(Measure.FORECAST)
        foreseen = RowForecast(total, ()) if total is not None else None
        return ForecastRow(line, None, foreseen, None, Proposal(), Proposal())
    known = known_of(reading.unit, period, line, reading.statement)
    return ForecastRow(
        line, known, reading.rows.get(line.key), own, budget_for_the_rest(known), season_of_last_year(known)
    )


def proposals(unit: Unit, period: Period, statement: str) -> list[ForecastRow]:
    """The rows that a forecast can be entered for."""
    return [row for row in forecast_table(unit, period, statement)[0] if row.is_entered]


def occasions_of(year: int) -> list[Period]:
    """When forecasts are made in a year: after January to any month but December, and in any month alone."""
    year_to_date = [Period.to_month(year, month) for month in range(1, DECEMBER)]
    return sorted({*year_to_date, *Period.of_year(year).months})
