"""A small municipality's ledger: three years of a committee with two ledger units, put in place as people would do it.

Every amount can be reckoned by head: what is booked each month is the same, and 2024 holds two vouchers besides.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger.imports import ImportedFile, apply_import
from tertial.economy.models import Dimension, LedgerImport, LedgerKind
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
        save_codes(by=None, municipality=municipality, dimension=dimension, codes=codes)
    for declared in STATEMENTS:
        values = SCOPE | {name: value for name, value in declared.items() if name not in {"key", "rows"}}
        save_statement(by=None, municipality=municipality, key=declared["key"], values=values, rows=declared["rows"])
    return SmallLedger(
        _imported(municipality, LedgerKind.OUTCOME, "huvudbok.csv", list(_outcome())),
        _imported(municipality, LedgerKind.BUDGET, "budget.xlsx", list(_budget())),
    )


Line = tuple[Any, ...]


def _outcome() -> Iterator[Line]:
    for position, year in enumerate((2022, 2023, 2024)):
        for month in range(1, 13):
            for number, (account, unit, activity, *amounts) in enumerate(MONTHLY):
                codes = (account, unit, activity, "", "")
                voucher, day = f"L-{year}{month:02}-{number}", date(year, month, 25)
                yield (year * 100 + month, *codes, amounts[position] * THOUSAND, voucher, day, ACCOUNTS[account])
    for month, account, unit, activity, project, amount, voucher, text in EXTRA:
        codes = (account, unit, activity, project, "")
        yield (2024_00 + month, *codes, amount * THOUSAND, voucher, date(2024, month, 12), text)


def _budget() -> Iterator[Line]:
    for month in range(1, 13):
        for account, unit, activity, *amounts in MONTHLY:
            yield (2024_00 + month, account, unit, activity, "", "", amounts[3] * THOUSAND, "", None, "")


def _imported(municipality: Unit, kind: LedgerKind, name: str, lines: Iterable[Line]) -> LedgerImport:
    rows = [(*line, 0, number) for number, line in enumerate(lines, start=2)]
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder) / "lines.parquet"
        store = duckdb.connect()
        store.execute(
            "CREATE TABLE lines (period INTEGER, account VARCHAR, unit VARCHAR, activity VARCHAR, project VARCHAR, "
            "counterpart VARCHAR, amount BIGINT, voucher VARCHAR, booked_on DATE, text VARCHAR, file SMALLINT, "
            '"row" INTEGER)'
        )
        store.executemany(f"INSERT INTO lines VALUES ({', '.join('?' * 12)})", rows)
        store.execute(f"COPY lines TO '{staged}' (FORMAT parquet)")
        store.close()
        return apply_import(
            by=None,
            municipality=municipality,
            kind=kind,
            source_system="Ekonomisystemet",
            lines=staged,
            files=[ImportedFile(name, "0" * 64, 1000, len(rows))],
        )
