"""A unit's statements in a period, with what people have written about their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measured
from tertial.domain.statement import LineKind, Measure, StatementLine, StatementReading
from tertial.domain.statement.columns import Shown, amount
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import Statement
from tertial.economy.statements.refs import comment_ref, slot_of, statement_ref, subject_of
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of


@dataclass(frozen=True)
class StatementView:
    """A statement with its layout and the texts about its rows, by row key; only texts with words in them."""

    unit: Unit
    period: Period
    layout: Statement
    reading: StatementReading
    comments: Mapping[str, TextSection]

    @cached_property
    def _lines(self) -> dict[str, StatementLine]:
        return {line.key: line for line in self.reading.lines}

    def line(self, key: str) -> StatementLine:
        """The row with the key; raises KeyError."""
        return self._lines[key]

    @property
    def is_empty(self) -> bool:
        """Whether no ledger has anything to say about the unit in the period."""
        return not any(ore for line in self.reading.lines for ore in line.amounts.values())

    @property
    def total(self) -> StatementLine | None:
        """The bottom line: the last total."""
        return next((line for line in reversed(self.reading.lines) if line.kind is LineKind.TOTAL), None)

    def ref(self, row: str, shown: Shown) -> str:
        """The ref of a cell."""
        return statement_ref(self.unit, self.period, self.reading.key, row, shown)

    def comment_ref(self, row: str) -> str:
        """The ref of the comment on a row, written or not."""
        return comment_ref(self.unit, self.period, self.reading.key, row)

    def percent_decimals(self, row: str) -> int:
        """How many decimals a row's percentages are printed with."""
        return self.layout.percent_decimals

    @cached_property
    def asked(self) -> tuple[StatementLine, ...]:
        """The rows that deviate enough to ask for a comment; totals are told by their rows."""
        threshold = self.layout.threshold
        return tuple(
            line
            for line in self.reading.lines
            if line.kind is LineKind.ROW and Measure.DEVIATION in line.amounts and threshold.is_passed(line)
        )

    @property
    def without_comment(self) -> tuple[StatementLine, ...]:
        """Those of them that nobody has commented."""
        return tuple(line for line in self.asked if line.key not in self.comments)

    def change(self, line: StatementLine, shown: Shown, before: Shown) -> Quantity | None:
        """How much larger one year's amount is than the other's, in percent; None where either is unknown or zero."""
        now, then = amount(line, shown), amount(line, before)
        if now is None or not then:
            return None
        return Quantity(Decimal(now - then) * 100 / then, Measured.PERCENT, self.percent_decimals(line.key))


class Statements:
    """The statements of a unit in a period; each is read when it is first asked for."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self.unit, self.period = unit, period
        self._views: dict[str, StatementView] = {}

    @cached_property
    def layouts(self) -> tuple[Statement, ...]:
        """The statements that the unit's municipality has, in its order."""
        return tuple(Statement.objects.filter(municipality=municipality_of(self.unit)))

    @cached_property
    def comments(self) -> Mapping[str, TextSection]:
        """What is written about rows, by slot."""
        found = texts_of([subject_of(self.unit)], self.period.key)
        return {slot: text for (_subject, slot), text in found.items() if text.plain_text.strip()}

    def view(self, key: str) -> StatementView | None:
        """One statement; None for a key that the municipality does not have."""
        layout = next((each for each in self.layouts if each.key == key), None)
        if layout is None:
            return None
        if key not in self._views:
            reading = read_statement(self.unit, self.period, key)
            texts = {line.key: self.comments.get(slot_of(key, line.key)) for line in reading.lines}
            comments = {row: text for row, text in texts.items() if text is not None}
            self._views[key] = StatementView(self.unit, self.period, layout, reading, comments)
        return self._views[key]

    @property
    def main(self) -> StatementView | None:
        """The statement that tells the result: the first of the municipality's."""
        return self.view(self.layouts[0].key) if self.layouts else None
