"""How a municipality prints its project tables: its own words and signs, or Tertial's where it has none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.domain.money import from_ore
from tertial.domain.project_table import (
    SHAPES,
    AmountSign,
    ColumnKey,
    Convention,
    DeviationSign,
    Measure,
    RowsBy,
    TableKind,
    TableShape,
)
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import MoneyUnit, ProjectTable, TableKindChoices
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_COST_PLUS = {TableKind.SPECIAL_INITIATIVES, TableKind.DIGITALISATION_POT, TableKind.PREMISES_PROJECTS}


@dataclass(frozen=True, slots=True)
class Layout:
    """One table as a municipality prints it; `stored` is None where it has not chosen words of its own."""

    shape: TableShape
    caption: str
    headings: Mapping[str, str]
    money_unit: Quantum
    decimals: int
    convention: Convention
    total_label: str
    stored: ProjectTable | None = None

    @property
    def kind(self) -> TableKind:
        """Which table it is."""
        return self.shape.kind

    def heading(self, column: ColumnKey, year: int) -> str:
        """A column's heading in a year."""
        return self._filled(self.headings[column.key], year + column.years_ahead)

    def row_heading(self, year: int) -> str:
        """The heading above the names of the rows."""
        return self._filled(self.headings["row"], year)

    def caption_for(self, year: int) -> str:
        """The caption in a year."""
        return self._filled(self.caption, year)

    def short_caption_for(self, year: int) -> str:
        """The caption without the unit at its end: `Investeringar, tkr` is `Investeringar`."""
        caption = self.caption_for(year)
        return caption.rpartition(",")[0] or caption

    def quantity(self, ore: int) -> Quantity:
        """An amount in öre as it is printed."""
        return from_ore(ore, self.money_unit, self.decimals)

    def rule(self, year: int, *, foreseen: bool = False) -> str:
        """The sentences on unit and sign that stand under the table, or under the one that looks ahead."""
        measures: tuple[Measure, ...] = ()
        if foreseen:
            measures = (Measure.EXPECTED, self.shape.planned, Measure.EXPECTED_DEVIATION)
        elif self.shape.compared is not None:
            measures = (*self.shape.compared, Measure.DEVIATION)
        if measures:
            outcome, plan, deviation = (self.heading(ColumnKey(measure), year) for measure in measures)
            messages = list(self.convention.rule(outcome, plan, deviation))
        else:
            messages = list(self.convention.rule("", ""))
        unit = _("Amounts in %(unit)s.") % {"unit": MoneyUnit(self.money_unit.value).label}
        return " ".join([unit, *(sentence(message) for message in messages)])

    @staticmethod
    def _filled(text: str, year: int) -> str:
        return text.replace("{year}", str(year))


def layouts_of(unit: Unit) -> Mapping[TableKind, Layout]:
    """Every table as the unit's municipality prints it; one query."""
    stored = {table.kind: table for table in ProjectTable.objects.filter(municipality=municipality_of(unit))}
    return {kind: _layout(shape, stored.get(kind.value)) for kind, shape in SHAPES.items()}


def layout_of(unit: Unit, kind: TableKind) -> Layout:
    """One table as the unit's municipality prints it."""
    return _layout(SHAPES[kind], ProjectTable.objects.filter(municipality=municipality_of(unit), kind=kind).first())


def _layout(shape: TableShape, stored: ProjectTable | None) -> Layout:
    words = default_headings(shape)
    if stored is None:
        sign = AmountSign.COST_PLUS if shape.kind in _COST_PLUS else AmountSign.COST_MINUS
        caption = str(TableKindChoices(shape.kind.value).label)
        total = "" if shape.kind in {TableKind.SPECIAL_INITIATIVES, TableKind.DIGITALISATION_POT} else _("Total")
        return Layout(shape, caption, words, Quantum.TKR, 0, Convention(sign), total)
    convention = Convention(AmountSign(stored.amount_sign), DeviationSign(stored.deviation_sign))
    headings = words | {key: str(word) for key, word in stored.headings.items()}
    unit = Quantum(stored.money_unit)
    return Layout(shape, stored.caption, headings, unit, stored.decimals, convention, stored.total_label, stored)


def default_headings(shape: TableShape) -> dict[str, str]:
    """Tertial's own words for a table's columns."""
    row = {RowsBy.GROUP: _("Stage")}.get(shape.rows, _("Project"))
    words = {"row": row, "goal": _("Goal")}
    for column in (*shape.columns, *shape.extra):
        words[column.key] = _measure_words()[column.measure]
    return words


def _measure_words() -> Mapping[Measure, str]:
    return {
        Measure.BUDGET: _("Budget"),
        Measure.FORECAST: _("Forecast in the plan"),
        Measure.TOTAL_BUDGET: _("Total budget"),
        Measure.PLAN: _("Plan {year}"),
        Measure.RESERVED: _("Reserved"),
        Measure.ALLOTTED: _("Allotted"),
        Measure.APPLIED: _("Applied for {year}"),
        Measure.CARRY_OVER: _("Carried over from {year}"),
        Measure.OUTCOME: _("Outcome"),
        Measure.EXPENDITURE: _("Expenditure"),
        Measure.INCOME: _("Income"),
        Measure.RECEIVED: _("Received {year}"),
        Measure.SPENT: _("Spent so far"),
        Measure.NET: _("Net"),
        Measure.DEVIATION: _("Deviation"),
        Measure.EXPECTED: _("Forecast for the year"),
        Measure.EXPECTED_DEVIATION: _("Deviation of the forecast"),
    }
