"""Which tables a unit has in a period, by the name that stands in their addresses."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tertial.domain.document import Table
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.staff import tables
from tertial.staff.queries.headcount import read_headcount
from tertial.staff.queries.sick_leave import SickLeave, read_parts, read_sick_leave
from tertial.staff.queries.survey import read_survey
from tertial.staff.queries.turnover import read_turnover
from tertial.staff.words import covered_words, named

YEARS_OF_HME = 3


def employees(unit: Unit, period: Period) -> Table | None:
    """Employees, and of them permanent, temporary and over 65."""
    return tables.employees_table(unit, read_headcount(unit, period), _("Employees"), parts=True)


def turnover(unit: Unit, period: Period) -> Table | None:
    """Turnover by each definition."""
    caption = _("Turnover, %(period)s") % {"period": named(period)}
    return tables.turnover_table(unit, period, read_turnover(unit, period), caption)


def key_figures(unit: Unit, period: Period) -> Table | None:
    """The seven statutory key figures."""
    reading = read_sick_leave(unit, period.year)
    caption = _("Statutory key figures of sick leave, %(period)s") % {"period": _covered(reading, period)}
    return tables.key_figures_table(reading, period, caption) if reading.covered(period) else None


def sick_leave(unit: Unit, period: Period) -> Table | None:
    """Everyone, sexes and lengths, the year before and now."""
    reading = read_sick_leave(unit, period.year)
    caption = _("Sick leave by sex and length, %(period)s") % {"period": _covered(reading, period)}
    return tables.sick_leave_table(reading, period, caption, tables.ROWS) if reading.covered(period) else None


def by_month(unit: Unit, period: Period) -> Table | None:
    """Month by month over four years."""
    reading = read_sick_leave(unit, period.year)
    return tables.months_table(reading, _("Sick leave by month, %")) if reading.months else None


def by_group(unit: Unit, period: Period) -> Table | None:
    """Sex and age by length."""
    reading = read_sick_leave(unit, period.year)
    caption = _("Sick leave by sex, age and length, %(period)s") % {"period": _covered(reading, period)}
    return tables.split_table(reading, period, caption) if reading.covered(period) else None


def by_unit(unit: Unit, period: Period) -> Table | None:
    """The units below, each with all that is below it."""
    readings = [(each, depth) for each, depth in read_parts(unit, period.year) if each.covered(period)]
    whole = read_sick_leave(unit, period.year)
    caption = _("Sick leave by unit, %(period)s") % {"period": _covered(whole, period)}
    return tables.units_table(readings, period, caption, whole.covered(period)) if readings else None


def _covered(reading: SickLeave, period: Period) -> str:
    return covered_words(period, reading.covered(period))


def hme(unit: Unit, period: Period) -> Table | None:
    """HME with its parts and questions over three years."""
    years = range(period.year - YEARS_OF_HME + 1, period.year + 1)
    readings = [read_survey(unit, year) for year in years]
    if all(each.is_empty for each in readings):
        return None
    return tables.hme_table(unit, readings, _("HME"), questions=True)


TABLES: Mapping[str, Callable[[Unit, Period], Table | None]] = {
    "anstallda": employees,
    "omsattning": turnover,
    "nyckeltal": key_figures,
    "sjukfranvaro": sick_leave,
    "manader": by_month,
    "grupper": by_group,
    "enheter": by_unit,
    "hme": hme,
}
