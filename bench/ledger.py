"""Ten million ledger lines: bringing them in, reading statements out of them, and opening cells."""

import hashlib
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console

from bench.measure import Row, in_child, peak_memory, times
from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.domain.statement import Measure
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger import reading, store
from tertial.economy.ledger.behind import LineFilter, accounts_behind, lines_behind
from tertial.economy.ledger.imports import ImportedFile, apply_import
from tertial.economy.models import Dimension, LedgerKind
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit

LINES = 10_000_000
UNITS = 600
YEAR = Period.parse("2024")
GROUPS = ("3", "50-57", "60-62", "45", "46", "74-75", "40-41", "63-72", "73", "76-78", "79")
# Each unit has a few activities and some sixty of the accounts, as in a municipality.
_LINES = f"""
SELECT (2022 + i % 3) * 100 + 1 + (hash(i) % 12)::INTEGER AS period,
    (3000 + ((hash(i * 7) % 60 * 7 + hash(i * 13) % {UNITS}) % 500) * 10)::VARCHAR AS account,
    (1000 + hash(i * 13) % {UNITS})::VARCHAR AS unit,
    (100 + (hash(i * 13) % {UNITS} + hash(i * 3) % 2) % 80)::VARCHAR AS activity,
    CASE WHEN hash(i * 5) % 10 = 0 THEN (hash(i * 5) % 200)::VARCHAR ELSE '' END AS project, '' AS counterpart,
    (hash(i * 11) % 1000000)::BIGINT - 300000 AS amount, 'F' || i // 5 AS voucher, NULL::DATE AS booked_on,
    'Faktura ' || i % 5000 AS text, 0::SMALLINT AS file, i::INTEGER AS row
FROM range({{lines}}) AS lines(i)
"""


def ten_million_lines(runs: int) -> Iterator[Row]:
    """The import once, then statements and cells over what it brought."""
    municipality, committee = _municipality()
    with tempfile.TemporaryDirectory() as folder:
        for kind, lines in ((LedgerKind.BUDGET, LINES // 10), (LedgerKind.OUTCOME, LINES)):
            path = Path(folder) / kind.value
            store.connection().execute(f"COPY ({_LINES.format(lines=lines)}) TO '{path}' (FORMAT parquet)")
            took, peak = in_child("bench.ledger:apply", kind.value, path, lines)
            yield Row(f"{lines:,} lines into the ledger ({kind.value})".replace(",", " "), [took], lines / 250_000)
    Console().print(f"{LINES / took:,.0f} lines/s, {peak:,.0f} MB at most".replace(",", " "), highlight=False)
    for name, unit in (("the municipality", municipality), ("a committee of sixty units", committee)):
        first = times(1, lambda unit=unit: _statement(unit))
        yield Row(f"statement of {name}, asked the first time", first)
        yield Row(f"statement of {name}", times(runs, lambda unit=unit: _statement(unit)), 0.1)
        yield Row(f"months of a row, {name}", times(runs, lambda unit=unit: _months(unit)), 0.1)
        yield Row(f"accounts behind a cell, {name}", times(runs, lambda unit=unit: _accounts(unit)))
        yield Row(f"lines behind a cell, {name}", times(runs, lambda unit=unit: _lines(unit)))


def _municipality() -> tuple[Unit, Unit]:
    day = date(2019, 1, 1)
    municipality = save_unit(
        by=the_system(), code="STOR", name="Storstad", kind="municipality", parent=None, valid_from=day
    )
    committee = save_unit(
        by=the_system(), code="NAMND", name="Nämnd", kind="committee", parent=municipality, valid_from=day
    )
    codes = [
        CodeGiven(str(1000 + number), f"Ansvar {number}", unit=committee if number < UNITS // 10 else municipality)
        for number in range(UNITS)
    ]
    save_codes(by=the_system(), municipality=municipality, dimension=Dimension.UNIT, codes=codes)
    rows = [{"key": f"row-{number}", "label": group, "accounts": [group]} for number, group in enumerate(GROUPS)]
    total = {"key": "result", "label": "Resultat", "kind": "total", "parts": [row["key"] for row in rows]}
    values = {"title": "Resultaträkning", "scope_accounts": ["3-8"]}
    save_statement(
        by=the_system(), municipality=municipality, key="income_statement", values=values, rows=[*rows, total]
    )
    return municipality, committee


def apply(kind: str, path: str, lines: int) -> tuple[float, int]:
    """Puts lines into the ledger of the municipality; the seconds it took, and the most MB that its process held."""
    place = Path(path)
    file = ImportedFile(place.name, hashlib.sha256(place.name.encode()).hexdigest(), place.stat().st_size, lines)
    start = time.perf_counter()
    apply_import(
        by=the_system(),
        municipality=Unit.objects.get(code="STOR"),
        kind=LedgerKind(kind),
        source_system="Bench",
        lines=place,
        files=[file],
    )
    return time.perf_counter() - start, peak_memory()


def _statement(unit: Unit) -> None:
    reading._kept._values.clear()
    reading.read_statement(unit, YEAR, "income_statement")


def _months(unit: Unit) -> None:
    reading._kept._values.clear()
    reading.months(unit, 2024, "income_statement", "result")


def _accounts(unit: Unit) -> None:
    accounts_behind(unit, YEAR, "income_statement", "row-1", Measure.OUTCOME)


def _lines(unit: Unit) -> None:
    lines_behind(unit, YEAR, "income_statement", "row-1", Measure.OUTCOME, filters=LineFilter(account="50"))
