"""Makes files into staged ledger lines: read, checked, and proven to be all there. Nothing is stored yet.

Rule: docs/rules/imports.md.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tertial.common.tabular_files import BrokenRow, open_table, write_numbered
from tertial.economy.ledger.store import COLUMNS
from tertial.sources.reasons import Reason
from tertial.sources.sie.fields import printable
from tertial.sources.sie.file import BadLine, Dimensions
from tertial.sources.sie.reader import SieReading, read_sie
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.tabular.validation import LONGEST_CODE, LONGEST_TEXT, LONGEST_VOUCHER, checked_rows, rows_apart
from tertial.sources.workshop import OnProgress, SourceFile, Staged, Workshop

_SIE_BATCH = 5_000
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
            numbered = folder / f"numbered-{place}"

            def refuse(row: BrokenRow, place: int = place) -> None:
                workshop.refuse(place, row=row.number, reason=row.fault, value=str(row.cells), line=row.text)

            read = write_numbered(table, numbered, on_broken=refuse, on_read=workshop.progress(place))
            workshop.check(place, checked_rows(numbered, table, mapping, place), read)
            numbered.unlink()
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
            numbered = folder / f"numbered-{place}"
            read = _write_sie(reading, numbered, place)
            workshop.check(place, _sie_rows(numbered), read)
            numbered.unlink()
            workshop.tell(**_said_of(reading))
        return workshop.finish()


def _write_sie(reading: SieReading, target: Path, place: int) -> int:
    written = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        batch: list[str] = []
        for line in reading.lines():
            clean = printable(line[9])
            batch.append(
                f"{place}\x1f{line[0]}\x1f{line[1]}\x1f{line[2]}\x1f{line[3]}\x1f{line[4]}\x1f{line[5]}\x1f{line[6]}"
                f"\x1f{line[7]}\x1f{line[8]}\x1f{clean[:LONGEST_TEXT]}\x1f{line[10]}\n"
            )
            if len(batch) == _SIE_BATCH:
                file.write("".join(batch))
                written += len(batch)
                batch.clear()
        file.write("".join(batch))
    return written + len(batch)


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
    """A SELECT of the lines that `_write_sie` wrote; they are whole but for codes that the ledger has no room for."""
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
