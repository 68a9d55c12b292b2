"""Reads a table of ledger lines the plain way: a line after the other, by the sentences of docs/rules/imports.md.

Nothing of Tertial is imported here, so that a misreading there cannot be repeated. It is given the cells of each line
as they are shown, and knows the headings that the generated files have.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

TOTAL = re.compile(r"(summa|totalt|delsumma|s:a|Σ)( |$)|[0-9]+ totalt$", re.IGNORECASE)
WORTH = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
NAMES = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
BOOKED = ("belopp", "utfall", "belopp exkl moms")


@dataclass
class PlainReading:
    """What stands in a file: lines by number, those left out and refused, what is asked, totals off."""

    lines: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    totals_off: set[int] = field(default_factory=set)


def read_plainly(rows: list[list[str]], *, year_end: bool, decimal: str = "") -> PlainReading:
    """The reading of the lines of a file; `year_end` says that period 13 counts as December.

    `decimal` is given where it is known without asking: in a workbook it is a point.
    """
    top = next(at for at, row in enumerate(rows) if row and row[0] == "Konto")
    header = [re.sub(r" (tkr|mnkr)$", "", heading.lower()) for heading in rows[top]]
    said = re.search(r"\b(tkr|mnkr)\b", " ".join([*rows[top], *(rows[0] if top else [])]))
    worth = WORTH[said[1]] if said else WORTH["kr"]
    found, body = PlainReading(), list(enumerate(rows[top + 1 :], start=top + 2))
    whole = [row for _, row in body if len(row) == len(header)]
    places = [header.index(name) for name in header if name in (*BOOKED, "debet", "kredit")]
    separator = decimal or _decimal([row[at] for row in whole for at in places])
    if separator is None:
        found.asks.add("decimal")
    days = "period"
    if header[1] == "datum":
        days = _order_of_days([row[1] for row in whole])
        if days in ("open", "short"):
            found.asks.add("days")
    elif not year_end and any(_is_thirteenth(row[1]) for row in whole):
        found.asks.add("year_end")
    if found.asks:
        return found
    totals: list[tuple[int, int | None]] = []
    for number, row in body:
        amount = _amount(row, header, separator or ",", worth) if len(row) == len(header) else None
        _put(found, totals, number, row, rows[top], amount, days)
    _judge(found, totals)
    return found


def _order_of_days(texts: list[str]) -> str:
    """Which part of a day is first, as one day of the file shows: 31.3.2024, 13/3/2024, 3/13/2024, or 2024-03-31."""
    if any(re.fullmatch("[0-9]{6}|[0-9]{2}-[0-9]{2}-[0-9]{2}", text) for text in texts):
        return "short"
    parts = [re.fullmatch(r"([0-9]{1,2})([./])([0-9]{1,2})[./][0-9]{4}", text) for text in texts]
    found = [match for match in parts if match]
    if any(match[2] == "." or int(match[1]) > 12 for match in found):
        return "day"
    if any(int(match[3]) > 12 for match in found):
        return "month"
    return "open" if found else "year"


def _put(  # noqa: PLR0917 - a row and where it goes
    found: PlainReading,
    totals: list[tuple[int, int | None]],
    number: int,
    row: list[str],
    headings: list[str],
    amount: int | None,
    days: str,
) -> None:
    if not any(cell.strip() for cell in row):
        return  # an empty line is none
    if len(row) != len(headings):
        found.refused.add(number)
        return
    if TOTAL.match(row[0]):
        found.left_out.add(number)
        totals.append((number, amount))
    elif row == headings or (not row[0] and not any(row[2:])):
        found.left_out.add(number)
    elif not row[0] or amount is None or _period(row[1], days) is None:
        found.refused.add(number)
        if amount is not None:
            found.lines[-number] = ("", 0, amount)
    else:
        found.lines[number] = (row[0].split(" ")[0], _period(row[1], days) or 0, amount)


def _judge(found: PlainReading, totals: list[tuple[int, int | None]]) -> None:
    """A total agrees with some stretch of lines between it and another total, or an end of the file."""
    borders = [0, *(number for number, _ in totals), 10**9]
    for number, said in totals:
        stretches = [(low, number) for low in borders if low < number] + [
            (number, high) for high in borders if high > number
        ]
        sums = {sum(line[2] for at, line in found.lines.items() if low < abs(at) < high) for low, high in stretches}
        if said is not None and said not in sums:
            found.totals_off.add(number)
    found.lines = {at: line for at, line in found.lines.items() if at > 0}


def _is_thirteenth(text: str) -> bool:
    return bool(re.fullmatch(r"20[0-9]{2}-?13", text))


def _period(text: str, days: str) -> int | None:
    if days != "period":
        return _month_of_day(text, days)
    match = re.fullmatch(r"(20[0-9]{2})-?([0-9]{2})", text)
    if match:
        year, month = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([a-z]{3})[a-z]*[ -](?:20)?([0-9]{2})", text):
        year, month = 2000 + int(match[2]), NAMES.index(match[1]) + 1 if match[1] in NAMES else 0
    else:
        return None
    return year * 100 + min(month, 12) if 1 <= month <= 13 else None


def _month_of_day(text: str, days: str) -> int | None:
    parts = [int(part) for part in re.split("[./-]", text) if part.isdecimal()]
    if len(parts) != 3:
        return None
    if "-" in text:
        year, month, day = parts
    else:
        day, month, year = parts if days == "day" else (parts[1], parts[0], parts[2])
    try:
        return int(f"{date(year, month, day):%Y%m}")
    except ValueError:
        return None


def _decimal(texts: list[str]) -> str | None:
    """What decimals come after: as one amount shows, a comma where they say both; None where it is open."""
    shown, is_open = set(), False
    for text in texts:
        body = re.sub("[^0-9.,]", "", text)
        signs = re.sub("[0-9]", "", body)
        if not signs:
            continue
        last = signs[-1]
        other = "." if last == "," else ","
        if len(set(signs)) == 2:
            shown.add(last)
        elif len(signs) > 1:
            shown.add(other)
        elif re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", body) and not re.search(r"[0-9][ '\u00a0\u2019][0-9]", text):
            is_open = True
        else:
            shown.add(last)
    if shown:
        return "," if "," in shown else "."
    return None if is_open else ","


def _amount(row: list[str], header: list[str], decimal: str, worth: int) -> int | None:
    """Öre as booked; None where it is no amount or finer than an öre."""
    booked = next((header.index(name) for name in BOOKED[::-1] if name in header), None)
    if booked is not None:
        amount = _ore(row[booked], decimal, worth)
        if "d/k" not in header or amount is None:
            return amount
        return {"D": amount, "K": -amount}.get(row[header.index("d/k")])
    debit, credit = row[header.index("debet")], row[header.index("kredit")]
    if not debit and not credit:
        return None
    parts = [_ore(text, decimal, worth) if text else 0 for text in (debit, credit)]
    return None if None in parts else (parts[0] or 0) - (parts[1] or 0)


def _ore(text: str, decimal: str, worth: int) -> int | None:
    thousands = "." if decimal == "," else ","
    plain = text.strip().replace("\u2212", "-").replace("\u00a0", " ").replace("'", " ").replace("\u2019", " ")
    if plain[:1] == "(" and plain[-1:] == ")":
        plain = f"-{plain[1:-1]}"
    match = re.fullmatch(r"(-?)([0-9 .,]+?)(-?)", plain.removesuffix(" kr"))
    if not match or (match[1] and match[3]):
        return None
    whole, comma, part = match[2].partition(decimal)
    if comma and not re.fullmatch("[0-9]+", part):
        return None
    grouped = "[0-9]{1,3}([ " + thousands + "][0-9]{3})+"
    if whole and not re.fullmatch(f"{grouped}|[0-9]+", whole):
        return None
    exact = Decimal(re.sub("[^0-9]", "", whole) + "." + (part or "0")) * worth
    if exact != int(exact):
        return None
    return -int(exact) if match[1] or match[3] else int(exact)
