"""Reads workbooks of other kinds than XLSX in a process of its own, which may take only so much memory and time.

The library takes memory for all that a sheet spans, and a file of a kilobyte can span 17 thousand million cells. What
ends here is this process alone; the one that asked says that the file holds more than a table does.
"""

import datetime as dt
import marshal
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from tertial.common.tabular_files.number_formats import as_number, as_shown
from tertial.common.tabular_files.xls import formats_of

MOST_BYTES = 1_500_000_000
MOST_SECONDS = 120
_ROWS_AT_ONCE = 500
_COMPOUND = b"\xd0\xcf\x11\xe0"
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def main(path: str, sheet: str) -> None:
    """Tells the sheets of a workbook, or the rows of one, on the standard output: tuples, the last of them `end`."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for message in _messages(path, sheet):
            marshal.dump(message, sys.stdout.buffer)
        marshal.dump(("end",), sys.stdout.buffer)
    except python_calamine.PasswordError:
        marshal.dump(("locked",), sys.stdout.buffer)
    except (python_calamine.CalamineError, OSError, ValueError):
        marshal.dump(("not_a_table",), sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _messages(path: str, sheet: str) -> Iterator[tuple[Any, ...]]:
    workbook = python_calamine.load_workbook(path)
    if not sheet:
        plain = python_calamine.SheetTypeEnum.WorkSheet
        visible = python_calamine.SheetVisibleEnum.Visible
        sheets = [(one.name, one.visible != visible) for one in workbook.sheets_metadata if one.typ == plain]
        first = sheets[0][0] if sheets else ""
        yield ("sheets", sheets, formats_of(_old_workbook(path), first) is not None)
        return
    formats = formats_of(_old_workbook(path), sheet) or {}
    rows: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(workbook.get_sheet_by_name(sheet).iter_rows(), start=1):
        written = [as_text(cell) for cell in cells]
        if formats:
            written = [
                as_shown(text, formats[at]) if (at := (number - 1, column)) in formats else text
                for column, text in enumerate(written)
            ]
        while written and not written[-1]:
            written.pop()
        if written:
            rows.append((number, written))
        if len(rows) >= _ROWS_AT_ONCE:
            yield ("rows", rows)
            rows = []
    yield ("rows", rows)


def _old_workbook(path: str) -> bytes:
    """The bytes of a workbook in a compound file; nothing of another."""
    with Path(path).open("rb") as file:
        start = file.read(8)
        return start + file.read() if start.startswith(_COMPOUND) else b""


def as_text(cell: Cell) -> str:
    """The cell as a text file would hold it: days as 2024-03-31, whole numbers without decimals, decimal point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return as_number(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
    os._exit(0)
