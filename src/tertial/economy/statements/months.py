"""A row through the months of the year: added up, beside its budget and the two years before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tertial.common.exports import ExportTable
from tertial.domain.quantity import Quantity
from tertial.economy.ledger.closed import unbroken_of
from tertial.economy.ledger.reading import months
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.charts import (
    BUDGET,
    LAST_YEAR,
    OUTCOME,
    YEAR_BEFORE,
    Curve,
    Spec,
    month_names,
    months_chart,
    months_in_words,
)
from tertial.economy.statements.view import StatementView


@dataclass(frozen=True)
class MonthsChart:
    """The curves of one row of a statement, as a chart, as words and as a table."""

    title: str
    curves: Sequence[Curve]

    @property
    def spec(self) -> Spec | None:
        """The chart for the browser; None where there is nothing to draw."""
        return months_chart(self.curves)

    @property
    def alt(self) -> str:
        """What the chart shows, in words."""
        return months_in_words(self.title, self.curves)

    @property
    def names(self) -> list[str]:
        """The months."""
        return month_names()

    @property
    def rows(self) -> list[tuple[str, list[Quantity | None]]]:
        """Each curve with what it had come to by the end of each month, in millions."""
        money = MONEY_UNITS["mnkr"]
        return [
            (curve.name, [*map(money.quantity, curve.added_up), *[None] * (len(month_names()) - len(curve.months))])
            for curve in self.curves
        ]

    def as_file(self) -> ExportTable:
        """The table for a spreadsheet."""
        return ExportTable(
            self.title, [_("Added up, mnkr"), *month_names()], [[name, *each] for name, each in self.rows]
        )


def months_of(view: StatementView, row: str | None = None) -> MonthsChart:
    """The chart of a row, by default the bottom line.

    The budget is the whole year's. This year ends with the last month of the period that is closed, the years before
    with the last that was; and every curve before a month that is missing, since nothing can be added to that.
    """
    line = view.line(row) if row else view.total
    if line is None:
        return MonthsChart(view.reading.title, ())
    year, last = view.period.year, view.extent.last if view.extent is not None else 0
    years, day = (year, year - 1, year - 2), view.period.end
    of_year = [months(view.unit, each, view.reading.key, line.key, as_of=view.as_of, day=day) for each in years]
    unbroken = [unbroken_of(view.unit, each, view.as_of) for each in years]
    ends = [min(last, unbroken[0]), *unbroken[1:]]
    signed = view.convention.printed
    outcomes = [[signed(month[0]) for month in each[:end]] for each, end in zip(of_year, ends, strict=True)]
    curves = [
        Curve(_("Outcome %(year)s") % {"year": year}, outcomes[0], OUTCOME),
        Curve(_("Budget %(year)s") % {"year": year}, [signed(month[1]) for month in of_year[0]], BUDGET),
        Curve(_("Outcome %(year)s") % {"year": year - 1}, outcomes[1], LAST_YEAR),
        Curve(_("Outcome %(year)s") % {"year": year - 2}, outcomes[2], YEAR_BEFORE),
    ]
    title = _("%(row)s, added up through the year") % {"row": line.label}
    return MonthsChart(title, tuple(curve for curve in curves if any(curve.months)))


def chart_of(months: MonthsChart, files: Mapping[str, str]) -> dict[str, Any]:
    """What a page needs to show the chart, with the addresses of its table as files."""
    return {
        "spec": months.spec,
        "chart_title": months.title,
        "chart_alt": months.alt,
        "months": months,
        "month_files": files,
    }
