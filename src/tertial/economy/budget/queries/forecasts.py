"""What has been forecast for a unit on an occasion, and what can be proposed from the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertial.common.kept import once
from tertial.domain.extent import Part, Whole
from tertial.domain.finding import Finding, Severity
from tertial.domain.forecast import Known, Proposal, budget_for_the_rest, season_of_last_year
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import DECEMBER, Period
from tertial.domain.statement import LineKind, Measure, StatementLine
from tertial.economy.budget.queries.statement_rows import known_of, rows_of
from tertial.economy.ledger.holders import holders_of
from tertial.economy.ledger.places import places_on
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import Forecast
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


@dataclass(frozen=True, slots=True)
class RowForecast:
    """What is forecast of a row: öre for the year, and from which forecasts (several where units below are summed).

    `whole` says by the codes of units whose it is, and which of them that have outcome or budget have made none.
    """

    whole: Whole[int]
    sources: tuple[Forecast, ...] = ()

    @property
    def amount(self) -> int | None:
        """The sum; None where a unit lacks its part."""
        return self.whole.amount


@dataclass(frozen=True, slots=True)
class ForecastReading:
    """The forecasts of a unit and statement on the occasion that counts in a period; None where there was none.

    `summed` names the units below whose forecasts were added, `missing` those that lack one of some row.
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
        return {key: row.amount for key, row in self.rows.items() if row.amount is not None}

    @property
    def wholes(self) -> dict[str, Whole[int]]:
        """The same with what each is a sum of, also where a part is missing."""
        return {key: row.whole for key, row in self.rows.items()}

    @property
    def findings(self) -> list[Finding]:
        """Whose forecasts these are, where they are not the unit's own."""
        found, ref = [], self.unit.ref
        if self.summed:
            template = gettext_noop("The forecast is the sum of those of %(units)s.")
            said = {"units": ", ".join(unit.name for unit in self.summed)}
            found.append(Finding("forecast.summed", Severity.NOTE, Message(template, said), ref))
        return found


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A line of the statement with what is forecast and what can be proposed; a total has no proposal of its own."""

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


def forecast_wholes(unit: Unit, period: Period, statement_key: str) -> dict[str, Whole[int]]:
    """What the year is forecast to come to by row key, with whose forecasts it is; empty where nothing is forecast."""
    return read_forecast(unit, period, statement_key).wholes


def occasion_in(unit: Unit, period: Period, statement: str) -> Period | None:
    """The period itself where something was forecast in it, else the latest occasion of the year that it covers."""
    foreseen = once(("occasions", unit.pk, period.year), lambda: _foreseen_in(unit, period.year))
    occasions = [when for of, when in foreseen if of == statement and when.ends_by(period)]
    return period if period in occasions else max(occasions, default=None)


def _foreseen_in(unit: Unit, year: int) -> list[tuple[str, Period]]:
    """The statements that the unit or anything below it has forecast in the year, each with when."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    found = Forecast.objects.filter(unit__in=units, period__startswith=f"{year}-").order_by()
    return [(of, Period.parse(key)) for of, key in found.values_list("statement", "period").distinct()]


def read_forecast(unit: Unit, period: Period, statement: str) -> ForecastReading:
    """The unit's forecast by row: its own, or where it has made none the sum of those of the units below it."""
    occasion = occasion_in(unit, period, statement)
    if occasion is None:
        return ForecastReading(unit, statement, None, {})
    return once(("forecast", unit.pk, occasion.key, statement), lambda: _read(unit, occasion, statement))


def _read(unit: Unit, occasion: Period, statement: str) -> ForecastReading:
    stored: dict[int, dict[str, Forecast]] = {}
    for each in Forecast.objects.filter(statement=statement, period=occasion.key).select_related("unit"):
        stored.setdefault(each.unit_id, {})[each.row] = each
    below = _Below(unit, occasion, statement, stored)
    rows = {row.key: below.row(row.key) for row in rows_of(unit, statement, occasion.year)}
    used = {source.unit_id: source.unit for row in rows.values() for source in row.sources if source.unit_id != unit.pk}
    lacking = {code for row in rows.values() for code in row.whole.missing}
    missing = [each for each in unit_tree().units.values() if each.code in lacking]
    return ForecastReading(unit, statement, occasion, rows, list(used.values()), missing)


class _Below:
    """The forecasts of a unit and of those below it on an occasion, and who has anything in a row."""

    def __init__(
        self, unit: Unit, occasion: Period, statement: str, stored: Mapping[int, Mapping[str, Forecast]]
    ) -> None:
        self._unit, self._stored, self._tree = unit, stored, unit_tree()
        self._places = places_on(occasion.end)
        self._holders = holders_of(unit, occasion.year, statement, occasion.end)

    def row(self, key: str) -> RowForecast:
        """The unit's own forecast of a row, else the sum of those below it, where all who have anything made one."""
        found = self._parts(self._unit, key, self._holding(key))
        parts = [Part(unit.code, unit.name, made.amount if made is not None else None) for unit, made in found]
        return RowForecast(Whole.of(parts), tuple(made for _unit, made in found if made is not None))

    def _holding(self, key: str) -> frozenset[int]:
        """The units that have anything in the row; the unit itself while nothing is known of the year."""
        return frozenset({self._unit.pk}) if self._holders is None else self._holders.get(key, frozenset())

    def _parts(self, unit: Unit, key: str, holding: frozenset[int]) -> list[tuple[Unit, Forecast | None]]:
        """A unit and its forecast, or those below it; a unit without any below it lacks its own as a whole."""
        own = self._stored.get(unit.pk, {}).get(key)
        if own is not None:
            return [(unit, own)]
        living = [child for child in self._tree.children(unit.pk) if not self._places.has_moved(child.pk)]
        found = [part for child in living for part in self._parts(child, key, holding)]
        if any(made is not None for _unit, made in found):
            return [*found, *([(unit, None)] if unit.pk in holding and self._holders is not None else [])]
        return [(unit, None)] if found or unit.pk in holding else []


def forecast_table(unit: Unit, period: Period, statement: str) -> tuple[list[ForecastRow], ForecastReading]:
    """Every line of the statement with what is known, forecast and proposed at the end of the period."""
    reading = read_forecast(unit, period, statement)
    lines = read_statement(unit, period, statement, forecast=reading.wholes).lines
    own = {
        each.row: each
        for each in Forecast.objects.filter(unit=unit, period=period.key, statement=statement).select_related(
            "recorded_by"
        )
    }
    entered = {row.key for row in rows_of(unit, statement, period.year)}
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
        foreseen = RowForecast(Whole.of([Part(line.key, line.label, total)])) if total is not None else None
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
