"""Makes tables into staged ledger lines: read, checked, and proven to be all there. Nothing is stored yet.

Rule: docs/rules/imports.md.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from tertial.common.tabular_files import BrokenRow, TextTable, first_rows, numbered_lines, open_table
from tertial.intake.ledger.tabular.blanks import check_blanks, filled
from tertial.intake.ledger.tabular.columns import Column, ColumnMapping
from tertial.intake.ledger.tabular.guess import guess_days, guess_decimal
from tertial.intake.ledger.tabular.meanings import could_be_headings
from tertial.intake.ledger.tabular.totals import Totals, relabel_totals
from tertial.intake.ledger.tabular.validation import checked_rows
from tertial.intake.ledger.tabular.written import Seen, settled
from tertial.intake.ledger.workshop import OnProgress, SourceFile, Staged, Workshop


def stage_tables(
    files: Sequence[SourceFile],
    mapping: ColumnMapping,
    folder: Path,
    on_progress: OnProgress = lambda _done, _all: None,
) -> Staged:
    """Stages tables as ledger lines in the folder.

    Raises UnreadableFile, WrongColumns, NotProven, or AsksFirst where the files leave open how they are written.
    """
    tables = []
    for file in files:
        table = open_table(file.path, name=file.name, reading=mapping.reading, fits=could_be_headings)
        mapping.check(table.header, file.name)
        check_blanks(table, mapping)
        tables.append(table)
    first = _as_it_seems(mapping, tables)
    staged, seen = _stage_tables(files, tables, first, folder, on_progress)
    exact = settled(mapping, ", ".join(file.name for file in files), Seen(seen))
    if (exact.decimal, exact.days) != (first.decimal, first.days):
        staged, _ = _stage_tables(files, tables, exact, folder, on_progress)
    return staged


def _as_it_seems(mapping: ColumnMapping, tables: Sequence[TextTable]) -> ColumnMapping:
    """The mapping with decimals and days as the first rows have them, so that seldom anything is read twice."""
    some = [(table, first_rows(table, 300)) for table in tables[:1] if not mapping.decimal or mapping.days is None]
    cells = [
        [cells[table.header.index(mapping.columns[column])] for table, rows in some for _, cells in rows]
        for columns in ((Column.AMOUNT, Column.DEBIT, Column.CREDIT), (Column.DATE, Column.PERIOD))
        for column in columns
        if column in mapping.columns
    ]
    every = [text for texts in cells for text in texts if text]
    return replace(mapping, decimal=mapping.decimal or guess_decimal(every), days=mapping.days or guess_days(every))


def _stage_tables(
    files: Sequence[SourceFile],
    tables: Sequence[TextTable],
    mapping: ColumnMapping,
    folder: Path,
    on_progress: OnProgress,
) -> tuple[Staged, int]:
    with Workshop(folder, files, on_progress) as workshop:
        for number, table in enumerate(tables):

            def refuse(row: BrokenRow, number: int = number) -> None:
                workshop.refuse(number, row=row.number, reason=row.fault, value=str(row.cells), line=row.text)

            lines = filled(table, mapping, numbered_lines(table, refuse, workshop.progress(number)))
            workshop.check(number, lines, partial(checked_rows, table=table, mapping=mapping, file=number))
        seen = workshop.seen()

        def judge(database: duckdb.DuckDBPyConnection, checked: str) -> None:
            for number, table in enumerate(tables):
                workshop.tell(**_said_of_table(table, mapping, relabel_totals(database, checked, number)))

        workshop.relabel(judge)
        return workshop.finish(), seen


def _said_of_table(table: TextTable, mapping: ColumnMapping, totals: Totals) -> dict[str, Any]:
    return {
        "charset": table.charset,
        "damaged": table.damaged,
        "formulas": table.formulas,
        "hidden_rows": table.hidden_rows,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "other_sheets": [sheet for sheet in table.sheets if sheet != table.sheet and sheet not in table.hidden_sheets],
        "hidden_sheets": [sheet for sheet in table.hidden_sheets if sheet != table.sheet],
        "formats_known": table.formats_known,
        "header_row": table.header_row,
        "amount_in": mapping.amount_in.value,
        "year_end": bool(mapping.year_end),
        "unread_columns": [heading for heading in table.header if heading not in mapping.columns.values()],
        "totals": asdict(totals),
    }
