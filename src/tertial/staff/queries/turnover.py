"""Turnover of a unit and everything below it, by the definition its municipality uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tertial.common.kept import once
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measure
from tertial.domain.staffing.turnover import Leaving, Standing, TurnoverCounts, turnover
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.tree import unit_tree
from tertial.staff.models import TurnoverCount, TurnoverDefinition
from tertial.staff.queries.coverage import lacking_in


@dataclass(frozen=True, slots=True)
class DefinedTurnover:
    """Turnover in a period and the same period the year before, by one definition."""

    definition: TurnoverDefinition
    now: Quantity | None
    before: Quantity | None

    @property
    def change(self) -> Quantity | None:
        """The difference in percentage points."""
        if self.now is None or self.before is None:
            return None
        return Quantity(self.now.value - self.before.value, Measure.PERCENTAGE_POINTS, self.now.decimals)


@dataclass(frozen=True, slots=True)
class TurnoverReading:
    """Turnover by each definition of the municipality, the one used in reports first.

    `lacking` names the units that lack a period, which then has no figure.
    """

    by_definition: tuple[DefinedTurnover, ...]
    lacking: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def used(self) -> DefinedTurnover | None:
        """By the definition used in reports."""
        return next((each for each in self.by_definition if each.definition.used), None)


def read_turnover(unit: Unit, period: Period) -> TurnoverReading:
    """The unit's turnover in the period and the year before."""
    definitions = _definitions(municipality_of(unit))
    (now, before), lacking = _counts(unit, (period, period.previous_year))
    return TurnoverReading(
        tuple(
            DefinedTurnover(
                definition,
                turnover(now, Leaving(definition.leaving), Standing(definition.standing)),
                turnover(before, Leaving(definition.leaving), Standing(definition.standing)),
            )
            for definition in definitions
        ),
        lacking,
    )


def _definitions(municipality: Unit) -> list[TurnoverDefinition]:
    stored = TurnoverDefinition.objects.filter(municipality=municipality)
    return once(("turnover definitions", municipality.pk), lambda: list(stored))


def _counts(unit: Unit, periods: Iterable[Period]) -> tuple[list[TurnoverCounts], Mapping[str, list[str]]]:
    """What the unit and everything below it count in each period, nothing where a unit is missing; one query."""
    sums = {period.key: TurnoverCounts() for period in periods}
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    rows = list(TurnoverCount.objects.filter(live=True, unit__in=units, period__in=sums).select_related("source"))
    lacking = lacking_in((row.unit_id, row.period, row.source.unit_id) for row in rows)
    for row in (each for each in rows if each.period not in lacking):
        counts = row.permanent_last_year, row.gone_since_last_year, row.left_during_period, row.average_permanent
        sums[row.period] += TurnoverCounts(*counts)
    return list(sums.values()), lacking
