"""The indicators of a unit whose outcomes someone may enter, with what stands and what stood before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from tertial.accounts.models import Person
from tertial.domain.period import Period
from tertial.goals.models import Goal, Indicator, Outcome, Plan, Sex
from tertial.goals.queries.open_goals import without_an_open_goal
from tertial.goals.queries.plan_reading import read_indicators, read_plan
from tertial.goals.queries.readings import IndicatorReading, OutcomeReading
from tertial.organisation import gate


@dataclass(frozen=True)
class EntryRow:
    """An indicator and the first goal of the plan that it follows, if any."""

    reading: IndicatorReading
    goal: Goal | None

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.reading.indicator

    @property
    def asked(self) -> Period:
        """The period whose outcome is to be entered."""
        return self.reading.asked

    @cached_property
    def sexes(self) -> Sequence[Sex]:
        """The total alone, or women and men too where it is split, or an outcome has been given for them."""
        return tuple(Sex) if self.indicator.split or self.reading.by_sex else (Sex.TOTAL,)

    @cached_property
    def last(self) -> OutcomeReading | None:
        """The newest outcome from before the period."""
        earlier = [each for each in self.reading.outcomes.values() if each.period < self.asked]
        return max(earlier, key=lambda each: each.period, default=None)

    def stored(self, sex: Sex) -> Outcome | None:
        """What stands for the period."""
        by_sex = self.reading.by_sex.get((self.asked.key, sex))
        found = self.reading.outcomes.get(self.asked.key) if sex is Sex.TOTAL else by_sex
        return found.stored if found is not None else None


def entry_rows(person: Person, plan: Plan, period: Period) -> list[EntryRow]:
    """The indicators of the plan in the order of its goals, each once; those of the unit without a goal come last."""
    found: dict[int, tuple[IndicatorReading, Goal | None]] = {}
    for reading in read_plan(plan, period).goals:
        for item in reading.indicators:
            found.setdefault(item.indicator.pk, (item, reading.goal))
    for item in read_indicators(_loose(plan, found), plan, period):
        found[item.indicator.pk] = (item, None)
    rows = [EntryRow(item, goal) for item, goal in found.values()]
    may: dict[int, bool] = {}
    for asked in {row.asked for row in rows}:
        there = [row.indicator for row in rows if row.asked == asked]
        answers = gate.may_each(person, gate.REPORT, there, asked)
        may |= {indicator.pk: answer for indicator, answer in zip(there, answers, strict=True)}
    return [row for row in rows if may[row.indicator.pk]]


def _loose(plan: Plan, found: Collection[int]) -> list[Indicator]:
    """The indicators of the unit besides those found that take outcomes."""
    others = Indicator.objects.filter(unit=plan.unit, archived_at=None).exclude(pk__in=found)
    indicators = list(others.select_related("unit", "owner"))
    shut = without_an_open_goal(indicators)
    return [each for each in indicators if each.pk not in shut]
