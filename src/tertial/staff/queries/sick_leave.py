"""Sick leave of a unit and everything below it: any group, any length, any period, always from hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet, Sum

from tertial.common.kept import once
from tertial.domain.period import Period
from tertial.domain.staffing.groups import AgeGroup, Length, Sex
from tertial.domain.staffing.key_figures import KeyFigure, key_figures
from tertial.domain.staffing.sick_leave import (
    EVERYONE,
    Cause,
    Compared,
    Group,
    Hours,
    Share,
    added,
    hours_of,
    long_share,
    sick_leave,
    year_end,
)
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.tree import unit_tree
from tertial.staff.incoming.reading import HOUR_FIELDS
from tertial.staff.models import SickLeaveHours
from tertial.staff.queries.coverage import Imported, lacking_in
from tertial.staff.queries.protection import Hidden, hidden_in_sick_leave, may_show

YEARS_SHOWN = 4
Split = dict[tuple[Sex, AgeGroup], Hours]


@dataclass(frozen=True)
class SickLeave:
    """What has been imported about a unit and those below it, in the years up to `year`.

    `lacking` names the units that lack a month which others have; that month is then none of `months`.
    """

    unit: Unit
    year: int
    months: Mapping[str, Split]
    lacking: Mapping[str, list[str]] = field(default_factory=dict)
    _hidden: dict[int, Hidden] = field(default_factory=dict, repr=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The four years that are shown beside each other."""
        return tuple(range(self.year - YEARS_SHOWN + 1, self.year + 1))

    @cached_property
    def _municipality(self) -> Unit:
        return municipality_of(self.unit)

    def shows(self, group: Group, year: int) -> bool:
        """Whether a group of the unit may be shown in a year."""
        if year not in self._hidden:
            self._hidden[year] = hidden_in_sick_leave(self._municipality, year)
        return may_show(self._hidden[year], self.unit, group)

    def covered(self, period: Period) -> tuple[Period, ...]:
        """The months of the period that have been imported."""
        return tuple(month for month in period.months if month.key in self.months)

    def compared_months(self, period: Period) -> tuple[Period, ...]:
        """The months that a comparison shows of the period, which may be the year before: the same in both years."""
        if period.year == self.year:
            return self.covered(period)
        return self._year_before(self.covered(Period(self.year, period.first, period.last)))

    def lacking_in(self, period: Period) -> dict[str, list[str]]:
        """The months of the period that some unit lacks, with the names of those that do."""
        return {month.key: self.lacking[month.key] for month in period.months if month.key in self.lacking}

    def _year_before(self, months: tuple[Period, ...]) -> tuple[Period, ...]:
        """The same months of the year before; none where any is missing, since fewer months cannot be compared."""
        before = tuple(month.previous_year for month in months)
        return before if all(month.key in self.months for month in before) else ()

    def hours(self, months: Iterable[Period], group: Group = EVERYONE) -> Hours:
        """The hours of a group in some months; not for showing, since the group may be small."""
        return added(hours_of(self.months.get(month.key, {}), group) for month in months)

    def share(self, period: Period, group: Group = EVERYONE, length: Length | None = None) -> Share:
        """Sick leave in percent of the group's ordinary hours; the cause where it is not shown or there is none."""
        return self._share(self.covered(period), group, length)

    def compared(self, period: Period, group: Group = EVERYONE, length: Length | None = None) -> Compared:
        """The share beside that of the same months of the year before."""
        months = self.covered(period)
        return Compared(self._share(months, group, length), self._share(self._year_before(months), group, length))

    def compared_long(self, period: Period, group: Group = EVERYONE) -> Compared:
        """The part of all sick hours that belongs to absence of 60 days or more, and the year before."""
        months = self.covered(period)
        return Compared(self._long(months, group), self._long(self._year_before(months), group))

    def key_figures(self, period: Period) -> dict[KeyFigure, Compared]:
        """The seven statutory key figures beside those of the same months of the year before."""
        months = self.covered(period)
        now, before = self._figures(months), self._figures(self._year_before(months))
        return {figure: Compared(now[figure], before[figure]) for figure in KeyFigure}

    def projected(self, period: Period) -> Share:
        """The whole year, if the months that remain turn out as last year; NO_DATA while last year is not whole."""
        year = period.whole_year
        so_far = self.covered(period)
        rest = tuple(month.previous_year for month in year.months if month not in so_far)
        if not so_far or any(month.key not in self.months for month in rest):
            return Cause.NO_DATA
        if not self.shows(EVERYONE, year.year) or not self.shows(EVERYONE, year.year - 1):
            return Cause.TOO_FEW
        return year_end(self.hours(so_far), self.hours(rest))

    def _figures(self, months: tuple[Period, ...]) -> dict[KeyFigure, Share]:
        total: Split = {}
        for month in months:
            for kind, hours in self.months.get(month.key, {}).items():
                total[kind] = total.get(kind, Hours()) + hours
        year = months[0].year if months else self.year
        return key_figures(total, lambda group: self.shows(group, year))

    def _share(self, months: tuple[Period, ...], group: Group, length: Length | None) -> Share:
        if months and not self.shows(group, months[0].year):
            return Cause.TOO_FEW
        return sick_leave(self.hours(months, group), length)

    def _long(self, months: tuple[Period, ...], group: Group) -> Share:
        if months and not self.shows(group, months[0].year):
            return Cause.TOO_FEW
        return long_share(self.hours(months, group))


def read_sick_leave(unit: Unit, year: int) -> SickLeave:
    """The unit's hours month by month in the four years up to `year`; the tables of a page share one reading."""
    return once(("sick leave", unit.pk, year), lambda: _read_sick_leave(unit, year))


def _read_sick_leave(unit: Unit, year: int) -> SickLeave:
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    rows = _rows(units, year, YEARS_SHOWN)
    imported = rows.values_list("unit", "period", "source__unit").distinct() if len(units) > 1 else ()
    lacking = _lacking(imported)
    months: dict[str, Split] = {}
    for period, sex, age, *hundredths in rows.values_list("period", "sex", "age").annotate(*_SUMS):
        if period not in lacking:
            months.setdefault(period, {})[Sex(sex), AgeGroup(age)] = _as_hours(*hundredths)
    return SickLeave(unit, year, months, lacking)


def read_parts(unit: Unit, year: int) -> list[tuple[SickLeave, int]]:
    """Every unit below with its depth, each with all that is below it, in the year and the one before.

    In tree order, only those that hours have been imported for.
    """
    tree = unit_tree()
    below = list(tree.walk(unit.pk))
    parts_of = {each.pk: [step.pk for step in tree.path(each.pk)] for each, _depth in below}
    months: dict[int, dict[str, Split]] = {}
    imported: dict[int, set[Imported]] = {}
    rows = _rows(list(parts_of), year, 2).values_list("unit_id", "period", "source__unit", "sex", "age")
    for unit_id, period, made_for, sex, age, *hundredths in rows.annotate(*_SUMS):
        kind, hours = (Sex(sex), AgeGroup(age)), _as_hours(*hundredths)
        for part in parts_of[unit_id]:
            imported.setdefault(part, set()).add((unit_id, period, made_for))
            split = months.setdefault(part, {}).setdefault(period, {})
            split[kind] = split.get(kind, Hours()) + hours
    # Every unit of a municipality is protected together, so one answer serves them all.
    hidden: dict[int, Hidden] = {}
    found = [(each, depth, _lacking(imported[each.pk])) for each, depth in below if each.pk in months]
    return [
        (SickLeave(each, year, _of_all(months[each.pk], lacking), lacking, hidden), depth)
        for each, depth, lacking in found
    ]


def _lacking(imported: Iterable[Imported]) -> dict[str, list[str]]:
    """The units that lack a month; one is expected where it has any in the year or the one before."""
    rows = list(imported)
    years = {period[:4] for _unit, period, _made_for in rows}
    found: dict[str, list[str]] = {}
    for year in years:
        near = [row for row in rows if row[1][:4] in {year, str(int(year) - 1)}]
        found |= {period: names for period, names in lacking_in(near).items() if period[:4] == year}
    return found


def _of_all(months: Mapping[str, Split], lacking: Mapping[str, list[str]]) -> dict[str, Split]:
    return {period: split for period, split in months.items() if period not in lacking}


_SUMS = tuple(Sum(name) for name in HOUR_FIELDS)


def _rows(units: list[int], year: int, years: int) -> "QuerySet[SickLeaveHours]":
    first, last = f"{year - years + 1}-01", f"{year}-12"
    return SickLeaveHours.objects.filter(live=True, unit__in=units, period__gte=first, period__lte=last).order_by()


def _as_hours(ordinary: int, *sick: int) -> Hours:
    *lengths, long = (Decimal(hundredths).scaleb(-2) for hundredths in sick)
    return Hours(Decimal(ordinary).scaleb(-2), tuple(lengths), long)
