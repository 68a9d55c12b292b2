"""Ledgers for tests: lines as people would read them, put in through the same door as real ones.

`store_ledger` is that of the small municipality: three years of a committee with two ledger units. Every amount can be
worked out by hand: what is booked each month is the same, and 2024 holds two vouchers besides.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tertial.accounts.system import the_system
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger import store
from tertial.economy.ledger.imports import ImportedFile, apply_import
from tertial.economy.models import Dimension, LedgerImport, LedgerKind, Statement
from tertial.organisation.models import Unit

THOUSAND = 100_000
"""Öre in a thousand kronor."""

ACCOUNTS = {
    "3010": "Avgifter",
    "3510": "Statsbidrag",
    "5010": "Månadslön",
    "5610": "Arbetsgivaravgifter",
    "6010": "Lokalhyra",
    "7410": "Konsulttjänster",
}
ACTIVITIES = {"100": "Nämnd och styrelse", "110": "Stöd till partier", "200": "Gator och vägar"}

MONTHLY = (
    # account, ledger unit, activity, thousands of kronor as booked: 2022, 2023, 2024, budget 2024
    ("3010", "1010", "200", -100, -110, -120, -115),
    ("5010", "1010", "200", 300, 310, 330, 340),
    ("5610", "1010", "200", 90, 93, 99, 102),
    ("6010", "1010", "200", 40, 40, 40, 40),
    ("7410", "1010", "200", 50, 60, 95, 60),
    ("5010", "1020", "100", 70, 75, 80, 78),
    ("7410", "1020", "110", 10, 10, 10, 10),
)
EXTRA = (
    # month, account, ledger unit, activity, project, thousands, voucher, text
    (6, "3510", "1020", "100", "1001", -500, "V-500", "Statsbidrag till valet"),
    (9, "7410", "1010", "200", "", 250, "V-900", "Utredning av broar"),
)
STATEMENTS: tuple[dict[str, Any], ...] = (
    {
        "key": "income_statement",
        "title": "Resultaträkning",
        "rows": [
            {"key": "income", "label": "Intäkter", "accounts": ["3"]},
            {"key": "personnel", "label": "Personal", "accounts": ["50-57"]},
            {"key": "premises", "label": "Lokaler", "accounts": ["60"]},
            {"key": "consultants", "label": "Konsulter", "accounts": ["74"]},
            {
                "key": "costs",
                "label": "Kostnader",
                "kind": "total",
                "parts": ["personnel", "premises", "consultants"],
            },
            {"key": "result", "label": "Resultat", "kind": "total", "parts": ["income", "costs"]},
        ],
    },
    {
        "key": "operations",
        "title": "Drift per verksamhet",
        "rows": [
            {"key": "political", "label": "Politisk verksamhet", "activities": ["1"]},
            {"key": "infrastructure", "label": "Infrastruktur", "activities": ["2"]},
            {
                "key": "result",
                "label": "Resultat",
                "kind": "total",
                "parts": ["political", "infrastructure"],
                "percent_decimals": 1,
            },
        ],
    },
    {
        "key": "net_cost_political",
        "title": "Politisk verksamhet",
        "scope_activities": ["1"],
        "rows": [
            {"key": "total", "label": "Politisk verksamhet", "kind": "total", "activities": ["1"]},
            {"key": "committees", "label": "Nämnder", "kind": "of_which", "activities": ["10"]},
            {"key": "parties", "label": "Partier", "kind": "of_which", "activities": ["11"]},
        ],
    },
)
SCOPE = {"scope_accounts": ["3-8"], "threshold_amount": 100 * THOUSAND, "threshold_percent": Decimal(5)}


@dataclass
class SmallLedger:
    """What has been stored: the imports by kind."""

    outcome: LedgerImport
    budget: LedgerImport


def store_ledger(municipality: Unit, units: dict[str, Unit]) -> SmallLedger:
    """Stores codes, statements and the ledger; `units` are the organisation's units of the ledger units."""
    codings = {
        Dimension.ACCOUNT: [CodeGiven(code, name) for code, name in ACCOUNTS.items()],
        Dimension.ACTIVITY: [CodeGiven(code, name) for code, name in ACTIVITIES.items()],
        Dimension.UNIT: [CodeGiven(code, f"Ansvar {code}", unit=unit) for code, unit in units.items()],
    }
    for dimension, codes in codings.items():
        save_codes(by=the_system(), municipality=municipality, dimension=dimension, codes=codes)
    for declared in STATEMENTS:
        values = SCOPE | {name: value for name, value in declared.items() if name not in {"key", "rows"}}
        save_statement(
            by=the_system(), municipality=municipality, key=declared["key"], values=values, rows=declared["rows"]
        )
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        system = "Ekonomisystemet"
        return SmallLedger(
            put_in(municipality, files / "huvudbok.csv", list(_outcome()), source_system=system),
            put_in(
                municipality,
                files / "budget.xlsx",
                list(_budget()),
                kind=LedgerKind.BUDGET,
                source_system=system,
            ),
        )


class Booked(NamedTuple):
    """A line with all that one can hold; what a test leaves out is made up from the number of its row."""

    period: int
    account: str
    unit: str
    activity: str
    amount: int
    project: str = ""
    voucher: str | None = None
    day: date | None = None
    text: str | None = None


Line = tuple[int, str, str, str, int]
"""Period, account, unit, activity, öre as booked."""


def _outcome() -> Iterator[Booked]:
    for position, year in enumerate((2022, 2023, 2024)):
        for month in range(1, 13):
            for number, (account, unit, activity, *amounts) in enumerate(MONTHLY):
                amount = amounts[position] * THOUSAND
                voucher, day = f"L-{year}{month:02}-{number}", date(year, month, 25)
                when = year * 100 + month
                yield Booked(when, account, unit, activity, amount, "", voucher, day, ACCOUNTS[account])
    for month, account, unit, activity, project, amount, voucher, text in EXTRA:
        day = date(2024, month, 12)
        yield Booked(2024_00 + month, account, unit, activity, amount * THOUSAND, project, voucher, day, text)


def _budget() -> Iterator[Booked]:
    for month in range(1, 13):
        for account, unit, activity, *amounts in MONTHLY:
            yield Booked(2024_00 + month, account, unit, activity, amounts[3] * THOUSAND, voucher="", text="")


def staged(path: Path, lines: Sequence[Line | Booked], *, project: str = "") -> Path:
    """A staged file with the lines; row 2 is the first."""
    rows = [_row(number, Booked(*line), project) for number, line in enumerate(lines, start=2)]
    connection = store.connection()
    columns = ", ".join(f"{name} {kind}" for name, kind in store.COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged ({columns})")
    if rows:
        connection.executemany(f"INSERT INTO staged VALUES ({', '.join('?' * len(store.COLUMNS))})", rows)
    connection.execute(f"COPY staged TO '{path}' (FORMAT parquet)")
    return path


def _row(number: int, line: Booked, project: str) -> tuple[Any, ...]:
    voucher = f"V{number}" if line.voucher is None else line.voucher
    text = f"Text {number}" if line.text is None else line.text
    codes = (line.account, line.unit, line.activity, line.project or project, "")
    return (line.period, *codes, line.amount, voucher, line.day, text, 0, number)


def put_in(
    municipality: Unit,
    path: Path,
    lines: Sequence[Line | Booked],
    *,
    kind: LedgerKind = LedgerKind.OUTCOME,
    source_system: str = "Ekonomi",
    project: str = "",
) -> LedgerImport:
    """Puts the lines into the municipality's ledger."""
    file = ImportedFile(path.name, hashlib.sha256(repr(lines).encode()).hexdigest(), 1, len(lines))
    return apply_import(
        by=the_system(),
        municipality=municipality,
        kind=kind,
        source_system=source_system,
        lines=staged(path, lines, project=project),
        files=[file],
    )


def ledger_unit(municipality: Unit, code: str, unit: Unit, valid_from: int = 1900, valid_to: int | None = None) -> None:
    """A unit of the ledger that belongs to a unit of the organisation."""
    given = CodeGiven(code, f"Ansvar {code}", unit=unit, valid_from=valid_from, valid_to=valid_to)
    save_codes(by=the_system(), municipality=municipality, dimension=Dimension.UNIT, codes=[given])


def income_statement(municipality: Unit) -> Statement:
    """Income, personnel and other costs, and the result."""
    rows = [
        {"key": "income", "label": "Intäkter", "accounts": ["3"]},
        {"key": "personnel", "label": "Personal", "accounts": ["50-57"]},
        {"key": "other", "label": "Övrigt", "accounts": ["4", "6-7"]},
        {"key": "costs", "label": "Kostnader", "kind": "total", "parts": ["personnel", "other"]},
        {"key": "result", "label": "Årets resultat", "kind": "total", "parts": ["income", "costs"]},
    ]
    values = {"title": "Resultaträkning", "scope_accounts": ["3-8"]}
    return save_statement(by=the_system(), municipality=municipality, key="income_statement", values=values, rows=rows)
