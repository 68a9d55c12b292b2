"""One table as it is printed with some signs, unit and decimals, so that a choice is seen before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.statement import LineKind, Measure, StatementLine
from tertial.domain.statement.columns import Shown
from tertial.economy.coding.layout_reading import year_of
from tertial.economy.ledger.styles import Style
from tertial.economy.models import Statement
from tertial.economy.statements.columns import ColumnChoice, figure_of, sign_rule
from tertial.economy.statements.view import Statements
from tertial.organisation.models import Unit

_MOST_ROWS = 6
_THOUSAND = 100_000
_COLUMNS = (Shown.BUDGET, Shown.OUTCOME, Shown.DEVIATION)


@dataclass(frozen=True, slots=True)
class Preview:
    """A table in words: its heading, those of its columns, its rows as printed, and the rule under it.

    A row is its label, whether it is a total, and its cells, each with the heading of its column.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, bool, Sequence[tuple[str, str]]]]
    rule: str
    is_example: bool


def preview_of(municipality: Unit, style: Style, statement: Statement | None = None) -> Preview:
    """Rows of a statement (the first of the municipality's where none is named) in the last year of the ledger.

    Where there is no ledger yet an invented row of each kind stands in their place.
    """
    year = year_of(municipality)
    statements = Statements(municipality, Period.of_year(year))
    view = statements.view(statement.key) if statement is not None else statements.main
    lines = [line for line in view.lines if {Measure.OUTCOME, Measure.BUDGET} <= line.amounts.keys()] if view else []
    if len(lines) > _MOST_ROWS:
        lines = [*lines[: _MOST_ROWS - 1], lines[-1]]
    names = {Shown.BUDGET: _("Budget"), Shown.OUTCOME: _("Outcome"), Shown.DEVIATION: _("Deviation")}
    columns = [ColumnChoice(shown, names[shown]) for shown in _COLUMNS]
    title = view.reading.title if view is not None and lines else _("An example")
    return Preview(
        f"{title}, {style.money.key}",
        [column.heading for column in columns],
        [_row(line, style, columns) for line in lines or _example()],
        sign_rule(style.money, columns, style.convention),
        not lines,
    )


def _row(
    line: StatementLine, style: Style, columns: Sequence[ColumnChoice]
) -> tuple[str, bool, Sequence[tuple[str, str]]]:
    cells = [
        (column.heading, _printed(figure_of(line, column.shown, style.money, 0, style.convention)))
        for column in columns
    ]
    return line.label, line.kind is LineKind.TOTAL, cells


def _printed(quantity: Quantity | None) -> str:
    return format_quantity(quantity) if quantity is not None else "–"


def _example() -> Sequence[StatementLine]:
    """Income of 1 200 and costs of 9 500 thousand, budgeted at 1 000 and 9 000."""
    income = (1_200, 1_000)
    costs = (-9_500, -9_000)
    net = (income[0] + costs[0], income[1] + costs[1])
    rows = ((_("Income"), LineKind.ROW, income), (_("Costs"), LineKind.ROW, costs), (_("Net"), LineKind.TOTAL, net))
    return [
        StatementLine(
            key=f"row_{number}",
            label=label,
            kind=kind,
            amounts={Measure.OUTCOME: outcome * _THOUSAND, Measure.BUDGET: budget * _THOUSAND},
        )
        for number, (label, kind, (outcome, budget)) in enumerate(rows)
    ]
