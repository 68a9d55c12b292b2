"""Makes tables into staged ledger lines: read, checked, and proven to be all there. Nothing is stored yet.

Rule: docs/rules/imports.md.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tertial.common.tabular_files import BrokenRow, numbered_lines, open_table
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.tabular.validation import checked_rows
from tertial.sources.workshop import OnProgress, SourceFile, Staged, Workshop


def stage_tables(
    files: Sequence[SourceFile],
    mapping: ColumnMapping,
    folder: Path,
    on_progress: OnProgress = lambda _done, _all: None,
) -> Staged:
    """Stages tables as ledger lines in the folder. Raises UnreadableFile, WrongColumns or NotProven."""
    mapping.check_suffices()
    tables = []
    for file in files:
        table = open_table(file.path, name=file.name, reading=mapping.reading)
        mapping.check(table.header, file.name)
        tables.append(table)
    with Workshop(folder, files, on_progress) as workshop:
        for place, table in enumerate(tables):

            def refuse(row: BrokenRow, place: int = place) -> None:
                workshop.refuse(place, row=row.number, reason=row.fault, value=str(row.cells), line=row.text)

            lines = numbered_lines(table, refuse, workshop.progress(place))
            workshop.check(place, lines, partial(checked_rows, table=table, mapping=mapping, file=place))
            workshop.tell(
                charset=table.charset,
                damaged=table.damaged,
                formulas=table.formulas,
                delimiter=table.delimiter,
                sheet=table.sheet,
                other_sheets=[sheet for sheet in table.sheets if sheet != table.sheet],
                header_row=table.header_row,
            )
        return workshop.finish()
