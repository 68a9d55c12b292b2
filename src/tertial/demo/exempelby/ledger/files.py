"""The files: a table for the year of the system before, SIE for those after, and a table for each budget."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.demo.exempelby.declared import table, tree
from tertial.demo.exempelby.ledger.amounts import BUDGET, OUTCOME, Amounts, by_month
from tertial.demo.exempelby.ledger.sie import sie_text
from tertial.demo.exempelby.ledger.vouchers import Voucher, Year
from tertial.demo.ledger_export.declared import ore

OLD_SYSTEM, NEW_SYSTEM, BUDGET_SYSTEM = "Ekonomisystemet före 2025", "Ekonomisystemet", "Budgetsystemet"
_FIRST, _YEARS = 2024, (2024, 2025, 2026)
_BOOKED = "Konto;Ansvar;Verksamhet;Objekt;Projekt;Aktivitet;Motpart;Bokföringsdatum;Vernr;Text;Debet;Kredit"
_PLANNED = "Konto;Ansvar;Verksamhet;Objekt;Aktivitet;Motpart;Period;Budget"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file that a system gives: `kind` is outcome or budget, `source` sie or ledger."""

    path: Path
    kind: str
    source: str
    system: str


def write_ledger(folder: Path) -> list[LedgerFile]:
    """Writes every file into the folder; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    opening = _opening()
    before: Mapping[str, int] = {}
    moved: Mapping[str, int] = {}
    for year in _YEARS:
        if moved:
            before, opening = opening, _carried(opening, moved)
        booked = Year(year, opening)
        vouchers = list(booked.vouchers())
        moved_before, moved = moved, _moved(vouchers)
        if year == _FIRST:
            path = folder / f"huvudbok-{year}.csv"
            path.write_text(_table(year, vouchers), encoding="cp1252", newline="")
            found.append(LedgerFile(path, OUTCOME, "ledger", OLD_SYSTEM))
        else:
            path = folder / f"huvudbok-{year}.se"
            balances = {0: (opening, moved), -1: (before, moved_before)}
            path.write_bytes(sie_text(year, booked.last, vouchers, balances).encode("cp437"))
            found.append(LedgerFile(path, OUTCOME, "sie", NEW_SYSTEM))
        path = folder / f"budget-{year}.csv"
        path.write_text(_budget(year), encoding="utf-8", newline="")
        found.append(LedgerFile(path, BUDGET, "ledger", BUDGET_SYSTEM))
    return found


def _opening() -> dict[str, int]:
    return {account: ore(tkr) for account, tkr in tree("ledger.toml")["opening"].items()}


def _carried(opening: Mapping[str, int], moved: Mapping[str, int]) -> dict[str, int]:
    """The balances that the next year begins with: the result of the year has become equity."""
    accounts = {*opening, *(account for account in moved if account < "3")}
    carried = {account: opening.get(account, 0) + moved.get(account, 0) for account in sorted(accounts)}
    carried["20100"] += sum(amount for account, amount in moved.items() if account >= "3")
    return carried


def _moved(vouchers: Iterable[Voucher]) -> dict[str, int]:
    moved: dict[str, int] = defaultdict(int)
    for voucher in vouchers:
        for line in voucher.lines:
            moved[line.account] += line.amount
    return moved


def _table(year: int, vouchers: Sequence[Voucher]) -> str:
    rows = [_BOOKED]
    for voucher in vouchers:
        day = f"{year}-{voucher.month:02}-{voucher.day:02}"
        for line in voucher.lines:
            codes = (
                line.account,
                line.centre,
                line.activity,
                line.object,
                line.project,
                line.measure,
                line.counterpart,
            )
            debit, credit = (line.amount, 0) if line.amount > 0 else (0, -line.amount)
            rows.append(
                ";".join([*codes, day, f"{voucher.series}{voucher.number}", line.text, _kr(debit), _kr(credit)])
            )
    return "\r\n".join(rows) + "\r\n"


def _budget(year: int) -> str:
    return "\r\n".join([_PLANNED, *_planned(year)]) + "\r\n"


def _planned(year: int) -> Iterator[str]:
    for month, cells in by_month(Amounts(year, BUDGET).cells(), 12).items():
        for cell, amount in cells:
            codes = (cell.account, cell.centre, cell.activity, cell.object, cell.measure, cell.counterpart)
            yield ";".join([*codes, f"{year}{month:02}", _kr(amount)])


def _kr(amount: int) -> str:
    kronor, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{kronor},{rest:02}"


def cost_centres() -> list[tuple[str, str, str]]:
    """Code, name and unit of every cost centre."""
    rules = tree("ledger.toml")["merged"]
    listed = [(row["code"], row["name"], row["unit"]) for row in table("cost_centres.csv")]
    return [*listed, (rules["code"], rules["name"], rules["unit"]), ("81100", "Finansförvaltning", "FIN")]
