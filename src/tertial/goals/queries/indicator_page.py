"""What the page of an indicator shows: its years, its targets, and the goals that it follows."""

from dataclasses import dataclass
from itertools import takewhile

from tertial.domain.period import Period
from tertial.goals.models import GoalIndicator, Indicator, Plan, Sex, TargetKind
from tertial.goals.queries.plan_reading import read_indicator, target_reading
from tertial.goals.queries.readings import IndicatorReading, OutcomeReading, TargetReading
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class YearRow:
    """One period of an indicator: its outcome, and the same for women and men where it is known."""

    period: Period
    total: OutcomeReading | None
    women: OutcomeReading | None
    men: OutcomeReading | None

    @property
    def outcomes(self) -> list[OutcomeReading]:
        """Those that exist."""
        return [outcome for outcome in (self.total, self.women, self.men) if outcome is not None]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The targets of one year."""

    year: int
    interim: TargetReading | None
    long_term: TargetReading | None


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator with everything that is known of it."""

    reading: IndicatorReading
    rows: list[YearRow]
    targets: list[TargetRow]
    links: list[GoalIndicator]
    plan: Plan | None

    @property
    def has_sexes(self) -> bool:
        """Whether outcomes of women and men are known."""
        return bool(self.reading.by_sex)

    @property
    def last(self) -> OutcomeReading | None:
        """The outcome that was entered last."""
        entered = [*self.reading.outcomes.values(), *self.reading.by_sex.values()]
        return max(entered, key=lambda outcome: outcome.stored.recorded_at, default=None)

    @property
    def unchanged_since(self) -> int | None:
        """The first year of the row of equal outcomes that ends with the newest; None when the newest is new."""
        years = [row.total for row in self.rows if row.total is not None and row.period.is_year]
        alike = list(takewhile(lambda outcome: outcome.quantity.value == years[0].quantity.value, years))
        return alike[-1].period.year if len(alike) > 1 else None


def indicator_page(indicator: Indicator, unit: Unit, period: Period) -> IndicatorPage:
    """The indicator as it stands in a period, seen from a unit."""
    links = list(
        GoalIndicator.objects.filter(indicator=indicator, goal__archived_at=None, goal__plan__archived_at=None)
        .select_related("goal__plan__unit", "goal__plan__steering_model", "goal__level")
        .order_by("-goal__plan__year", "goal__plan__unit__code")
    )
    plan = _plan_for_writing(links, unit, period)
    reading = read_indicator(indicator, plan, period)
    return IndicatorPage(reading, _year_rows(reading), _targets(indicator), links, plan)


def _plan_for_writing(links: list[GoalIndicator], unit: Unit, period: Period) -> Plan | None:
    """The plan that says which periods an outcome may be for: of the unit and year if it follows the indicator."""
    plans = [link.goal.plan for link in links]
    own = Plan.objects.filter(unit=unit, archived_at=None).select_related("unit", "steering_model").order_by("-year")
    return (
        next((plan for plan in plans if plan.unit_id == unit.pk and plan.year == period.year), None)
        or next((plan for plan in plans if plan.year == period.year), None)
        or own.filter(year=period.year).first()
        or next(iter(plans), None)
        or own.first()
    )


def _year_rows(reading: IndicatorReading) -> list[YearRow]:
    keys = {*reading.outcomes, *(period for period, _sex in reading.by_sex)}
    periods = sorted((Period.parse(key) for key in keys), reverse=True)
    return [
        YearRow(
            period,
            reading.outcomes.get(period.key),
            reading.by_sex.get((period.key, Sex.WOMEN)),
            reading.by_sex.get((period.key, Sex.MEN)),
        )
        for period in periods
    ]


def _targets(indicator: Indicator) -> list[TargetRow]:
    by_year: dict[int, dict[str, TargetReading]] = {}
    for stored in indicator.targets.all():
        by_year.setdefault(stored.year, {})[stored.kind] = target_reading(stored, indicator)
    return [
        TargetRow(year, kinds.get(TargetKind.INTERIM), kinds.get(TargetKind.LONG_TERM))
        for year, kinds in sorted(by_year.items())
    ]
