"""How many are employed in a unit and everything below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.common.kept import once
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.staff.models import Headcount
from tertial.staff.queries.coverage import lacking_in


@dataclass(frozen=True, slots=True)
class Employees:
    """Employees on the last day of a month."""

    month: Period
    permanent: int
    temporary: int
    over_65: int

    @property
    def all(self) -> int:
        """Permanent and temporary together."""
        return self.permanent + self.temporary

    def with_more(self, permanent: int, temporary: int, over_65: int) -> "Employees":
        """Together with those of another unit."""
        return Employees(self.month, self.permanent + permanent, self.temporary + temporary, self.over_65 + over_65)


@dataclass(frozen=True, slots=True)
class HeadcountReading:
    """The employees of the period's last month that has been imported, and of the same month the year before.

    `lacking` names the units that lack a month, which then has no figure.
    """

    now: Employees | None
    before: Employees | None
    months: Mapping[str, Employees]
    lacking: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def change(self) -> int | None:
        """How many more there are than the year before."""
        return self.now.all - self.before.all if self.now and self.before else None


def read_headcount(unit: Unit, period: Period) -> HeadcountReading:
    """The unit's employees by month, in the period's year and the one before."""
    rows = once(("headcount", unit.pk, period.year), lambda: _rows(unit, period.year))
    lacking = lacking_in((of, key, made_for) for of, key, made_for, *_counts in rows)
    months: dict[str, Employees] = {}
    for _of, key, _made_for, *counts in rows:
        if key not in lacking:
            sums = months.get(key, Employees(Period.parse(key), 0, 0, 0))
            months[key] = sums.with_more(*counts)
    now = next((months[month.key] for month in reversed(period.months) if month.key in months), None)
    before = months.get(now.month.previous_year.key) if now else None
    about = {month.key for each in (period, period.previous_year) for month in each.months}
    return HeadcountReading(now, before, months, {key: names for key, names in lacking.items() if key in about})


def _rows(unit: Unit, year: int) -> list[tuple[int, str, int, int, int, int]]:
    """What is stored for the unit and everything below it, of the year and the one before."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    found = Headcount.objects.filter(
        live=True, unit__in=units, period__gte=f"{year - 1}-01", period__lte=f"{year}-12"
    ).order_by()
    return list(found.values_list("unit", "period", "source__unit", "permanent", "temporary", "over_65"))
