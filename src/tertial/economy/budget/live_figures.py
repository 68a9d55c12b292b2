"""Figures of budgets and forecasts inside running text.

`budgetframe:adjusted-mnkr` is a part of the frame of the text's unit and year;
`foreseen:income_statement:result:deviation-mnkr-2024-T2` what was foreseen of a row (without a period: lately).
"""

import re
from collections.abc import Iterator, Mapping

from tertial.domain.document import Figure, figure_text
from tertial.domain.period import SPELLED, Period
from tertial.domain.quantity import Quantity
from tertial.domain.ref import Ref
from tertial.domain.statement import Measure
from tertial.economy.budget.queries.forecasts import read_forecast
from tertial.economy.budget.queries.frame import BudgetFrameReading, budget_frame
from tertial.economy.budget.queries.statement_rows import year_lines
from tertial.economy.budget.words import foreseen_words, frame_words
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.ledger.styles import MONEY_UNITS, style_of
from tertial.organisation.models import Unit
from tertial.texts.figures import FigureChoice

FRAME, FORESEEN = "budgetframe", "foreseen"
_UNITS = "kr|tkr|mnkr"
_PART = re.compile(rf"(?P<part>[a-z]+)-(?P<unit>{_UNITS})")
_CELL = re.compile(
    rf"(?P<statement>[a-z_0-9-]+):(?P<row>[a-z_0-9-]+):(?P<part>amount|deviation)-(?P<unit>{_UNITS})"
    rf"(?:-(?P<period>{SPELLED}))?"
)


def frame_parts(reading: BudgetFrameReading) -> Mapping[str, int]:
    """The parts of a frame that exist, by the names refs have for them, in öre."""
    if reading.is_empty:
        return {}
    frame = reading.frame
    parts = {"adjustments": frame.adjustments, "transfers": frame.transfers, "adjusted": frame.adjusted}
    return parts if frame.frame is None else {"frame": frame.frame, **parts}


class FrameFigures:
    """The frame of a unit and year by the refs that texts hold."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self._reading = budget_frame(unit, period.year)
        self._parts = frame_parts(self._reading)

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        found = _PART.fullmatch(ref.key)
        if found is None or found["part"] not in self._parts:
            return None
        return Figure(MONEY_UNITS[found["unit"]].quantity(self._parts[found["part"]]), self._reading.ref)

    def choices(self) -> Iterator[FigureChoice]:
        """Every part of the frame that exists now."""
        words = frame_words()
        for part in self._parts:
            ref = Ref(FRAME, f"{part}-mnkr")
            figure = self.figure(ref)
            if figure is not None:
                yield FigureChoice(ref, f"{words[part]}, mnkr", figure_text(figure))


class ForeseenFigures:
    """What was forecast of the rows of a unit's statements, by the refs that texts hold."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self._unit, self._period = unit, period
        self._labels: dict[tuple[str, str], str] = {}
        self._read: dict[tuple[str, Period], tuple[Period | None, Mapping[str, Mapping[Measure, int]]]] = {}

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        found = _CELL.fullmatch(ref.key)
        if found is None:
            return None
        asked = Period.parse(found["period"]) if found["period"] else self._period
        statements = {each.key: each for each in statements_of(self._unit, asked.year)}
        if found["statement"] not in statements:
            return None
        signs = style_of(statements[found["statement"]], asked.year).convention
        occasion, rows = self._rows(found["statement"], asked)
        amounts = rows.get(found["row"], {})
        foreseen, budget = amounts.get(Measure.FORECAST), amounts.get(Measure.BUDGET_YEAR)
        if occasion is None or foreseen is None or (not asked.is_year and found["period"] and occasion != asked):
            return None
        if found["part"] == "deviation":
            if budget is None:
                return None
            foreseen = signs.difference(signs.printed(foreseen), signs.printed(budget))
        else:
            foreseen = signs.printed(foreseen)
        source = Ref("forecasts", self._unit.code, occasion.key, found["statement"], found["row"])
        quantity: Quantity = MONEY_UNITS[found["unit"]].quantity(foreseen)
        return Figure(quantity, source)

    def choices(self) -> Iterator[FigureChoice]:
        """What is forecast of every row now, and its deviation from the budget."""
        words = foreseen_words()
        for statement in statements_of(self._unit, self._period.year):
            _occasion, rows = self._rows(statement.key, self._period)
            for row in rows:
                for part in ("amount", "deviation"):
                    ref = Ref(FORESEEN, statement.key, row, f"{part}-mnkr")
                    figure = self.figure(ref)
                    if figure is not None:
                        label = f"{statement.title}, {self._labels[statement.key, row]}: {words[part]}, mnkr"
                        yield FigureChoice(ref, label, figure_text(figure))

    def _rows(self, statement: str, asked: Period) -> tuple[Period | None, Mapping[str, Mapping[Measure, int]]]:
        if (statement, asked) not in self._read:
            reading = read_forecast(self._unit, asked, statement)
            lines = year_lines(self._unit, asked.year, statement, reading.wholes) if reading.rows else ()
            self._labels.update({(statement, line.key): line.label for line in lines})
            self._read[statement, asked] = (reading.occasion, {line.key: line.amounts for line in lines})
        return self._read[statement, asked]
