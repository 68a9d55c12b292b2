"""The months of a period, by the keys that rows hold."""

from tertial.domain.period import Part, Period

MONTHS = (
    Part.M01,
    Part.M02,
    Part.M03,
    Part.M04,
    Part.M05,
    Part.M06,
    Part.M07,
    Part.M08,
    Part.M09,
    Part.M10,
    Part.M11,
    Part.M12,
)


def months_of(period: Period) -> tuple[Period, ...]:
    """Every month of the period, in order."""
    return tuple(Period(period.year, part) for part in MONTHS[period.start.month - 1 : period.end.month])


def year_of(period: Period) -> Period:
    """The whole year that the period belongs to."""
    return Period(period.year, Part.YEAR)
