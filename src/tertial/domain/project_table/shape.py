"""What a project table is made of: the columns that the domain knows, and what a municipality chooses among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What an amount of a project is."""

    BUDGET = "budget"
    FORECAST = "forecast"
    TOTAL_BUDGET = "total_budget"
    PLAN = "plan"
    RESERVED = "reserved"
    ALLOTTED = "allotted"
    DECIDED = "decided"
    APPLIED = "applied"
    CARRY_OVER = "carry_over"
    OUTCOME = "outcome"
    EXPENDITURE = "expenditure"
    INCOME = "income"
    RECEIVED = "received"
    SPENT = "spent"
    NET = "net"
    DEVIATION = "deviation"
    REMAINING = "remaining"
    USED = "used"
    EXPECTED = "expected"
    EXPECTED_DEVIATION = "expected_deviation"


class Fact(StrEnum):
    """What a column says of a project that is no amount."""

    GROUP = "group"
    RESPONSIBLE = "responsible"
    UNIT = "unit"
    TEXT = "text"
    GOAL = "goal"


DECIDED = frozenset(
    {
        Measure.BUDGET,
        Measure.FORECAST,
        Measure.TOTAL_BUDGET,
        Measure.PLAN,
        Measure.RESERVED,
        Measure.ALLOTTED,
        Measure.DECIDED,
        Measure.APPLIED,
        Measure.CARRY_OVER,
    }
)
"""Amounts that follow from a decision or an application."""
REPORTED = frozenset(
    {Measure.OUTCOME, Measure.EXPENDITURE, Measure.INCOME, Measure.RECEIVED, Measure.SPENT, Measure.EXPECTED}
)
"""Amounts that say what happened, or what the whole year is expected to come to."""
DERIVED = frozenset({Measure.NET, Measure.DEVIATION, Measure.REMAINING, Measure.USED, Measure.EXPECTED_DEVIATION})
"""What is worked out from the other amounts of a row."""
FROM_THE_BEGINNING = frozenset({Measure.SPENT, Measure.TOTAL_BUDGET})
"""Amounts that count from the beginning of a project, not in one year."""
HAPPENED = (Measure.NET, Measure.OUTCOME, Measure.RECEIVED, Measure.SPENT)
"""What is compared with a plan: the first of them that a table has."""
PLANNED = (
    Measure.FORECAST,
    Measure.BUDGET,
    Measure.DECIDED,
    Measure.ALLOTTED,
    Measure.TOTAL_BUDGET,
    Measure.APPLIED,
    Measure.RESERVED,
    Measure.PLAN,
)
"""What an outcome is compared with: the first of them that a table has."""
MOST_YEARS_AHEAD = 4


class LedgerPart(StrEnum):
    """What of a project's ledger lines a column holds."""

    NET = "net"
    EXPENDITURE = "expenditure"
    INCOME = "income"


LEDGER_PARTS: Mapping[Measure, LedgerPart] = {
    Measure.OUTCOME: LedgerPart.NET,
    Measure.EXPENDITURE: LedgerPart.EXPENDITURE,
    Measure.INCOME: LedgerPart.INCOME,
    Measure.RECEIVED: LedgerPart.INCOME,
}
"""What comes from the ledger for a project with a project code."""


class RowsBy(StrEnum):
    """A row for each project; the same under the heading of its group; or a row for each group or unit with its sum."""

    PROJECT = "project"
    UNDER_GROUPS = "under_groups"
    GROUP = "group"
    UNIT = "unit"


SUMMED = frozenset({RowsBy.GROUP, RowsBy.UNIT})
"""Rows that are sums of projects."""


@dataclass(frozen=True, slots=True, order=True)
class ColumnKey:
    """A column of amounts: its measure, and for plans how many years after the report's it is."""

    measure: Measure
    years_ahead: int = 0

    @property
    def key(self) -> str:
        """The column's name in configuration, addresses and refs: `budget`, `plan_1`."""
        return f"{self.measure}_{self.years_ahead}" if self.years_ahead else str(self.measure)


AnyColumn = ColumnKey | Fact

CHOICES: tuple[AnyColumn, ...] = (
    *(ColumnKey(measure) for measure in Measure if measure is not Measure.PLAN),
    *(ColumnKey(Measure.PLAN, years) for years in range(MOST_YEARS_AHEAD + 1)),
    *Fact,
)
"""Every column that a table can have."""


def column_name(column: AnyColumn) -> str:
    """What a column is called in a declaration."""
    return column.key if isinstance(column, ColumnKey) else column.value


_BY_NAME: Mapping[str, AnyColumn] = {column_name(each): each for each in CHOICES}


def column_named(name: str) -> AnyColumn | None:
    """The column that a declaration names; None for one that the domain does not know."""
    return _BY_NAME.get(name)


@dataclass(frozen=True, slots=True)
class TableShape:
    """What a table holds, as its municipality has declared it.

    `printed` stand in reports in that order, `extra` only on pages. `stored_under` is the table whose projects these
    are, where they are another's. `has_reserve`: a project can be held in reserve; `has_parts`: or be part of another.
    """

    key: str
    printed: tuple[AnyColumn, ...]
    rows: RowsBy = RowsBy.PROJECT
    extra: tuple[ColumnKey, ...] = ()
    stored_under: str = ""
    text_for_each: bool = False
    asks_goal: bool = False
    has_reserve: bool = False
    has_parts: bool = False

    @property
    def projects_of(self) -> str:
        """The table under which the projects are stored."""
        return self.stored_under or self.key

    @property
    def columns(self) -> tuple[ColumnKey, ...]:
        """The printed columns that hold amounts."""
        return tuple(column for column in self.printed if isinstance(column, ColumnKey))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The printed columns that hold no amounts."""
        return tuple(column for column in self.printed if isinstance(column, Fact))

    @property
    def amounts(self) -> tuple[ColumnKey, ...]:
        """Every column of amounts, the printed ones first."""
        return (*self.columns, *self.extra)

    @property
    def from_ledger(self) -> Mapping[Measure, LedgerPart]:
        """The measures that come from the ledger for a project with a project code."""
        return {each.measure: LEDGER_PARTS[each.measure] for each in self.amounts if each.measure in LEDGER_PARTS}

    @property
    def entered(self) -> tuple[ColumnKey, ...]:
        """The columns whose amounts are written by people, where the ledger does not hold them."""
        return tuple(column for column in self.amounts if column.measure not in DERIVED)

    @property
    def compared(self) -> tuple[Measure, Measure] | None:
        """What happened and what was planned, where the table compares them; None where it does not."""
        compares = {Measure.DEVIATION, Measure.REMAINING, Measure.USED} & {each.measure for each in self.amounts}
        return (self.happened, self.planned) if compares else None

    @property
    def happened(self) -> Measure:
        """What is compared with a plan."""
        return next((measure for measure in HAPPENED if self.column(measure)), Measure.OUTCOME)

    @property
    def planned(self) -> Measure:
        """What an outcome, or what is expected of the year, is compared with."""
        return next((measure for measure in PLANNED if self.column(measure)), Measure.BUDGET)

    @property
    def foreseen(self) -> tuple[AnyColumn, ...] | None:
        """The columns of a table that looks ahead to the end of the year; None for a table that nobody forecasts."""
        if self.column(Measure.EXPECTED) is None:
            return None
        left_out = {Measure.DEVIATION, Measure.REMAINING, Measure.USED, *_AHEAD}
        if self.column(Measure.NET):
            left_out |= {Measure.EXPENDITURE, Measure.INCOME}
        ahead = tuple(ColumnKey(measure) for measure in _AHEAD if self.column(measure))
        return (*(each for each in self.columns if each.measure not in left_out), *ahead, *self.facts)

    def column(self, key: str) -> ColumnKey | None:
        """The column of amounts with the key, if the table has it."""
        return next((column for column in self.amounts if column.key == key), None)


_AHEAD = (Measure.EXPECTED, Measure.EXPECTED_DEVIATION)
