"""Which columns and rows each kind of project table has."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TableKind(StrEnum):
    """The tables that Tertial knows; captions, headings and signs are the municipality's own."""

    SPECIAL_INITIATIVES = "special_initiatives"
    DIGITALISATION_POT = "digitalisation_pot"
    EXTERNAL_FUNDING = "external_funding"
    INVESTMENTS = "investments"
    PREMISES_PROJECTS = "premises_projects"
    DEVELOPMENT_PROJECTS = "development_projects"
    EXPLOITATION_OUTCOME = "exploitation_outcome"
    INVESTMENT_PROJECTS = "investment_projects"


class Measure(StrEnum):
    """What an amount of a project is."""

    BUDGET = "budget"
    FORECAST = "forecast"
    TOTAL_BUDGET = "total_budget"
    PLAN = "plan"
    RESERVED = "reserved"
    ALLOTTED = "allotted"
    APPLIED = "applied"
    CARRY_OVER = "carry_over"
    OUTCOME = "outcome"
    EXPENDITURE = "expenditure"
    INCOME = "income"
    RECEIVED = "received"
    SPENT = "spent"
    NET = "net"
    DEVIATION = "deviation"
    EXPECTED = "expected"
    EXPECTED_DEVIATION = "expected_deviation"


DECIDED = frozenset(
    {
        Measure.BUDGET,
        Measure.FORECAST,
        Measure.TOTAL_BUDGET,
        Measure.PLAN,
        Measure.RESERVED,
        Measure.ALLOTTED,
        Measure.APPLIED,
        Measure.CARRY_OVER,
    }
)
"""Amounts that follow from a decision or an application."""
REPORTED = frozenset(
    {Measure.OUTCOME, Measure.EXPENDITURE, Measure.INCOME, Measure.RECEIVED, Measure.SPENT, Measure.EXPECTED}
)
"""Amounts that say what happened, or what the whole year is expected to come to."""


class LedgerPart(StrEnum):
    """What of a project's ledger lines a column holds."""

    NET = "net"
    EXPENDITURE = "expenditure"
    INCOME = "income"


class RowsBy(StrEnum):
    """A row for each project; the same under the heading of its group; or a row for each group with its sum."""

    PROJECT = "project"
    UNDER_GROUPS = "under_groups"
    GROUP = "group"


@dataclass(frozen=True, slots=True, order=True)
class ColumnKey:
    """A column: its measure, and for plans how many years after the report's it is."""

    measure: Measure
    years_ahead: int = 0

    @property
    def key(self) -> str:
        """The column's name in configuration, addresses and refs: `budget`, `plan_1`."""
        return f"{self.measure}_{self.years_ahead}" if self.years_ahead else str(self.measure)


@dataclass(frozen=True, slots=True)
class TableShape:
    """What a kind of table holds.

    `columns` are printed, `extra` only shown on pages. `from_ledger` says which measures come from the ledger for a
    project with a project code. `projects_of` is the kind under which the projects themselves are stored.
    """

    kind: TableKind
    columns: tuple[ColumnKey, ...]
    rows: RowsBy = RowsBy.PROJECT
    extra: tuple[ColumnKey, ...] = ()
    from_ledger: Mapping[Measure, LedgerPart] | None = None
    stored_under: TableKind | None = None
    text_for_each: bool = False
    names_goal: bool = False
    has_reserve: bool = False

    @property
    def projects_of(self) -> TableKind:
        """The kind under which the table's projects are stored."""
        return self.stored_under or self.kind

    @property
    def entered(self) -> tuple[ColumnKey, ...]:
        """The columns whose amounts are written by people, where the ledger does not hold them."""
        return tuple(column for column in (*self.columns, *self.extra) if column.measure in DECIDED | REPORTED)

    @property
    def compared(self) -> tuple[Measure, Measure] | None:
        """The measures that the deviation lies between, outcome first; None where the table has no deviation."""
        measures = {column.measure for column in self.columns}
        if Measure.DEVIATION not in measures:
            return None
        return Measure.NET if Measure.NET in measures else Measure.OUTCOME, self.planned

    @property
    def planned(self) -> Measure:
        """What an outcome, or what is expected of the year, is compared with."""
        return Measure.FORECAST if self.column(Measure.FORECAST) else Measure.BUDGET

    @property
    def foreseen(self) -> tuple[ColumnKey, ...] | None:
        """The columns of a table that looks ahead to the end of the year; None for a table that nobody forecasts."""
        if self.column(Measure.EXPECTED) is None:
            return None
        left_out = {Measure.DEVIATION}
        if self.column(Measure.NET):
            left_out |= {Measure.EXPENDITURE, Measure.INCOME}
        return (*(column for column in self.columns if column.measure not in left_out), *_AHEAD)

    def column(self, key: str) -> ColumnKey | None:
        """The column with the key, if the table has it."""
        return next((column for column in (*self.columns, *self.extra) if column.key == key), None)


def _columns(*measures: Measure) -> tuple[ColumnKey, ...]:
    return tuple(ColumnKey(measure) for measure in measures)


_AHEAD = _columns(Measure.EXPECTED, Measure.EXPECTED_DEVIATION)


_BY_NET: Mapping[Measure, LedgerPart] = {Measure.OUTCOME: LedgerPart.NET}
_BY_PARTS: Mapping[Measure, LedgerPart] = {
    Measure.EXPENDITURE: LedgerPart.EXPENDITURE,
    Measure.INCOME: LedgerPart.INCOME,
}
_ALL = (
    TableShape(
        TableKind.SPECIAL_INITIATIVES,
        _columns(Measure.BUDGET, Measure.OUTCOME),
        rows=RowsBy.UNDER_GROUPS,
        extra=_AHEAD,
        from_ledger=_BY_NET,
        text_for_each=True,
    ),
    TableShape(
        TableKind.DIGITALISATION_POT,
        _columns(Measure.RESERVED, Measure.ALLOTTED, Measure.OUTCOME),
        from_ledger=_BY_NET,
    ),
    TableShape(
        TableKind.EXTERNAL_FUNDING,
        _columns(Measure.APPLIED, Measure.RECEIVED, Measure.BUDGET),
        extra=_AHEAD,
        from_ledger={Measure.RECEIVED: LedgerPart.INCOME},
        text_for_each=True,
        names_goal=True,
    ),
    TableShape(
        TableKind.INVESTMENTS,
        _columns(Measure.BUDGET, Measure.OUTCOME, Measure.DEVIATION),
        extra=(*_columns(Measure.CARRY_OVER), *_AHEAD),
        from_ledger=_BY_NET,
        has_reserve=True,
    ),
    TableShape(
        TableKind.PREMISES_PROJECTS,
        (
            *_columns(Measure.TOTAL_BUDGET, Measure.SPENT),
            ColumnKey(Measure.PLAN),
            ColumnKey(Measure.PLAN, 1),
            ColumnKey(Measure.PLAN, 2),
        ),
    ),
    TableShape(
        TableKind.DEVELOPMENT_PROJECTS,
        _columns(Measure.EXPENDITURE, Measure.INCOME, Measure.NET, Measure.BUDGET, Measure.DEVIATION),
        rows=RowsBy.GROUP,
        extra=_AHEAD,
        from_ledger=_BY_PARTS,
    ),
    TableShape(
        TableKind.EXPLOITATION_OUTCOME,
        _columns(Measure.EXPENDITURE, Measure.INCOME, Measure.NET, Measure.FORECAST, Measure.DEVIATION),
        rows=RowsBy.GROUP,
        extra=_AHEAD,
        from_ledger=_BY_PARTS,
        stored_under=TableKind.DEVELOPMENT_PROJECTS,
    ),
    TableShape(
        TableKind.INVESTMENT_PROJECTS,
        _columns(Measure.BUDGET, Measure.OUTCOME, Measure.DEVIATION),
        rows=RowsBy.GROUP,
        extra=_AHEAD,
        from_ledger=_BY_NET,
    ),
)
SHAPES: Mapping[TableKind, TableShape] = {shape.kind: shape for shape in _ALL}
