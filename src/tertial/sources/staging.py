"""Makes files into staged ledger lines: read, checked, and proven to be all there. Nothing is stored yet.

Rule: docs/rules/imports.md.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from tertial.common.tabular_files import BrokenRow, numbered_lines, open_table
from tertial.economy.ledger.store import COLUMNS
from tertial.sources.reasons import Reason
from tertial.sources.sie.fields import printable
from tertial.sources.sie.file import BadLine, Dimensions
from tertial.sources.sie.reader import SieReading, read_sie
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.tabular.validation import LONGEST_CODE, LONGEST_TEXT, LONGEST_VOUCHER, checked_rows, rows_apart
from tertial.sources.workshop import OnProgress, SourceFile, Staged, Workshop

_SIE_BATCH = 500
_SIE_TYPES = {"file": COLUMNS["file"], **COLUMNS}
_SIE_CODES = ("account", "unit", "activity", "project", "counterpart")


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


def stage_sie(
    files: Sequence[SourceFile],
    dimensions: Dimensions,
    folder: Path,
    *,
    budget: bool = False,
    on_progress: OnProgress = lambda _done, _all: None,
) -> Staged:
    """Stages SIE files as ledger lines, or their budgets. Raises UnreadableFile or NotProven."""
    with Workshop(folder, files, on_progress) as workshop:
        for place, file in enumerate(files):

            def refuse(bad: BadLine, place: int = place) -> None:
                workshop.refuse(
                    place, row=bad.number, reason=bad.reason, value=bad.value, line=bad.text, amount=bad.amount
                )

            reading = read_sie(
                file.path,
                name=file.name,
                on_bad=refuse,
                dimensions=dimensions,
                budget=budget,
                on_read=workshop.progress(place),
            )
            workshop.check(place, _numbered_sie(reading, place), _sie_rows)
            workshop.tell(**_said_of(reading))
        return workshop.finish()


def _numbered_sie(reading: SieReading, place: int) -> Iterator[list[str]]:
    """The lines in the shape of `numbered_lines`, with the number of the file first."""
    lines = reading.lines()
    while some := [
        f"{place}\x1f{period}\x1f{account}\x1f{unit}\x1f{activity}\x1f{project}\x1f{counterpart}\x1f{amount}\x1f{voucher}"
        f"\x1f{day}\x1f{(text if text.isprintable() else printable(text))[:LONGEST_TEXT]}\x1f{row}\n"
        for period, account, unit, activity, project, counterpart, amount, voucher, day, text, row in islice(
            lines, _SIE_BATCH
        )
    ]:
        yield some


def _said_of(reading: SieReading) -> dict[str, Any]:
    file = reading.file
    return {
        "charset": file.charset,
        "program": file.program,
        "company": file.company,
        "type": file.type,
        "booked": file.booked.value,
        "checksum": file.checksum,
        "vouchers": file.vouchers,
        "unbalanced": file.unbalanced,
        "unbalanced_count": file.unbalanced_count,
        "removed_rows": file.removed_rows,
        "unused_dimensions": [
            [number, file.dimensions.get(number, ""), times] for number, times in file.unused_dimensions.items()
        ],
        "dimensions": file.dimensions,
        "contradictions": reading.contradictions()[:50],
    }


def _sie_rows(numbered: Path) -> str:
    """A SELECT of the lines of `_numbered_sie`; they are whole but for codes that the ledger has no room for."""
    codes = ", ".join(f"coalesce({code}, '') AS {code}" for code in _SIE_CODES)
    long = " OR ".join(f"length({code}) > {LONGEST_CODE}" for code in _SIE_CODES)
    named = f"list_filter([{', '.join(_SIE_CODES)}], lambda code: length(code) > {LONGEST_CODE})[1]"
    whole = f"concat_ws(' | ', {', '.join(_SIE_CODES)}, voucher, text)"
    return f"""
        SELECT file, "row", period, {codes}, amount, booked_on,
               left(coalesce(voucher, ''), {LONGEST_VOUCHER}) AS voucher,
               coalesce(text, '') AS text, CASE WHEN {long} THEN '{Reason.CODE_TOO_LONG}' END AS reason,
               CASE WHEN {long} THEN left({named}, 100) END AS value, CASE WHEN {long} THEN {whole} END AS line
        FROM {rows_apart(numbered, _SIE_TYPES)}"""  # noqa: S608 - only our own names stand here
