"""What every cost centre books on every account in every month, the same every time.

Amounts are öre as booked: cost plus, income minus.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tertial.demo.exempelby.declared import Row, table, tree
from tertial.demo.ledger_export.declared import ore, shared_out

OUTCOME, BUDGET = "outcome", "budget"
INVESTMENTS, MONTHS = "11800", range(1, 13)


@dataclass(frozen=True, slots=True)
class Cell:
    """A coding and its twelve months; `row` is what the account is declared to hold, and `lines` how many a month."""

    centre: str
    account: str
    row: str
    activity: str
    object: str
    project: str
    measure: str
    counterpart: str
    months: tuple[int, ...]
    lines: int = 1


class Amounts:
    """The cells of a year, booked or budgeted."""

    def __init__(self, year: int, kind: str) -> None:
        self.year, self.kind = year, kind
        self.rules = tree("ledger.toml")
        self.accounts = table("accounts.csv")
        self.centres = {row["code"]: row for row in table("cost_centres.csv")}
        self._random = random.Random(f"{self.rules['seed']} {year} {kind}")  # noqa: S311 - a sample, no secret

    def cells(self) -> list[Cell]:
        """Every cell: what is bought and sold inside meets, but for what is declared not to."""
        sellers = {part["seller"]: row for row, part in self.rules["internal"].items()}
        cells = [cell for centre in self.centres if centre not in sellers for cell in self._of_centre(centre)]
        # Meals and cleaning buy rent, so they come before the property that sells it.
        for centre in [code for code in ("13300", "13400", "13200") if code in sellers]:
            sold = self._sold(sellers[centre], cells)
            net = self._net(self.centres[centre])
            cells += [*sold, *self._of_centre(centre, net - sum(sum(cell.months) for cell in sold))]
        cells += [*self._sold("interest", cells), *self._of_finance(), *self._investments()]
        return list(self._after_the_merger(cells))

    def _net(self, row: Row) -> int:
        return ore(int(row[f"{self.kind}_{self.year}"]))

    def _of_centre(self, code: str, costs: int | None = None) -> Iterator[Cell]:
        row = self.centres[code]
        whole = self._net(row) if costs is None else costs
        parts = shared_out(whole, self.rules["profiles"][row["profile"]]["parts"])
        for part, amount in parts.items():
            accounts = {each["code"]: float(each["weight"]) for each in self._accounts_of(part)}
            for account, booked in shared_out(amount, accounts).items():
                yield self._cell(row, part, account, booked)

    def _accounts_of(self, part: str) -> list[Row]:
        return [each for each in self.accounts if part in each["row"].split(",")]

    def _cell(self, row: Row, part: str, account: str, amount: int) -> Cell:
        declared = next(each for each in self.accounts if each["code"] == account)
        inside = self.rules["internal"].get(part)
        measure = self.rules["measures"].get(part, {}).get(row["profile"], "A100")
        return Cell(
            centre=row["code"],
            account=account,
            row=part,
            activity=row["activity"],
            object=row["object"],
            project="",
            measure=measure,
            counterpart=committee(inside["seller"]) if inside else self.rules["counterparts"].get(account, ""),
            months=self._months(amount, declared["season"], steady=bool(inside)),
            lines=int(declared["lines"]),
        )

    def _months(self, amount: int, season: str, *, steady: bool = False) -> tuple[int, ...]:
        waver = 0 if steady or self.kind == BUDGET else self.rules["waver"]
        weights = {
            str(month): share * (1 + self._random.uniform(-waver, waver))
            for month, share in zip(MONTHS, self.rules["seasons"][season], strict=True)
        }
        return tuple(shared_out(amount, weights).values())

    def _sold(self, part: str, cells: Sequence[Cell]) -> list[Cell]:
        """What a seller books of a row that others buy inside: one cell for each committee that buys."""
        declared = self.rules["internal"][part]
        seller = self.centres.get(declared["seller"])
        buyers: dict[str, list[Cell]] = {}
        for cell in cells:
            if cell.row == part:
                buyers.setdefault(committee(cell.centre), []).append(cell)
        return [
            Cell(
                centre=declared["seller"],
                account=declared["account"],
                row=f"sold_{part}",
                activity=seller["activity"] if seller else "990",
                object="",
                project="",
                measure="A100",
                counterpart=counterpart,
                months=tuple(-sum(cell.months[month - 1] for cell in bought) for month in MONTHS),
            )
            for counterpart, bought in sorted(buyers.items())
        ]

    def _of_finance(self) -> Iterator[Cell]:
        for row in table("finance.csv"):
            season = next(each["season"] for each in self.accounts if each["code"] == row["account"])
            months = self._months(self._net(row), season, steady=True)
            yield Cell("81100", row["account"], "finance", row["activity"], "", "", "A100", row["counterpart"], months)

    def _investments(self) -> Iterator[Cell]:
        if self.kind == BUDGET:
            return
        for project in tree("projects.toml")["projects"]:
            if spent := project["spent"].get(str(self.year)):
                centre = self.centres[project["centre"]]
                months = self._months(ore(spent), "summer_half")
                place = (centre["activity"], project.get("object", ""), project["code"], "A100", "87")
                yield Cell(centre["code"], INVESTMENTS, "investment", *place, months, lines=4)

    def _after_the_merger(self, cells: Iterable[Cell]) -> Iterator[Cell]:
        merged, last = self.rules["merged"], (0,) * 12
        year, month = divmod(merged["from"], 100)
        for cell in cells:
            if self.year < year or cell.centre not in merged["of"]:
                yield cell
                continue
            yield replace(cell, months=cell.months[: month - 1] + last[month - 1 :])
            after = last[: month - 1] + cell.months[month - 1 :]
            yield replace(cell, centre=merged["code"], activity=merged["activity"], months=after)


def committee(centre: str) -> str:
    """The counterpart that a cost centre is to others inside: its committee."""
    return f"1{centre[0]}"


def by_month(cells: Iterable[Cell], last: int) -> Mapping[int, list[tuple[Cell, int]]]:
    """The cells with something booked, month by month to the last."""
    found: dict[int, list[tuple[Cell, int]]] = {month: [] for month in range(1, last + 1)}
    for cell in cells:
        for month, listed in found.items():
            if amount := cell.months[month - 1]:
                listed.append((cell, amount))
    return found
