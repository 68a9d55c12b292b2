"""Reads a table of ledger lines the plain way: a line after the other, by the sentences of docs/rules/imports.md.

Nothing of Tertial is imported here, so that a misreading there cannot be repeated. It is given the cells of each line
as they are shown, and knows the headings that the generated files have.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

WORD = re.compile(r"(summa|totalt|total|delsumma|s:a)(?![a-zåäö])", re.IGNORECASE)
TOTAL = re.compile(r"(summa|totalt|delsumma|s:a|Σ)( |$)|[0-9]+ totalt$", re.IGNORECASE)
WORTH = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
NAMES = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
BOOKED = ("belopp", "utfall", "belopp exkl moms")


@dataclass
class PlainReading:
    """What stands in a file: lines by number, those left out and refused, what is asked, totals off."""

    lines: dict[int, tuple[str, str, int, int]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    totals_off: set[int] = field(default_factory=set)
    perhaps_groups: tuple[int, int] = (0, 0)


@dataclass
class Total:
    """A row that says it sums others; `account` is that of a line that may be one instead."""

    number: int
    said: int | None
    account: str = ""


def read_plainly(rows: list[list[str]], *, year_end: bool, decimal: str = "", blanks: str = "") -> PlainReading:
    """The reading of the lines of a file; `year_end` says that period 13 counts as December.

    `decimal` is given where it is known without asking: in a workbook it is a point. `blanks` says whether an empty
    unit is the one "above" or "none".
    """
    top = next(at for at, row in enumerate(rows) if row and row[0] == "Konto")
    header = [re.sub(r" (tkr|mnkr)$", "", heading.lower()) for heading in rows[top]]
    said = re.search(r"\b(tkr|mnkr)\b", " ".join([*rows[top], *(cell for row in rows[:top] for cell in row)]))
    worth = WORTH[said[1]] if said else WORTH["kr"]
    found, body = PlainReading(), list(enumerate(rows[top + 1 :], start=top + 2))
    whole = [row for _, row in body if len(row) == len(header) and any(row)]
    places = [header.index(name) for name in header if name in (*BOOKED, "debet", "kredit")]
    money = [header.index(name) for name in _money(header)]
    if not blanks and "ansvar" in header and _may_stand_once(whole, rows[top], money, header.index("ansvar")):
        found.asks.add("blanks")
        return found
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
    totals: list[Total] = []
    above = ""
    for number, row in body:
        amount = _amount(row, header, separator or ",", worth) if len(row) == len(header) else None
        if len(row) == len(header) and "ansvar" in header and any(row[at] for at in money):
            above = row[header.index("ansvar")] or (above if blanks == "above" else "")
        _put(found, totals, number, row, rows[top], amount, days, money, above)
    _leave_out_groups(found, totals)
    _judge(found, totals)
    return found


def _money(header: list[str]) -> list[str]:
    booked = next((name for name in BOOKED[::-1] if name in header), None)
    return [booked] if booked else ["debet", "kredit"]


def _may_stand_once(rows: list[list[str]], headings: list[str], money: list[int], place: int) -> bool:
    """Whether a unit could be meant for the lines below it as well: it begins, and never stands twice in a row."""
    lines = [row for row in rows if row != headings and any(row[at] for at in money)]
    lines = [row for row in lines if re.search("[0-9]", row[0]) and not any(WORD.search(cell) for cell in row)]
    units = [row[place] for row in lines if row[place] or row[0][:1] not in ("1", "2")]
    given = [unit for unit in units if unit]
    never_twice = all(given[at] != given[at - 1] for at in range(1, len(given)))
    return bool(units and units[0] and "" in units and never_twice)


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
    totals: list[Total],
    number: int,
    row: list[str],
    headings: list[str],
    amount: int | None,
    days: str,
    money: list[int],
    unit: str,
) -> None:
    if not any(cell.strip() for cell in row):
        return  # an empty line is none
    if len(row) != len(headings):
        found.refused.add(number)
        return
    text = row[headings.index("Text")] if "Text" in headings else ""
    if TOTAL.match(row[0]) or (not row[0] and WORD.search(text)):
        found.left_out.add(number)
        totals.append(Total(number, amount))
    elif row == headings or (not row[0] and not any(row[at] for at in money)):
        found.left_out.add(number)
    elif not row[0] or amount is None or _period(row[1], days) is None:
        found.refused.add(number)
        if amount is not None:
            found.lines[-number] = ("", "", 0, amount)
    else:
        account = row[0].split(" ")[0]
        found.lines[number] = (account, unit, _period(row[1], days) or 0, amount)
        if WORD.match(text):
            totals.append(Total(number, amount, account))


def _leave_out_groups(found: PlainReading, totals: list[Total]) -> None:
    """A line on an account that others begin with, and whose amount is the sum of theirs, is none."""
    lines = {number: line for number, line in found.lines.items() if number > 0}
    accounts = {line[0] for line in lines.values()}
    groups = {one for one in accounts if any(other != one and other.startswith(one) for other in accounts)}
    named = {total.number for total in totals}
    perhaps = []
    for number, (group, unit, period, amount) in lines.items():
        if group not in groups:
            continue
        leaves = [
            (at, line[3])
            for at, line in lines.items()
            if line[0] not in groups and line[0].startswith(group) and line[2] == period and unit in ("", line[1])
        ]
        sums = {sum(ore for _, ore in leaves), sum(ore for at, ore in leaves if at not in named)}
        if leaves and amount in sums:
            found.left_out.add(number)
            del found.lines[number]
            totals[:] = [total for total in totals if total.number != number]
        elif len(group) <= 3 and number not in named:
            perhaps.append(number)
    for total in totals:
        total.account = "" if total.account in groups else total.account
    found.perhaps_groups = (len(perhaps), min(perhaps, default=0))


def _judge(found: PlainReading, totals: list[Total]) -> None:
    """A total agrees with some stretch of lines between it and another total, or an end of the file.

    A line that calls itself a total and sums no others is refused, since it may be either.
    """
    numbers = {total.number for total in totals}
    summed = {at: line[3] for at, line in found.lines.items() if abs(at) not in numbers}
    borders = [0, *sorted(numbers), 10**9]
    for total in totals:
        number = total.number
        stretches = [(low, number) for low in borders if low < number] + [
            (number, high) for high in borders if high > number
        ]
        sums = {sum(ore for at, ore in summed.items() if low < abs(at) < high) for low, high in stretches}
        agrees = total.said is not None and total.said in sums
        found.lines.pop(number, None)
        if total.account and not agrees:
            found.refused.add(number)
            continue
        found.left_out.add(number)
        if total.said is not None and not agrees:
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
    plain = (
        text.strip()
        .replace("\u2212", "-")
        .replace("\u00a0", " ")
        .replace("'", " ")
        .replace("\u2019", " ")
        .removesuffix(":-")
        .removesuffix(" kr")
    )
    if plain[:1] == "(" and plain[-1:] == ")":
        plain = f"-{plain[1:-1]}"
    match = re.fullmatch(r"(-?)([0-9 .,]+?)(-?)", plain)
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
