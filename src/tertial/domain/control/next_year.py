"""What a plan says of its year, said of the year after."""

import re
from datetime import date

YEAR = "{year}"
"""Stands in a heading for the year of the plan."""


def year_filled(text: str, year: int) -> str:
    """The text as it is printed in a year."""
    return text.replace(YEAR, str(year))


def year_moved(text: str, year: int) -> str:
    """The text with the year, where it stands by itself, moved one year on.

    A year that is part of something else stays: of a record number (KS-2024/716), a law (2024:123), a day (2024-05-01).
    """
    return re.sub(rf"(?<![\w/:.-]){year}(?![\w/:-]|\.\d)", str(year + 1), text)


def day_in_time(day: date, year: int) -> date:
    """The day by which something is to be done in a year's plan: an earlier one becomes the same day of that year."""
    if day.year >= year:
        return day
    if (day.month, day.day) == (2, 29):
        return date(year, 2, 28)
    return day.replace(year=year)
