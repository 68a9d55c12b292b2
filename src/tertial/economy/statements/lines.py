"""The lines behind a cell as they are printed, and as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.exports import ExportTable
from tertial.common.period_words import period_key_words
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit
from tertial.domain.statement import Convention, Measure
from tertial.domain.statement.sign import BY_DEFAULT
from tertial.economy.ledger.behind import LedgerLine, LineFilter, LinesPage, lines_behind
from tertial.economy.statements.view import StatementView
from tertial.organisation.workplace import Workplace

LINES_A_PAGE = 50
MOST_IN_A_FILE = 100_000


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line in words; `origin` is the file and the row in it, `voucher_url` the page of its voucher if it has one."""

    voucher: str
    voucher_url: str
    day: str
    text: str
    account: str
    unit: str
    activity: str
    project: str
    amount: str
    origin: str


@dataclass(frozen=True, slots=True)
class LinesBehind:
    """The lines behind one side of a cell, narrowed by a filter."""

    view: StatementView
    row: str
    part: Measure
    filters: LineFilter

    def page(self, asked: str | None) -> tuple[LinesPage, Page[int]]:
        """One page of them, and where it is among all; a page that does not exist gives the nearest."""
        number = int(asked) if asked and asked.isdecimal() and len(asked) < 8 else 1
        read = self._read(number, LINES_A_PAGE)
        place = Paginator(range(read.count), LINES_A_PAGE).get_page(number)
        return (read if place.number == number else self._read(place.number, LINES_A_PAGE)), place

    def as_file(self, name: str) -> ExportTable:
        """All of them for a spreadsheet, at most as many as one can open."""
        return lines_table(name, self._read(1, MOST_IN_A_FILE).lines, self.view.convention)

    def _read(self, page: int, size: int) -> LinesPage:
        view = self.view
        return lines_behind(
            view.unit,
            view.period,
            view.reading.key,
            self.row,
            self.part,
            filters=self.filters,
            page=page,
            page_size=size,
            as_of=view.as_of,
        )


def lines_table(name: str, lines: Sequence[LedgerLine], convention: Convention = BY_DEFAULT) -> ExportTable:
    """Ledger lines for a spreadsheet, with the signs of the table that they are behind."""
    headings = [
        _("Voucher"),
        _("Date"),
        _("Period"),
        _("Text"),
        _("Account"),
        _("Unit code"),
        _("Activity"),
        _("Project"),
        _("Counterpart"),
        _("Amount, kr"),
        _("File"),
        _("Row in the file"),
    ]
    return ExportTable(name, headings, [_cells(line, convention) for line in lines])


def printed_line(line: LedgerLine, workplace: Workplace, convention: Convention = BY_DEFAULT) -> PrintedLine:
    """The line as its table prints it for someone at a workplace, with the signs of the table that it is behind."""
    return PrintedLine(
        voucher=line.voucher,
        voucher_url=_voucher_url(line, workplace) if line.voucher else "",
        day=line.booked_on.isoformat() if line.booked_on else period_key_words(str(line.period)),
        text=line.text,
        account=line.account,
        unit=line.unit,
        activity=line.activity,
        project=line.project,
        amount=format_quantity(from_ore(convention.printed(line.amount), Unit.KRONOR, 2)),
        origin=_("%(file)s, row %(row)s") % {"file": line.file, "row": line.row},
    )


def _voucher_url(line: LedgerLine, workplace: Workplace) -> str:
    address = [workplace.code, workplace.period.key, line.content, line.period // 100, line.voucher]
    return reverse("economy:voucher", args=address)


def _cells(line: LedgerLine, convention: Convention) -> list[Any]:
    codes = [line.account, line.unit, line.activity, line.project, line.counterpart]
    amount = from_ore(convention.printed(line.amount), Unit.KRONOR, 2)
    return [line.voucher, line.booked_on, _month(line.period), line.text, *codes, amount, line.file, line.row]


def _month(period: int) -> str:
    return f"{period // 100}-{period % 100:02}"
