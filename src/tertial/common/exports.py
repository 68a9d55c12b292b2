"""A table as CSV or as an Excel file."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from tertial.domain.numbers_sv import format_decimal
from tertial.domain.quantity import Quantity

Cell = str | int | date | Quantity | None

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NARROWEST, _WIDEST = 8, 60
_SURE_DIGITS = 15  # of a number in a workbook
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")  # of a sheet
_LONGEST_CELL = 32_767  # of an Excel sheet; a longer text would be left out whole


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table with its name (of the sheet and the file), headings and rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_response(table: ExportTable, file_type: str, file_name: str) -> HttpResponse:
    """The table as a download; `form` is `csv` or `xlsx`, anything else is no address."""
    if file_type not in _TYPES:
        raise Http404
    content = as_csv(table) if file_type == "csv" else as_xlsx(table)
    response = HttpResponse(content, content_type=_TYPES[file_type])
    response["Content-Disposition"] = content_disposition_header(True, f"{file_name}.{file_type}")
    return response


def as_csv(table: ExportTable) -> bytes:
    """Semicolons, decimal commas and a byte order mark, as a Swedish Excel opens a file without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_as_text(heading) for heading in table.headings])
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Quantity) and cell.word:
        return cell.word
    if isinstance(cell, Quantity):
        return format_decimal(cell.value, cell.decimals).replace("\u00a0", "").replace("\u2212", "-")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    # A title that begins like a formula would be run by the spreadsheet that opens it.
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def as_xlsx(table: ExportTable) -> bytes:
    """Figures as numbers with their decimals, days as dates, a head that stays and filters."""
    out = io.BytesIO()
    plainly = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plainly}) as book:
        sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", table.name)[:31])
        sheet.write_row(0, 0, table.headings, book.add_format({"bold": True, "bottom": 1, "text_wrap": True}))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        formats: dict[int, object] = {}
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, Quantity) and cell.word:
                    sheet.write_string(number, column, cell.word, wrapped)
                elif isinstance(cell, Quantity):
                    style = formats.setdefault(cell.decimals, book.add_format({"num_format": _number(cell.decimals)}))
                    _write_figure(sheet, number, column, cell, style)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif isinstance(cell, int | Decimal):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], wrapped)
        for column, heading in enumerate(table.headings):
            longest = max((len(_as_text(row[column])) for row in table.rows), default=0)
            sheet.set_column(column, column, min(max(longest, len(heading), _NARROWEST), _WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    return out.getvalue()


def _write_figure(sheet: Any, row: int, column: int, figure: Quantity, style: object) -> None:  # noqa: ANN401 - untyped
    """A workbook's numbers are floats: where one would alter a digit, the figure stands as it is printed."""
    if len(figure.value.normalize().as_tuple().digits) > _SURE_DIGITS:
        sheet.write_string(row, column, format_decimal(figure.value, figure.decimals), style)
    else:
        sheet.write_number(row, column, float(figure.value), style)


def _number(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")
