"""Cells of statements inside running text: `statement:income_statement:personnel:deviation-mnkr-abs`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tertial.domain.document import Figure, figure_text
from tertial.domain.period import SPELLED, Period
from tertial.domain.quantity import Quantity
from tertial.domain.ref import Ref
from tertial.domain.statement import StatementLine
from tertial.domain.statement.columns import Shown
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.columns import headings
from tertial.economy.statements.refs import STATEMENT
from tertial.economy.statements.view import Statements, StatementView
from tertial.organisation.models import Unit
from tertial.texts.figures import FigureChoice

PERCENT, UNSIGNED = "percent", "abs"
_CELL = re.compile(
    rf"(?P<shown>[a-z_]+)-(?P<unit>kr|tkr|mnkr|{PERCENT})(?P<unsigned>-{UNSIGNED})?"
    rf"(?:-(?P<period>{SPELLED}))?"
)
_OFFERED = (
    (Shown.OUTCOME, "mnkr"),
    (Shown.BUDGET_YEAR, "mnkr"),
    (Shown.DEVIATION, "mnkr"),
    (Shown.DEVIATION_PERCENT, PERCENT),
    (Shown.CHANGE, "mnkr"),
    (Shown.CHANGE_PERCENT, PERCENT),
)
"""What writers choose from, without sign: their words say whether it is more or less."""


def text_ref(statement: str, row: str, shown: Shown, unit: str, *, unsigned: bool = False) -> Ref:
    """How a text names a cell of its own unit and period; `unsigned` where words say which way."""
    return Ref(STATEMENT, statement, row, f"{shown.value}-{unit}{f'-{UNSIGNED}' if unsigned else ''}")


class StatementFigures:
    """The cells of a unit's statements by the refs that texts hold. `abs` leaves the sign to the words around it.

    A period at the end (`deviation-mnkr-2024-T2`) is another than the text's own: what an interim report foresaw.
    """

    def __init__(self, statements: Statements) -> None:
        self._by_period = {statements.period: statements}
        self._own = statements

    @classmethod
    def of(cls, unit: Unit, period: Period) -> "StatementFigures":
        """The figures for texts about a unit in a period."""
        return cls(Statements(unit, period))

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        parts = ref.parts(3)
        cell = _CELL.fullmatch(parts[-1])
        if ref.kind != STATEMENT or len(parts) != 3 or cell is None or cell["shown"] not in set(Shown):
            return None
        shown = Shown(cell["shown"])
        if shown.is_percent != (cell["unit"] == PERCENT):
            return None
        view = self._at(cell["period"]).view(parts[0])
        line = next((each for each in view.reading.lines if each.key == parts[1]), None) if view else None
        if view is None or line is None:
            return None
        return self._figure(view, line, shown, cell["unit"], unsigned=bool(cell["unsigned"]))

    def choices(self) -> Iterator[FigureChoice]:
        """Every cell with a figure now, statement by statement."""
        for layout in self._own.layouts:
            view = self._own.view(layout.key)
            names = headings(self._own.period, view.extent if view else None)
            for line in view.reading.lines if view else ():
                for shown, unit in _OFFERED:
                    figure = self._figure(view, line, shown, unit, unsigned=True) if view else None
                    if figure is not None:
                        label = f"{layout.title}, {line.label}: {names[shown]}{'' if unit == PERCENT else f', {unit}'}"
                        ref = text_ref(layout.key, line.key, shown, unit, unsigned=True)
                        yield FigureChoice(ref, label, figure_text(figure))

    def _at(self, period: str | None) -> Statements:
        when = Period.parse(period) if period else self._own.period
        if when not in self._by_period:
            self._by_period[when] = Statements(self._own.unit, when)
        return self._by_period[when]

    @staticmethod
    def _figure(
        view: StatementView, line: StatementLine, shown: Shown, unit: str, *, unsigned: bool = False
    ) -> Figure | None:
        money = MONEY_UNITS.get(unit, MONEY_UNITS["mnkr"])
        quantity = view.figure(line, shown, money)
        if quantity is None or view.is_empty:
            return None
        value: Decimal = abs(quantity.value) if unsigned else quantity.value
        return Figure(Quantity(value, quantity.unit, quantity.decimals), view.ref(line.key, shown))
