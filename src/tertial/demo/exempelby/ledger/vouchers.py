"""The amounts of a year as vouchers that balance, and what is paid and received on the balance sheet."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tertial.demo.exempelby.declared import table, tree
from tertial.demo.exempelby.ledger.amounts import Amounts, Cell, by_month
from tertial.demo.ledger_export.declared import ore

CLEARING, BANK, SUPPLIERS, CUSTOMERS, PAY = "17990", "19100", "25100", "15100", "29100"
_MOST_LINES = 5


@dataclass(slots=True)
class Line:
    """A line of a voucher; `amount` is öre as booked, and a line on the balance sheet has no codes but its account."""

    account: str
    amount: int
    text: str
    centre: str = ""
    activity: str = ""
    object: str = ""
    project: str = ""
    measure: str = ""
    counterpart: str = ""


@dataclass(slots=True)
class Voucher:
    """Lines that come to zero, with series, number and day."""

    series: str
    number: int
    month: int
    day: int
    text: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind of account is booked: its series, what stands against it, and what the voucher is called."""

    series: str
    against: str
    text: str


_BOUGHT_INSIDE = {"rent", "meals", "cleaning", "interest"}
_INSIDE = _Way("I", CLEARING, "Internfakturering")
_INVESTED = _Way("F", SUPPLIERS, "Leverantörsfaktura")
_WAYS = {
    "3": _Way("K", CUSTOMERS, "Kundfaktura"),
    "5": _Way("L", PAY, "Lön"),
    "57": _Way("L", "22100", "Pensioner"),
    "79": _Way("A", "11390", "Avskrivning"),
    "80": _Way("S", "16500", "Skatteavräkning"),
    "82": _Way("S", "16500", "Utjämning och bidrag"),
    "83": _Way("S", "16500", "Utjämning och bidrag"),
    "84": _Way("R", BANK, "Finansiell post"),
    "85": _Way("R", BANK, "Finansiell post"),
}
_PAID = {SUPPLIERS: "Utbetalning till leverantörer", PAY: "Utbetalning av löner och avgifter"}
_RECEIVED = {CUSTOMERS: "Inbetalning från kunder", "16500": "Inbetalning från staten"}


class Year:
    """The vouchers of a year that opens with some balances, to its last month that is booked."""

    def __init__(self, year: int, opening: Mapping[str, int]) -> None:
        self.year, self._opening = year, opening
        self._rules: Mapping[str, Any] = tree("ledger.toml")
        self.last: int = self._rules["last_month"][str(year)]
        self._names = {each["code"]: each["name"] for each in table("accounts.csv")}
        self._random = random.Random(f"{self._rules['seed']} {year} vouchers")  # noqa: S311 - a sample, no secret
        self._numbers: dict[str, int] = defaultdict(int)

    def vouchers(self) -> Iterator[Voucher]:
        """All vouchers, month by month."""
        waiting: Mapping[str, int] = self._opening
        for month, cells in by_month(Amounts(self.year, "outcome").cells(), self.last).items():
            made = [*self._of_month(month, cells)]
            yield from made
            yield from self._settled(month, waiting)
            waiting = _left(made)

    def _of_month(self, month: int, cells: Sequence[tuple[Cell, int]]) -> Iterator[Voucher]:
        grouped: dict[tuple[_Way, str], list[Line]] = defaultdict(list)
        for cell, amount in cells:
            way = _way(cell)
            # Pay comes centre by centre; what is bought and sold inside comes kind by kind, both sides together.
            group = cell.row.removeprefix("sold_") if way is _INSIDE else cell.centre
            grouped[way, group] += self._lines(cell, self._as_booked(cell, month, amount))
        for (way, _group), lines in grouped.items():
            yield from self._in_vouchers(month, way, lines)

    def _as_booked(self, cell: Cell, month: int, amount: int) -> int:
        odd = self._rules["does_not_meet"]
        sold = cell.row == f"sold_{odd['row']}" and cell.counterpart == f"1{odd['buyer'][0]}"
        return amount + ore(odd["amount"]) if sold and self.year * 100 + month == odd["month"] else amount

    def _lines(self, cell: Cell, amount: int) -> Iterator[Line]:
        for part in self._parts(amount, cell.lines):
            yield Line(
                cell.account,
                part,
                self._text(cell),
                cell.centre,
                cell.activity,
                cell.object,
                cell.project,
                cell.measure,
                cell.counterpart or _usual_counterpart(cell),
            )

    def _in_vouchers(self, month: int, way: _Way, lines: list[Line]) -> Iterator[Voucher]:
        whole = way is _INSIDE or way.series in "LAS"
        self._random.shuffle(lines)
        while lines:
            size = len(lines) if whole else self._random.randint(1, _MOST_LINES)
            taken, lines = lines[:size], lines[size:]
            if rest := sum(line.amount for line in taken):
                taken.append(Line(way.against, -rest, way.text))
            yield self._voucher(way.series, month, self._random.randint(1, 28), way.text, taken)

    def _settled(self, month: int, waiting: Mapping[str, int]) -> Iterator[Voucher]:
        """What was owed at the end of the month before is paid, and what was owed to the municipality is received."""
        for account, text in (_PAID | _RECEIVED).items():
            if owed := waiting.get(account, 0):
                yield self._voucher("B", month, 27, text, [Line(account, -owed, text), Line(BANK, owed, text)])

    def _voucher(self, series: str, month: int, day: int, text: str, lines: list[Line]) -> Voucher:
        self._numbers[series] += 1
        return Voucher(series, self._numbers[series], month, day, text, lines)

    def _parts(self, amount: int, count: int) -> list[int]:
        """The amount in parts of the same sign, some large and many small."""
        weights = [self._random.random() ** 2 + 0.05 for _ in range(max(1, count))]
        parts = [int(amount * weight / sum(weights)) for weight in weights]
        parts[0] += amount - sum(parts)
        return [part for part in parts if part]

    def _text(self, cell: Cell) -> str:
        name = self._names[cell.account]
        if _way(cell).series != "F":
            return name
        suppliers = self._rules["suppliers"]
        return f"{name}, {self._random.choice(suppliers['first'])} {self._random.choice(suppliers['second'])}"


def _way(cell: Cell) -> _Way:
    if cell.row.removeprefix("sold_") in _BOUGHT_INSIDE:
        return _INSIDE
    if cell.row == "investment":
        return _INVESTED
    return _WAYS.get(cell.account[:2]) or _WAYS.get(cell.account[:1]) or _INVESTED


def _usual_counterpart(cell: Cell) -> str:
    return "87" if _way(cell).series in "FK" else ""


def _left(vouchers: Sequence[Voucher]) -> dict[str, int]:
    """What stands on the accounts that are settled the month after."""
    left: dict[str, int] = defaultdict(int)
    for voucher in vouchers:
        for line in voucher.lines:
            if line.account in _PAID or line.account in _RECEIVED:
                left[line.account] += line.amount
    return left
