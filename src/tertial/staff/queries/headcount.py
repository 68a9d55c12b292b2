"""How many are employed in a unit and everything below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.staff.models import Headcount


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


@dataclass(frozen=True, slots=True)
class HeadcountReading:
    """The employees of the period's last month that has been imported, and of the same month the year before."""

    now: Employees | None
    before: Employees | None
    months: Mapping[str, Employees]

    @property
    def change(self) -> int | None:
        """How many more there are than the year before."""
        return self.now.all - self.before.all if self.now and self.before else None


def read_headcount(unit: Unit, period: Period) -> HeadcountReading:
    """The unit's employees by month, in the period's year and the one before."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    rows = (
        Headcount.objects.filter(
            live=True, unit__in=units, period__gte=f"{period.year - 1}-01", period__lte=f"{period.year}-12"
        )
        .order_by()
        .values_list("period")
        .annotate(Sum("permanent"), Sum("temporary"), Sum("over_65"))
    )
    months = {key: Employees(Period.parse(key), *counts) for key, *counts in rows}
    now = next((months[month.key] for month in reversed(period.months) if month.key in months), None)
    return HeadcountReading(now, months.get(now.month.previous_year.key) if now else None, months)
