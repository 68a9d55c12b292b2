"""How a municipality prints its project tables: what it has declared, with Tertial's own words where it has none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tertial.common.kept import once
from tertial.common.wording import sentence
from tertial.domain.message import Message
from tertial.domain.money import from_ore
from tertial.domain.project_table import (
    AmountSign,
    AnyColumn,
    ColumnKey,
    Convention,
    DeviationSign,
    Fact,
    Measure,
    RowsBy,
    TableShape,
    column_name,
    column_named,
    used_share,
)
from tertial.domain.project_table.shape import MOST_YEARS_AHEAD
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import MoneyUnit, ProjectTable
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


@dataclass(frozen=True, slots=True)
class Layout:
    """One table as a municipality prints it."""

    table: ProjectTable
    shape: TableShape
    headings: Mapping[str, str]
    money_unit: Quantum
    decimals: int
    convention: Convention

    @property
    def key(self) -> str:
        """Which table it is."""
        return self.shape.key

    @property
    def total_label(self) -> str:
        """The word for the total; empty where none is printed."""
        return self.table.total_label

    def heading(self, column: AnyColumn, year: int) -> str:
        """A column's heading in a year."""
        ahead = column.years_ahead if isinstance(column, ColumnKey) else 0
        return self._filled(self.headings[column_name(column)], year + ahead)

    def row_heading(self, year: int) -> str:
        """The heading above the names of the rows."""
        return self._filled(self.headings["row"], year)

    def caption_for(self, year: int) -> str:
        """The caption in a year."""
        return self._filled(self.table.caption, year)

    def short_caption_for(self, year: int) -> str:
        """The caption without the unit at its end: `Investeringar, tkr` is `Investeringar`."""
        caption = self.caption_for(year)
        return caption.rpartition(",")[0] or caption

    def quantity(self, ore: int) -> Quantity:
        """An amount in öre as it is printed."""
        return from_ore(ore, self.money_unit, self.decimals)

    def figure(self, column: ColumnKey, amounts: Mapping[ColumnKey, int]) -> Quantity | None:
        """What a row holds in a column, as it is printed; None where it is not known."""
        if column.measure is Measure.USED:
            share = used_share(self.shape, amounts)
            return Quantity(share, Quantum.PERCENT, 0) if share is not None else None
        amount = amounts.get(column)
        return self.quantity(amount) if amount is not None else None

    def rule(self, year: int, *, foreseen: bool = False) -> str:
        """The sentences on unit and sign that stand under the table, or under the one that looks ahead."""
        measures: tuple[Measure, ...] = ()
        if foreseen and self.shape.column(Measure.EXPECTED_DEVIATION):
            measures = (Measure.EXPECTED, self.shape.planned, Measure.EXPECTED_DEVIATION)
        elif not foreseen and self.shape.compared is not None and self.shape.column(Measure.DEVIATION):
            measures = (*self.shape.compared, Measure.DEVIATION)
        if measures:
            outcome, plan, deviation = (self.heading(ColumnKey(measure), year) for measure in measures)
            messages = list(self.convention.rule(outcome, plan, deviation))
        else:
            messages = list(self.convention.rule("", ""))
        told = self._told(messages)
        return " ".join(told if foreseen else [*told, *self._worked_out(year)])

    def amounts_rule(self) -> str:
        """The sentences on unit and sign where nothing is compared."""
        return " ".join(self._told(self.convention.rule("", "")))

    def _told(self, messages: Iterable[Message]) -> list[str]:
        unit = _("Amounts in %(unit)s.") % {"unit": MoneyUnit(self.money_unit.value).label}
        return [unit, *(sentence(message) for message in messages)]

    def _worked_out(self, year: int) -> Iterator[str]:
        """How what is left, and the share that is used, follow from the other columns; none of them on pages only."""
        compared = self.shape.compared
        if compared is None:
            return
        outcome, plan = (_inside(self.heading(ColumnKey(measure), year)) for measure in compared)
        for measure, template in (
            (Measure.REMAINING, _("%(name)s = %(plan)s − %(outcome)s.")),
            (Measure.USED, _("%(name)s = %(outcome)s / %(plan)s.")),
        ):
            column = ColumnKey(measure)
            if column in self.shape.columns:
                yield template % {"name": self.heading(column, year), "plan": plan, "outcome": outcome}

    @staticmethod
    def _filled(text: str, year: int) -> str:
        return text.replace("{year}", str(year))


def _inside(heading: str) -> str:
    return heading[:1].lower() + heading[1:]


def tables_at(unit: Unit) -> QuerySet[ProjectTable]:
    """The tables that concern a unit: declared by it, by a unit above it, or by one below."""
    tree = unit_tree()
    above = [each.pk for each in tree.path(unit.pk)]
    below = [each.pk for each in tree.descendants(unit.pk)]
    return ProjectTable.objects.filter(unit__in=[*above, *below]).select_related("rows_of", "unit", "municipality")


def layouts_of(unit: Unit) -> Mapping[str, Layout]:
    """Every table of a unit that is in use, by its key, in the municipality's order; one query."""
    place = ("project layouts", unit.pk, get_language())
    return once(place, lambda: {table.key: layout_for(table) for table in tables_at(unit).filter(archived_at=None)})


def layout_for(table: ProjectTable) -> Layout:
    """One table as its municipality prints it."""
    shape = shape_of(table)
    return Layout(
        table,
        shape,
        default_headings(shape) | {key: str(word) for key, word in table.headings.items()},
        Quantum(table.money_unit),
        table.decimals,
        Convention(AmountSign(table.amount_sign), DeviationSign(table.deviation_sign)),
    )


def shape_of(table: ProjectTable) -> TableShape:
    """The columns and rows that are declared; a column that this version does not know is left out."""
    printed, extra = (
        [column for name in names if (column := column_named(name)) is not None]
        for names in (table.columns, table.extra)
    )
    return TableShape(
        table.key,
        tuple(printed),
        RowsBy(table.rows),
        tuple(column for column in extra if isinstance(column, ColumnKey)),
        table.rows_of.key if table.rows_of is not None else "",
        text_for_each=table.text_for_each,
        asks_goal=table.asks_goal,
        has_reserve=table.has_reserve,
        has_parts=table.has_parts,
    )


def default_headings(shape: TableShape) -> dict[str, str]:
    """Tertial's own words for a table's columns."""
    row = {RowsBy.GROUP: _("Stage"), RowsBy.UNIT: _("Unit")}.get(shape.rows, _("Project"))
    words = column_words()
    return {"row": row} | {column_name(each): words[column_name(each)] for each in (*shape.printed, *shape.extra)}


def column_words() -> Mapping[str, str]:
    """What each column is called where the municipality has not said otherwise."""
    return {
        Measure.BUDGET: _("Budget"),
        Measure.FORECAST: _("Forecast in the plan"),
        Measure.TOTAL_BUDGET: _("Total budget"),
        Measure.PLAN: _("Plan {year}"),
        **{ColumnKey(Measure.PLAN, years).key: _("Plan {year}") for years in range(1, MOST_YEARS_AHEAD + 1)},
        Measure.RESERVED: _("Reserved"),
        Measure.ALLOTTED: _("Allotted"),
        Measure.DECIDED: _("Decided"),
        Measure.APPLIED: _("Applied for {year}"),
        Measure.CARRY_OVER: _("Carried over from {year}"),
        Measure.OUTCOME: _("Outcome"),
        Measure.EXPENDITURE: _("Expenditure"),
        Measure.INCOME: _("Income"),
        Measure.RECEIVED: _("Received {year}"),
        Measure.SPENT: _("Spent so far"),
        Measure.NET: _("Net"),
        Measure.DEVIATION: _("Deviation"),
        Measure.REMAINING: _("Remaining"),
        Measure.USED: _("Used"),
        Measure.EXPECTED: _("Forecast for the year"),
        Measure.EXPECTED_DEVIATION: _("Deviation of the forecast"),
        Fact.GROUP: _("Group"),
        Fact.RESPONSIBLE: _("Responsible"),
        Fact.UNIT: _("Unit"),
        Fact.TEXT: _("Comment"),
        Fact.GOAL: _("Goal"),
    }
