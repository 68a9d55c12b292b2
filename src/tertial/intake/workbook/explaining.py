"""The first sheet of the workbook, which explains how to fill it in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.recognising import VERSION
from tertial.intake.workbook.wording import FORM, START


def write_start(book: Any, title: str, counts: Mapping[str, int]) -> None:  # noqa: ANN401 - untyped
    """Writes what the workbook is, how it is filled in and read in, and what each sheet is for."""
    page = book.add_worksheet(str(START))
    page.hide_gridlines(2)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90, book.add_format({"text_wrap": True, "valign": "top"}))
    page.set_column(2, 2, 10)
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16}))
    row = 2
    bold = book.add_format({"bold": True, "valign": "top"})
    for name, text in _rules():
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, text)
        row += 1
    row += 1
    heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e6eef5"})
    page.write_row(row, 0, (_("Sheet"), _("What it holds"), _("Rows")), heading)
    for sheet in SHEETS:
        row += 1
        name = _(sheet.heading)
        quoted = name.replace("'", "''")
        page.write_url(row, 0, f"internal:'{quoted}'!A3", string=name)
        page.write_string(row, 1, _(sheet.about))
        page.write_number(row, 2, counts.get(sheet.key, 0))


def _rules() -> list[tuple[str, str]]:
    return [
        (
            _("Fill in"),
            _("One row for each thing, from the third row of each sheet. Columns with * must be filled in."),
        ),
        (
            _("Order"),
            _("Any. Units come before what belongs to them, and goals before what is under them, by themselves."),
        ),
        (
            _("Codes"),
            _("Things are recognised by their codes, people by their e-mail address. Change names, not codes."),
        ),
        (
            _("Leave out"),
            _("Sheets and columns that you do not need can be deleted; what they are about stays as it is."),
        ),
        (_("Take away"), _("A deleted row takes nothing away. Write Yes under Remove, Archived or Withdrawn instead.")),
        (_("Dates"), _("Days as 2025-03-31, periods as text: 2025, 2025-T2, 2025-08 or 2025-01--2025-10.")),
        (_("Not here"), _("Texts, steps of assignments and assessments are not in the workbook and stay as they are.")),
        (
            _("Read in"),
            _("Send the file to Tertial. You see every difference before anything is written, and can take it back."),
        ),
        (str(FORM), str(VERSION)),
    ]
