"""Workbooks that tests read cell by cell, and make as people do: sheet by sheet."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.tabular_files import open_book
from tertial.intake.workbook.exporting import filled_workbook
from tertial.organisation.models import Unit

# By the name of a sheet its rows, the headings among them.
Sheets = dict[str, list[list[str]]]


def cells_of(content: bytes, folder: Path) -> Sheets:
    """Every cell of a workbook, as it is read."""
    path = folder / "read.xlsx"
    path.write_bytes(content)
    book, _met = open_book(path)
    with book:
        return {sheet.name: [cells for _number, cells in book.rows(sheet.name)] for sheet in book.sheets}


def exported(unit: Unit, year: int, viewer: Person | None = None) -> bytes:
    """The filled workbook of a unit and year."""
    return filled_workbook(viewer=viewer or the_system(), unit=unit, year=year)


def written(sheets: Mapping[str, Sequence[Sequence[object]]], path: Path) -> Path:
    """A workbook with these cells, texts as texts and figures as figures."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
    path.write_bytes(out.getvalue())
    return path
