"""Small ledgers for tests: lines as people would read them, put in through the same door as real ones."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger import store
from tertial.economy.ledger.imports import ImportedFile, apply_import
from tertial.economy.models import Dimension, LedgerImport, LedgerKind, Statement
from tertial.organisation.models import Unit

Line = tuple[int, str, str, str, int]
"""Period, account, unit, activity, öre as booked."""


def staged(path: Path, lines: Sequence[Line], *, project: str = "") -> Path:
    """A staged file with the lines; row 2 is the first."""
    rows = [
        (period, account, unit, activity, project, "", amount, f"V{number}", None, f"Text {number}", 0, number)
        for number, (period, account, unit, activity, amount) in enumerate(lines, start=2)
    ]
    connection = store.connection()
    columns = ", ".join(f"{name} {kind}" for name, kind in store.COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged ({columns})")
    if rows:
        connection.executemany(f"INSERT INTO staged VALUES ({', '.join('?' * len(store.COLUMNS))})", rows)
    connection.execute(f"COPY staged TO '{path}' (FORMAT parquet)")
    return path


def put_in(
    municipality: Unit,
    path: Path,
    lines: Sequence[Line],
    *,
    kind: LedgerKind = LedgerKind.OUTCOME,
    source_system: str = "Ekonomi",
    project: str = "",
) -> LedgerImport:
    """Puts the lines into the municipality's ledger."""
    file = ImportedFile(path.name, hashlib.sha256(repr(lines).encode()).hexdigest(), 1, len(lines))
    return apply_import(
        by=None,
        municipality=municipality,
        kind=kind,
        source_system=source_system,
        lines=staged(path, lines, project=project),
        files=[file],
    )


def codes(municipality: Unit, **of: Iterable[tuple[str, str]]) -> None:
    """Codes and names of dimensions: `codes(place, account=[("5010", "Lön")])`."""
    for dimension, given in of.items():
        save_codes(
            by=None,
            municipality=municipality,
            dimension=Dimension(dimension),
            codes=[CodeGiven(code, name) for code, name in given],
        )


def ledger_unit(municipality: Unit, code: str, unit: Unit, valid_from: int = 1900, valid_to: int | None = None) -> None:
    """A unit of the ledger that belongs to a unit of the organisation."""
    given = CodeGiven(code, f"Ansvar {code}", unit=unit, valid_from=valid_from, valid_to=valid_to)
    save_codes(by=None, municipality=municipality, dimension=Dimension.UNIT, codes=[given])


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
    return save_statement(by=None, municipality=municipality, key="income_statement", values=values, rows=rows)
