"""A unit's statements in a period, with what people have written about their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse

from tertial.common.kept import Kept
from tertial.common.period_words import extent_words
from tertial.domain.deviation import change_percent
from tertial.domain.extent import Whole, unlike
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measured
from tertial.domain.ref import Ref
from tertial.domain.statement import Convention, LineKind, Measure, StatementLine, StatementReading
from tertial.domain.statement.columns import Shown, amount, cause_of, parts_of
from tertial.economy.budget.queries.forecasts import forecast_wholes
from tertial.economy.ledger.closed import extent_of
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.ledger.reading import read_statement
from tertial.economy.ledger.soundness import last_change
from tertial.economy.ledger.styles import MoneyUnit, Style, style_of
from tertial.economy.models import Statement
from tertial.economy.statements.columns import figure_of
from tertial.economy.statements.refs import comment_ref, slot_of, statement_ref, subject_of
from tertial.organisation.models import Unit
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of


@dataclass(frozen=True)
class StatementView:
    """A statement with its layout and the texts about its rows, by row key, also those that have been emptied.

    `as_of` is the moment whose ledger was read; None is now.
    """

    unit: Unit
    period: Period
    layout: Statement
    reading: StatementReading
    texts: Mapping[str, TextSection]
    as_of: datetime | None = None

    @cached_property
    def comments(self) -> Mapping[str, TextSection]:
        """The texts that say something, by row key."""
        return {row: text for row, text in self.texts.items() if text.plain_text.strip()}

    def revision_of(self, row: str) -> int:
        """How often the text about a row has been saved."""
        return self.texts[row].revision if row in self.texts else 0

    @cached_property
    def _lines(self) -> dict[str, StatementLine]:
        return {line.key: line for line in self.reading.lines}

    @cached_property
    def lines(self) -> tuple[StatementLine, ...]:
        """The rows that are shown: sums, and what has any amount."""
        return tuple(line for line in self.reading.lines if line.kind is LineKind.TOTAL or any(line.amounts.values()))

    def line(self, key: str) -> StatementLine:
        """The row with the key; raises KeyError."""
        return self._lines[key]

    @property
    def is_empty(self) -> bool:
        """Whether no ledger has anything to say about the unit in the period."""
        booked = (line.amounts.items() for line in self.reading.lines)
        has_any = any(ore for amounts in booked for measure, ore in amounts if measure is not Measure.FORECAST)
        lacks = any(cause_of(line, Shown.OUTCOME) is not None for line in self.reading.lines)
        return not has_any and not lacks

    @property
    def total(self) -> StatementLine | None:
        """The bottom line: the last total."""
        return next((line for line in reversed(self.reading.lines) if line.kind is LineKind.TOTAL), None)

    @property
    def url(self) -> str:
        """The statement's page."""
        return reverse("economy:statement", args=[self.unit.code, self.period.key, self.reading.key])

    def ref(self, row: str, shown: Shown) -> Ref:
        """The ref of a cell."""
        return statement_ref(self.unit, self.period, self.reading.key, row, shown)

    def comment_ref(self, row: str) -> Ref:
        """The ref of the comment on a row, written or not."""
        return comment_ref(self.unit, self.period, self.reading.key, row)

    @cached_property
    def style(self) -> Style:
        """How the statement is printed: its signs, its unit and its decimals."""
        return style_of(self.layout, self.period.year)

    @property
    def convention(self) -> Convention:
        """The signs that its figures are printed with."""
        return self.style.convention

    def figure(self, line: StatementLine, shown: Shown, money: MoneyUnit) -> Quantity | None:
        """What stands in a cell, with the sign it is printed with; None where nothing is known."""
        return figure_of(line, shown, money, self.percent_decimals(line.key), self.convention)

    def percent_decimals(self, row: str) -> int:
        """How many decimals a row's percentages are printed with."""
        own = next((each.percent_decimals for each in self.layout.rows.all() if each.key == row), None)
        return self.layout.percent_decimals if own is None else own

    @property
    def extent(self) -> Period | None:
        """The months of the period that are imported and closed, which is what outcome and deviation are of."""
        return self.reading.closed

    @property
    def extent_words(self) -> str:
        """How far the figures reach, where that is not to the end of the period."""
        return extent_words(self.period, self.extent)

    @cached_property
    def asked(self) -> tuple[StatementLine, ...]:
        """The rows that deviate enough to ask for a comment; totals follow from their rows."""
        threshold = self.layout.threshold_for(self.unit.kind)
        return tuple(
            line
            for line in self.reading.lines
            if line.kind is LineKind.ROW
            and Measure.DEVIATION in line.amounts
            and threshold.is_passed_by(line.amounts[Measure.DEVIATION], line.amounts[Measure.BUDGET])
        )

    @property
    def is_compared(self) -> bool:
        """Whether any row has a budget to deviate from."""
        return any(Measure.DEVIATION in line.amounts for line in self.reading.lines)

    @property
    def without_comment(self) -> tuple[StatementLine, ...]:
        """Those of them that nobody has commented."""
        return tuple(line for line in self.asked if line.key not in self.comments)

    def change(self, line: StatementLine, shown: Shown, before: Shown) -> Quantity | None:
        """How much larger one year's amount is than the other's, in percent.

        None where either is unknown or zero, or where they are not of the same months and the same work.
        """
        one, other = (self.reading.extents.get(parts_of(each)[0]) for each in (shown, before))
        if one is not None and other is not None and unlike(one, other) is not None:
            return None
        now, then = amount(line, shown), amount(line, before)
        share = change_percent(now, then) if now is not None and then is not None else None
        return Quantity(share, Measured.PERCENT, self.percent_decimals(line.key)) if share is not None else None


_kept: Kept[StatementReading] = Kept(most=256)


class Statements:
    """The statements of a unit in a period; each is read when it is first asked for."""

    def __init__(self, unit: Unit, period: Period, as_of: datetime | None = None) -> None:
        """`as_of` reads the ledger as it was known at a moment."""
        self.unit, self.period, self.as_of = unit, period, as_of
        self._views: dict[str, StatementView] = {}

    @cached_property
    def layouts(self) -> tuple[Statement, ...]:
        """The statements that the unit's municipality has in the year, in its order."""
        return statements_of(self.unit, self.period.year)

    @cached_property
    def texts(self) -> Mapping[str, TextSection]:
        """What is written about rows, by slot."""
        found = texts_of([subject_of(self.unit)], self.period.key)
        return {slot: text for (_subject, slot), text in found.items()}

    def view(self, key: str) -> StatementView | None:
        """One statement; None for a key that the municipality does not have."""
        layout = next((each for each in self.layouts if each.key == key), None)
        if layout is None:
            return None
        if key not in self._views:
            reading = self._read(key)
            slots = {line.key: slot_of(key, line.key) for line in reading.lines}
            texts = {row: self.texts[slot] for row, slot in slots.items() if slot in self.texts}
            self._views[key] = StatementView(self.unit, self.period, layout, reading, texts, self.as_of)
        return self._views[key]

    def _read(self, key: str) -> StatementReading:
        place = (self.unit.pk, self.period, key, self.as_of)
        return _kept.get(place, last_change("budget"), lambda: self._read_again(key))

    def _read_again(self, key: str) -> StatementReading:
        return read_statement(self.unit, self.period, key, as_of=self.as_of, forecast=self._forecast(key))

    def _forecast(self, key: str) -> Mapping[str, Whole[int]]:
        """What the year is forecast to come to; when the year is closed the outcome has taken its place."""
        if self.period.is_year and extent_of(self.unit, self.period, self.as_of) == self.period:
            return {}
        return forecast_wholes(self.unit, self.period, key)

    @property
    def main(self) -> StatementView | None:
        """The statement that shows the result: the first of the municipality's."""
        return self.view(self.layouts[0].key) if self.layouts else None
