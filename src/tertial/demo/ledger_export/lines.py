"""Spreads the declared totals over vouchers and lines, the same every time."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tertial.demo.ledger_export.declared import Declared, ProjectLines, shared_out
from tertial.demo.ledger_export.matrix import INCOME, Cells

SUPPLIERS, PAYROLL, BANK = "2440", "2710", "1910"
_MOST_LINES_A_VOUCHER = 5
_CORRECTED = 0.012


@dataclass(slots=True)
class Line:
    """A coded line; `amount` is öre as booked."""

    month: int
    unit: str
    account: str
    activity: str
    project: str
    counterpart: str
    amount: int
    text: str
    day: int = 0
    voucher: str = ""


class Spreader:
    """Turns sums into lines with the randomness of one year."""

    def __init__(self, declared: Declared, year: int) -> None:
        self._declared = declared
        self._random = random.Random(f"{declared.ledger['seed']} {year}")  # noqa: S311 - a sample, no secret
        self.year = year

    def cells(self, cells: Cells, lines: int) -> Iterator[Line]:
        """The lines of a table of rows by activities, about as many as asked for."""
        whole = sum(abs(amount) ** 0.5 for amount in cells.values())
        for (row, activity), amount in sorted(cells.items()):
            if amount:
                share = abs(amount) ** 0.5 / whole
                yield from self._cell(row, activity, amount, max(4, round(lines * share)))

    def budget(self, cells: Cells) -> Iterator[Line]:
        """One line a month for each account, unit and activity."""
        for (row, activity), amount in sorted(cells.items()):
            for unit, of_unit in self._in_detail(amount, self._responsible(activity)).items():
                for account, of_account in self._in_detail(of_unit, self._weights(row)).items():
                    for month, of_month in shared_out(of_account, _by_month(self._declared.season(row))).items():
                        if of_month:
                            yield Line(int(month), unit, account, activity, "", "", of_month, "Budget")

    def _in_detail(self, amount: int, weights: Mapping[str, float]) -> Mapping[str, int]:
        if self._declared.ledger["budget_in_detail"]:
            return shared_out(amount, weights)
        return {max(weights, key=lambda name: weights[name]): amount}

    def project(self, given: ProjectLines) -> Iterator[Line]:
        """The lines of a project: its debit and its credit lines apart."""
        for amount in (given.debit, -given.credit):
            for part in self._parts(amount, max(3, min(60, abs(amount) // 40_000_000))) if amount else ():
                month = self._random.randint(2, 12)
                yield Line(month, given.unit, given.account, given.activity, given.code, "0", part, given.name[:40])

    def vouchers(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines with day and voucher, each voucher with the line that balances it."""
        number = 0
        ordered = sorted(lines, key=lambda line: (line.month, line.unit, _side(line.account)))
        for (month, unit, side), group in groupby(ordered, key=lambda x: (x.month, x.unit, _side(x.account))):
            waiting = list(group)
            self._random.shuffle(waiting)
            while waiting:
                size = self._random.randint(1, _MOST_LINES_A_VOUCHER)
                taken, waiting = waiting[:size], waiting[size:]
                number += 1
                voucher, day = f"{side[0]}{number:06}", self._random.randint(1, 28)
                for line in taken:
                    line.voucher, line.day = voucher, day
                    yield line
                booked = sum(line.amount for line in taken)
                yield Line(month, unit, side[1], "", "", "", -booked, "Motkonto", day, voucher)

    def _cell(self, row: str, activity: str, amount: int, lines: int) -> Iterator[Line]:
        months = shared_out(amount, _by_month(self._declared.season_of_year(row, self.year)))
        accounts = [account for account in self._declared.accounts[row] for _ in range(account.weight)]
        units, weights = zip(*self._responsible(activity).items(), strict=True)
        for month, of_month in months.items():
            for part in self._parts(of_month, max(1, lines // 12)):
                account = self._random.choice(accounts)
                unit = self._random.choices(units, weights)[0]
                text = self._text(row)
                counterpart = self._counterpart(row)
                yield Line(int(month), unit, account.code, activity, "", counterpart, part, text)
                if self._random.random() < _CORRECTED:
                    for turned in (part, -part):
                        yield Line(
                            int(month), unit, account.code, activity, "", counterpart, turned, f"Rättelse {text}"
                        )

    def _parts(self, amount: int, count: int) -> list[int]:
        """The amount in parts of the same sign, some large and many small."""
        count = max(1, min(count, abs(amount)))
        weights = [self._random.random() ** 3 + 0.01 for _ in range(count)]
        whole = sum(weights)
        parts = [int(amount * weight / whole) for weight in weights]
        parts[0] += amount - sum(parts)
        return [part for part in parts if part]

    def _text(self, row: str) -> str:
        texts = self._declared.ledger["texts"][row]
        if row not in {"consultants", "goods_services", "premises"}:
            return str(self._random.choice(texts))
        suppliers = self._declared.ledger["suppliers"]
        name = f"{self._random.choice(suppliers['first'])} {self._random.choice(suppliers['second'])}"
        return f"{self._random.choice(texts)}, {name}"

    def _counterpart(self, row: str) -> str:
        if row == "personnel":
            return ""
        return {"premises": "2", "purchased_activity": "4", INCOME: "5"}.get(row, "0")

    def _weights(self, row: str) -> Mapping[str, float]:
        return {account.code: float(account.weight) for account in self._declared.accounts[row]}

    def _responsible(self, activity: str) -> Mapping[str, float]:
        found: Mapping[str, float] = self._declared.ledger["responsible"].get(activity) or {
            other["unit"]: 1.0 for other in self._declared.ledger["others"] if other["activity"] == activity
        }
        return found


def _by_month(shares: Sequence[float]) -> Mapping[str, float]:
    return {str(month): share for month, share in enumerate(shares, start=1)}


def _side(account: str) -> tuple[str, str]:
    """The series of an account's vouchers, and the account on their other side."""
    if account.startswith("5"):
        return "L", PAYROLL
    return ("K", BANK) if account.startswith("3") else ("F", SUPPLIERS)
