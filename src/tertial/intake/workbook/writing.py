"""Writes the workbook: a first sheet that explains, a sheet for each kind of thing, and the words to choose among."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from tertial.domain.numbers_sv import format_exact
from tertial.domain.workbook.columns import LONGEST_CELL, MOST_ROWS, Column, Kind, Sheet, Words
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import Stored
from tertial.intake.workbook.explaining import write_start
from tertial.intake.workbook.printing import as_written
from tertial.intake.workbook.scope import Values
from tertial.intake.workbook.wording import CHOICES

HELP_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2
_SURE_DIGITS = 15  # of a number in a workbook
_PLAINLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NUMBERS = {Kind.DAY: "yyyy-mm-dd", Kind.YEAR: "0", Kind.WHOLE: "0", Kind.KRONOR: "#,##0.00", Kind.DECIMAL: "General"}


@dataclass(frozen=True, slots=True)
class Filling:
    """What a workbook is filled with: its title, the words that can be chosen, and the rows of its sheets."""

    title: str
    words: Words
    rows: Mapping[str, Stored]
    labels: Mapping[tuple[str, str], str]


def write_book(filling: Filling) -> bytes:
    """The workbook as the bytes of an XLSX file, in the language that counts now."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **_PLAINLY}) as book:
        book.set_properties({"title": filling.title, "comments": _("Made by Tertial; it can be read in again.")})
        styles = Styles(book, filling.words)
        write_start(book, filling.title, {key: len(rows) for key, rows in filling.rows.items()})
        sheets = {sheet.key: book.add_worksheet(_(sheet.heading)) for sheet in SHEETS}
        places = _write_choices(book.add_worksheet(str(CHOICES)), filling, styles)
        for sheet in SHEETS:
            _write_sheet(sheets[sheet.key], sheet, filling, styles, places)
    return out.getvalue()


class Styles:
    """How cells look, each format made once, and how words are printed in them."""

    def __init__(self, book: Any, words: Words) -> None:  # noqa: ANN401 - untyped
        self._book, self.words = book, words
        self._numbers: dict[str, Any] = {}
        self.help = book.add_format({"italic": True, "font_color": "#4a4a4a", "text_wrap": True, "valign": "top"})
        self.heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6eef5", "text_wrap": True})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.shown = book.add_format({"font_color": "#4a4a4a", "italic": True, "text_wrap": True, "valign": "top"})

    def number(self, shown: str) -> Any:  # noqa: ANN401 - untyped
        """A format for figures."""
        if shown not in self._numbers:
            self._numbers[shown] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[shown]

    def of(self, column: Column) -> Any:  # noqa: ANN401 - untyped
        """The format of a column's empty cells, so that what is typed there stays as it is typed."""
        if column.kind in _NUMBERS:
            return self.number(_NUMBERS[column.kind])
        return self.shown if column.kind is Kind.SHOWN else self.text


def _write_sheet(page: Any, sheet: Sheet, filling: Filling, styles: Styles, places: Mapping[str, str]) -> None:  # noqa: ANN401
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, styles.of(column))
        page.write_string(HELP_ROW, at, _(column.help), styles.help)
        page.write_string(HEADING_ROW, at, _(column.heading) + (" *" if column.required else ""), styles.heading)
        _offer_choices(page, at, column, places)
    page.set_row(HELP_ROW, 78)
    page.freeze_panes(FIRST_ROW, min(len(sheet.keys), 3))
    page.repeat_rows(HEADING_ROW)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    rows = filling.rows.get(sheet.key, {})
    for number, values in enumerate(rows.values(), start=FIRST_ROW):
        for at, column in enumerate(sheet.columns):
            _write_cell(styles, page, (number, at), column, values)
    page.autofilter(HEADING_ROW, 0, max(HEADING_ROW + len(rows), FIRST_ROW), len(sheet.columns) - 1)


def _write_cell(styles: Styles, page: Any, place: tuple[int, int], column: Column, values: Values) -> None:  # noqa: ANN401
    value = values.get(column.key)
    if value is None or value in ("", ()):
        return
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        page.write_string(*place, as_written(column, values, styles.words)[:LONGEST_CELL], styles.of(column))
    elif isinstance(value, date):
        page.write_datetime(*place, value, styles.number("yyyy-mm-dd"))
    else:
        _write_figure(styles, page, place, column, values)


def _write_figure(styles: Styles, page: Any, place: tuple[int, int], column: Column, values: Values) -> None:  # noqa: ANN401
    """A workbook's numbers are floats: where one would alter a digit, the figure stands as it is printed."""
    value, shown = values[column.key], _NUMBERS[column.kind]
    assert isinstance(value, int | Decimal)  # noqa: S101 - seen by whoever calls
    figure = Decimal(value).scaleb(-2) if column.kind is Kind.KRONOR else Decimal(value)
    if column.kind is Kind.DECIMAL:
        decimals = values.get("decimals")
        shown = "#,##0" + ("." + "0" * decimals if isinstance(decimals, int) and decimals else "")
    if len(figure.normalize().as_tuple().digits) > _SURE_DIGITS:
        page.write_string(*place, format_exact(figure), styles.number(shown))
    else:
        page.write_number(*place, float(figure), styles.number(shown))


def _write_choices(page: Any, filling: Filling, styles: Styles) -> dict[str, str]:  # noqa: ANN401 - untyped
    """Writes the words that can be chosen, a column a list, and gives where each list stands."""
    places: dict[str, str] = {}
    columns = {column.words: column for sheet in SHEETS for column in sheet.columns if column.kind is Kind.WORD}
    lists: list[tuple[str, str, Sequence[str]]] = [
        (name, _(column.heading), filling.words.offered(name)) for name, column in columns.items()
    ]
    for at, (name, heading, offered) in enumerate([*lists, ("yes", _("Yes or no"), filling.words.offered("yes"))]):
        page.set_column(at, at, 26, styles.text)
        page.write_string(0, at, heading, styles.heading)
        for number, word in enumerate(offered, start=1):
            page.write_string(number, at, word, styles.text)
        if offered:
            letter = xl_col_to_name(at)
            places[name] = f"='{CHOICES}'!${letter}$2:${letter}${len(offered) + 1}"
    _write_labels(page, len(lists) + 2, filling, styles)
    page.freeze_panes(1, 0)
    return places


def _write_labels(page: Any, at: int, filling: Filling, styles: Styles) -> None:  # noqa: ANN401 - untyped
    """Writes what the short names of a statement's rows stand for."""
    if not filling.labels:
        return
    headings = (_("Statement"), _("Row"), _("The row reads"))
    for place, heading in enumerate(headings):
        page.set_column(at + place, at + place, 30, styles.text)
        page.write_string(0, at + place, heading, styles.heading)
    for number, ((statement, row), label) in enumerate(filling.labels.items(), start=1):
        page.write_row(number, at, (statement, row, label), styles.text)


def _offer_choices(page: Any, at: int, column: Column, places: Mapping[str, str]) -> None:  # noqa: ANN401
    source = _choices(column, places)
    if not source:
        return
    # Units and people may be others than those in the workbook; of words there are no others.
    closed = column.kind in {Kind.WORD, Kind.YES}
    page.data_validation(
        FIRST_ROW,
        at,
        FIRST_ROW + MOST_ROWS - 1,
        at,
        {
            "validate": "list",
            "source": source,
            "ignore_blank": True,
            "error_type": "stop" if closed else "information",
            "error_title": _("Choose from the list")[:32],
            "error_message": _("Choose one of the words in the list.")
            if closed
            else _("This code is not in the list."),
        },
    )


def _choices(column: Column, places: Mapping[str, str]) -> str:
    if column.kind is Kind.WORD:
        return places.get(column.words, "")
    if column.kind is Kind.YES:
        return places["yes"]
    own = {Kind.UNIT: (SHEETS[0], "code"), Kind.PERSON: (SHEETS[1], "email")}.get(column.kind)
    if own is None or column.key == own[1]:
        return ""
    name = _(own[0].heading).replace("'", "''")
    first, last = FIRST_ROW + 1, FIRST_ROW + MOST_ROWS
    return f"=OFFSET('{name}'!$A${first},0,0,MAX(1,COUNTA('{name}'!$A${first}:$A${last})),1)"
