"""Makes SIE files into staged ledger lines: read, checked, and proven to be all there. Rule: docs/rules/imports.md."""

from collections.abc import Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from tertial.economy.ledger.store import COLUMNS
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.sie.checks import MOST_CONTRADICTIONS_KEPT
from tertial.intake.ledger.sie.file import ROW_COLUMNS, BadLine, Dimensions
from tertial.intake.ledger.sie.reader import SieReading, read_sie
from tertial.intake.ledger.sie.repeated import SeenVouchers
from tertial.intake.ledger.tabular.validation import LONGEST_CODE, LONGEST_TEXT, LONGEST_VOUCHER, rows_apart
from tertial.intake.ledger.workshop import OnProgress, SourceFile, Staged, Workshop

_TYPES = {name: COLUMNS[name] for name in ROW_COLUMNS}
_CODES = ("account", "unit", "activity", "project", "counterpart")


def stage_sie(
    files: Sequence[SourceFile],
    dimensions: Dimensions,
    folder: Path,
    *,
    budget: bool = False,
    on_progress: OnProgress = lambda _done, _all: None,
) -> Staged:
    """Stages SIE files as ledger lines, or their budgets. Raises UnreadableFile or NotProven."""
    with Workshop(folder, files, on_progress) as workshop, SeenVouchers(folder / "vouchers") as seen:
        readings = []
        for number, file in enumerate(files):

            def refuse(bad: BadLine, number: int = number) -> None:
                workshop.refuse(
                    number, row=bad.number, reason=bad.reason, value=bad.value, line=bad.text, amount=bad.amount
                )

            reading = read_sie(
                file.path,
                name=file.name,
                on_bad=refuse,
                dimensions=dimensions,
                budget=budget,
                on_read=workshop.progress(number),
                on_heads=partial(seen.add, number),
            )
            readings.append(reading)
            workshop.check(number, reading.rows(), partial(_checked, file=number))
        if not budget:
            seen.tell_repeated([reading.file for reading in readings])
        for reading in readings:
            workshop.tell(**_said_of(reading, dimensions))
        return workshop.finish()


def _said_of(reading: SieReading, dimensions: Dimensions) -> dict[str, Any]:
    file, tally = reading.file, reading.tally
    return {
        "charset": file.charset,
        "format": file.format,
        "program": file.program,
        "company": file.company,
        "type": file.type,
        "booked": file.booked.value,
        "checksum": file.checksum,
        "vouchers": tally.vouchers,
        "unbalanced": tally.unbalanced,
        "unbalanced_count": tally.unbalanced_count,
        "removed_rows": file.removed_rows,
        "unused_dimensions": [
            [number, file.dimensions.get(number, ""), times] for number, times in file.unused_dimensions.items()
        ],
        "columns": [
            [column, number, file.dimensions[number]]
            for column in ("unit", "activity", "project", "counterpart")
            if (number := getattr(dimensions, column)) in file.dimensions
        ],
        "dimensions": file.dimensions,
        "contradictions": [astuple(one) for one in reading.contradictions[:MOST_CONTRADICTIONS_KEPT]],
        "odd": [[odd.value, values] for odd, values in file.odd],
    }


def _checked(numbered: Path, file: int) -> str:
    """A SELECT of the lines that were read; they are whole but for codes that the ledger has no room for."""
    codes = ", ".join(f"coalesce({code}, '') AS {code}" for code in _CODES)
    long = " OR ".join(f"length({code}) > {LONGEST_CODE}" for code in _CODES)
    named = f"list_filter([{', '.join(_CODES)}], lambda code: length(code) > {LONGEST_CODE})[1]"
    whole = f"concat_ws(' | ', {', '.join(_CODES)}, voucher, text)"
    return f"""
        SELECT {file}::SMALLINT AS file, "row", period, {codes}, amount, booked_on,
               left(coalesce(voucher, ''), {LONGEST_VOUCHER}) AS voucher,
               left(coalesce(text, ''), {LONGEST_TEXT}) AS text,
               CASE WHEN {long} THEN '{Reason.CODE_TOO_LONG}' END AS reason,
               CASE WHEN {long} THEN left({named}, 100) END AS value, CASE WHEN {long} THEN {whole} END AS line
        FROM {rows_apart(numbered, _TYPES)}"""  # noqa: S608 - only our own names stand here
