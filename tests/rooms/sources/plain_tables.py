"""Reads a table of ledger lines the plain way: a line after the other, by the sentences of docs/rules/imports.md.

Nothing of Tertial is imported here, so that a misreading there cannot be repeated. It knows tables with semicolons and
the headings that the generated files have.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

TOTAL = re.compile(r"(summa|totalt|delsumma)\b", re.IGNORECASE)
WORTH = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
BOOKED = ("belopp", "utfall", "belopp exkl moms")


@dataclass
class PlainReading:
    """What stands in a file: lines by number, those left out and refused, what is asked, totals off."""

    lines: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    totals_off: set[int] = field(default_factory=set)


def read_plainly(text: str, *, year_end: bool) -> PlainReading:
    """The reading of a file; `year_end` says that period 13 counts as December."""
    rows = [line.split(";") for line in text.splitlines()]
    top = next(at for at, row in enumerate(rows) if row[0] == "Konto")
    header = [re.sub(r" (tkr|mnkr)$", "", heading.lower()) for heading in rows[top]]
    said = re.search(r"\b(tkr|mnkr)\b", " ".join(rows[top]) + " " + " ".join(rows[0] if top else []))
    worth = WORTH[said[1]] if said else WORTH["kr"]
    found, body = PlainReading(), list(enumerate(rows[top + 1 :], start=top + 2))
    places = [header.index(name) for name in header if name in (*BOOKED, "debet", "kredit")]
    texts = [row[at] for _, row in body if len(row) == len(header) for at in places]
    decimal = _decimal(texts)
    if decimal is None:
        found.asks.add("decimal")
    if not year_end and any(_is_thirteenth(row[1]) for _, row in body if len(row) == len(header)):
        found.asks.add("year_end")
    if found.asks:
        return found
    totals: list[tuple[int, int | None]] = []
    for number, row in body:
        amount = _amount(row, header, decimal or ",", worth) if len(row) == len(header) else None
        _put(found, totals, number, row, rows[top], amount)
    _judge(found, totals)
    return found


def _put(  # noqa: PLR0917 - a row and where it goes
    found: PlainReading,
    totals: list[tuple[int, int | None]],
    number: int,
    row: list[str],
    headings: list[str],
    amount: int | None,
) -> None:
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(headings):
        found.refused.add(number)
        return
    if TOTAL.match(row[0]):
        found.left_out.add(number)
        totals.append((number, amount))
    elif row == headings or (not row[0] and not any(row[2:])):
        found.left_out.add(number)
    elif not row[0] or amount is None or _period(row[1]) is None:
        found.refused.add(number)
        if amount is not None:
            found.lines[-number] = ("", 0, amount)
    else:
        found.lines[number] = (row[0].split(" ")[0], _period(row[1]) or 0, amount)


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


def _period(text: str) -> int | None:
    match = re.fullmatch(r"(20[0-9]{2})-?([0-9]{2})", text)
    if not match or not 1 <= int(match[2]) <= 13:
        return None
    return int(match[1]) * 100 + min(int(match[2]), 12)


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
        elif re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", body) and " " not in text.strip("- "):
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
    match = re.fullmatch(r"(-?)([0-9 .,]+?)(-?)", text.strip())
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
