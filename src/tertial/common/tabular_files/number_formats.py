"""What the number format of a cell in an Excel workbook says about its figure: a day, a share, or zeros in front.

Formats are those of ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

_BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_SHARES = frozenset({9, 10})
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_FIRST_DAY, _FIRST_DAY_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet has no zone
_MOST_DAYS = 2_958_465  # 9999-12-31
_FALSE_LEAP_DAY = 60  # Excel counts 29 February 1900, which never was


class Shown(StrEnum):
    """How a figure is shown."""

    PLAIN = "plain"
    DAY = "day"
    SHARE = "share"
    ZEROS = "zeros"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a figure is shown, and in how many digits where zeros are put in front."""

    shown: Shown
    digits: int = 0


PLAIN = NumberFormat(Shown.PLAIN)


def number_format(number: int, code: str = "") -> NumberFormat:
    """The format with this number, or with this code where the workbook declares one."""
    if not code:
        return _built_in(number)
    first = _LITERALS.sub("", code).split(";")[0].strip()
    if first.lower() in ("general", "standard"):
        return PLAIN
    if "%" in first:
        return NumberFormat(Shown.SHARE)
    if _DAY_LETTERS.search(first):
        return NumberFormat(Shown.DAY)
    if len(first) > 1 and set(first) == {"0"}:
        return NumberFormat(Shown.ZEROS, len(first))
    return PLAIN


def _built_in(number: int) -> NumberFormat:
    if number in _BUILT_IN_DAYS:
        return NumberFormat(Shown.DAY)
    return NumberFormat(Shown.SHARE) if number in _BUILT_IN_SHARES else PLAIN


class FigureText(str):
    """The text of a cell that held a number: its point is a decimal point, whatever a person would mean by it."""

    __slots__ = ()


def as_shown(text: str, shown_as: NumberFormat, *, from_1904: bool = False) -> str:
    """A figure as a text file would hold it: 2024-03-31, 45 %, 0351, 1234.5.

    A spreadsheet counts in binary, so 0,1 + 0,2 is not 0,3 there; fifteen digits are what it shows and all it knows.
    """
    if shown_as is PLAIN and text.isdecimal() and len(text) < 16 and (text[0] != "0" or text == "0"):
        return text
    try:
        figure = float(text)
    except ValueError:
        return text
    if shown_as.shown is Shown.DAY:
        return as_day(figure, from_1904=from_1904)
    if shown_as.shown is Shown.SHARE:
        return f"{as_number(round(figure * 100, 10))} %"
    written = as_number(figure)
    if shown_as.shown is Shown.ZEROS and figure.is_integer():
        return f"-{written[1:].zfill(shown_as.digits)}" if figure < 0 else written.zfill(shown_as.digits)
    return written


def as_number(figure: float) -> str:
    """A figure with a decimal point and as many decimals as it has."""
    if figure != figure or figure in (float("inf"), float("-inf")):  # noqa: PLR0124 - only NaN is not itself
        return str(figure)
    if figure.is_integer() and abs(figure) < 1e15:
        return str(int(figure))
    written = f"{figure:.15g}"
    return written if "e" not in written else f"{figure:.12f}".rstrip("0").rstrip(".")


def as_day(days: float, *, from_1904: bool = False) -> str:
    """The day that a spreadsheet counts so: days from the end of 1899, or of 1903 in workbooks begun on an old Mac."""
    if not 0 <= days <= _MOST_DAYS:
        return as_number(days)
    if not from_1904 and 1 <= days < _FALSE_LEAP_DAY:
        days += 1
    moment = (_FIRST_DAY_1904 if from_1904 else _FIRST_DAY) + dt.timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(sep=" ")
