"""What the sample ledger adds up to, as the files in `demo/huddinge` declare it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tertial.domain.statement import CodeGroup

ORE_A_TKR = 100_000


def ore(tkr: float) -> int:
    """Thousand kronor, written with at most two decimals, in öre."""
    return int(Decimal(str(tkr)) * ORE_A_TKR)


@dataclass(frozen=True, slots=True)
class Totals:
    """A year's net by statement row and by activity, in öre, income plus; both add up to the same."""

    kind: str
    year: int
    rows: Mapping[str, int]
    activities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Account:
    """An account that lines are booked on, and how much of its row it usually is."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class ProjectLines:
    """What is booked on a project in a year, öre: debit lines, credit lines (as a positive amount), and on what."""

    code: str
    name: str
    debit: int
    credit: int
    account: str
    unit: str
    activity: str


class Declared:
    """The declarations, read into what the generator works with."""

    def __init__(self, ledger: Mapping[str, Any], coding: Mapping[str, Any], statements: Mapping[str, Any]) -> None:
        self.ledger = ledger
        self.totals = [self._totals(given) for given in ledger["totals"]]
        self.accounts = _accounts_by_row(coding["accounts"], statements["statements"][0]["rows"])

    def _totals(self, given: Mapping[str, Any]) -> Totals:
        activities: dict[str, int] = {}
        for name, tkr in given["activities"].items():
            shares = self.ledger["shares"].get(name)
            activities |= shared_out(ore(tkr), shares) if shares else {name: ore(tkr)}
        return Totals(given["kind"], given["year"], {row: ore(tkr) for row, tkr in given["rows"].items()}, activities)

    def of(self, kind: str, year: int) -> Totals:
        """The totals of a year."""
        return next(totals for totals in self.totals if (totals.kind, totals.year) == (kind, year))

    def season(self, row: str) -> Sequence[float]:
        """How a row of the statement is spread over the months in its budget."""
        found: Sequence[float] = self.ledger["seasons"][self.ledger["season_of"][row]]
        return found

    def season_of_year(self, row: str, year: int) -> list[float]:
        """How the outcome of a row came in a year: no year is like another, so the season leans and wavers a little."""
        chance = random.Random(f"{self.ledger['seed']} {year} {row} season")  # noqa: S311 - a sample, no secret
        lean, waver = self.ledger["season_lean"], self.ledger["season_waver"]
        leaning = chance.uniform(-lean, lean)
        return [
            share * (1 + leaning * (month - 6.5) / 5.5 + chance.uniform(-waver, waver))
            for month, share in enumerate(self.season(row), start=1)
        ]


def shared_out(amount: int, weights: Mapping[str, float]) -> dict[str, int]:
    """The amount in whole öre by weight; what rounding leaves goes to the heaviest, so that nothing is lost."""
    whole = sum(weights.values())
    found = {name: int(amount * weight / whole) for name, weight in weights.items()}
    heaviest = max(weights, key=lambda name: weights[name])
    found[heaviest] += amount - sum(found.values())
    return found


def _accounts_by_row(
    accounts: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> dict[str, list[Account]]:
    groups = {row["key"]: [CodeGroup.parse(text) for text in row["accounts"]] for row in rows if "accounts" in row}
    return {
        row: [
            Account(account["code"], account["weight"])
            for account in accounts
            if "weight" in account and any(group.holds(account["code"]) for group in held)
        ]
        for row, held in groups.items()
    }
