"""What the page of a statement shows: rows with cells that open, the chart, and the comments with their drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.exports import ExportTable
from tertial.domain.deviation import Limits
from tertial.domain.numbers_sv import format_exact, format_quantity
from tertial.domain.quantity import Quantity
from tertial.domain.statement import LineKind, StatementLine
from tertial.domain.statement.columns import PERCENTAGES, Shown, amount
from tertial.economy.ledger.styles import MoneyUnit
from tertial.economy.statements.causes import cause_in_words
from tertial.economy.statements.columns import ColumnChoice
from tertial.economy.statements.refs import CellPlace, comment_anchor, comment_url, slot_of
from tertial.economy.statements.view import StatementView

NOTHING: Mapping[str, str] = {}
_JUDGED = {Shown.DEVIATION, Shown.DEVIATION_PERCENT, Shown.FORECAST_DEVIATION}
"""Columns that say whether the news is bad."""


@dataclass(frozen=True)
class PageCell:
    """A cell: the figure as printed, and the page it opens into; or why it has none."""

    heading: str
    quantity: Quantity | None
    text: str
    url: str
    is_bad: bool
    cause: str = ""


@dataclass(frozen=True)
class PageRow:
    """A row of a statement on its page. `begins_parts` says that `Of which` stands above it.

    `connections` is how many risks, controls and the like concern it.
    """

    view: StatementView
    line: StatementLine
    cells: Sequence[PageCell]
    begins_parts: bool
    draft: str = ""
    connections: int = 0

    @property
    def is_total(self) -> bool:
        """Whether the row is a sum of others."""
        return self.line.kind is LineKind.TOTAL

    @property
    def is_part(self) -> bool:
        """Whether the row is a part of the total above it."""
        return self.line.kind is LineKind.OF_WHICH

    @property
    def slot(self) -> str:
        """The slot of the row's comment."""
        return slot_of(self.view.reading.key, self.line.key)

    @property
    def anchor(self) -> str:
        """Where the row's comment stands on the page."""
        return comment_anchor(self.line.key)

    @property
    def comment(self) -> bool:
        """Whether the row is commented."""
        return self.line.key in self.view.comments

    @property
    def is_missing(self) -> bool:
        """Whether the row asks for a comment that nobody has written."""
        return self.line in self.view.without_comment

    @property
    def comment_url(self) -> str:
        """The page with a place for the row's comment."""
        return comment_url(self.view.unit, self.view.period, self.view.reading.key, self.line.key)

    @property
    def connections_url(self) -> str:
        """The page where the risks and controls that concern the row stand."""
        place = CellPlace(self.view.unit, self.view.period, self.view.reading.key, self.line.key, Shown.OUTCOME)
        return f"{place.url}#connections-title"

    @property
    def adopt_url(self) -> str:
        """Where the draft is made a text."""
        place = [self.view.unit.code, self.view.period.key, self.view.reading.key, self.line.key]
        return reverse("economy:adopt", args=place)


def rows_of(
    view: StatementView, columns: Sequence[ColumnChoice], money: MoneyUnit, seen: Mapping[str, str] = NOTHING
) -> list[PageRow]:
    """The rows with their cells; `seen` stands in the addresses that they open."""
    rows, before = [], None
    for line in view.lines:
        begins = line.kind is LineKind.OF_WHICH and before is not LineKind.OF_WHICH
        rows.append(PageRow(view, line, [_cell(view, line, column, money, seen) for column in columns], begins))
        before = line.kind
    return rows


def _cell(
    view: StatementView, line: StatementLine, column: ColumnChoice, money: MoneyUnit, seen: Mapping[str, str]
) -> PageCell:
    quantity = view.figure(line, column.shown, money)
    place = CellPlace(view.unit, view.period, view.reading.key, line.key, column.shown)
    return PageCell(
        heading=column.heading,
        quantity=quantity,
        text=format_quantity(quantity, with_unit=column.shown.is_percent) if quantity is not None else "",
        url=f"{place.url}?{urlencode(seen)}" if seen else place.url,
        is_bad=column.shown in _JUDGED and (amount(line, PERCENTAGES.get(column.shown, column.shown)) or 0) < 0,
        cause=cause_in_words(line, column.shown) if quantity is None else "",
    )


def as_file(view: StatementView, columns: Sequence[ColumnChoice], money: MoneyUnit) -> ExportTable:
    """The table as it stands on the page, with figures as figures and in words why one is missing."""
    headings = [f"{view.reading.title}, {money.key}", *(column.heading for column in columns)]
    rows = [
        [row.line.label, *(cell.cause or None if cell.quantity is None else cell.quantity for cell in row.cells)]
        for row in rows_of(view, columns, money)
    ]
    return ExportTable(view.reading.title, headings, rows)


def threshold_in_words(view: StatementView, money: MoneyUnit) -> str:
    """From what deviation on a row asks for a comment."""
    threshold = view.layout.threshold_for(view.unit.kind)
    said = {
        "amount": format_quantity(money.quantity(threshold.amount), with_unit=True),
        "percent": format_exact(threshold.percent),
    }
    if not threshold.amount and not threshold.percent:
        return _("Every row that deviates from the budget of the period asks for a comment.")
    if not threshold.percent:
        return (
            _("A row asks for a comment when it deviates from the budget of the period by at least %(amount)s.") % said
        )
    if not threshold.amount:
        template = _("A row asks for a comment when it deviates from the budget of the period by %(percent)s percent.")
        return template % said
    template = (
        _(
            "A row asks for a comment when it deviates from the budget of the period by at least %(amount)s and at "
            "least %(percent)s percent."
        )
        if threshold.limits is Limits.BOTH
        else _(
            "A row asks for a comment when it deviates from the budget of the period by at least %(amount)s or at "
            "least %(percent)s percent."
        )
    )
    return template % said
