"""What each row of a pasted table becomes in a project table, before anything is written.

Rule: docs/rules/project-tables.md, Pasted rows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tertial.domain.document.pasted_table import PastedTable
from tertial.domain.document.table import RowKind
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.money import MONEY_UNITS, from_ore, to_ore
from tertial.domain.numbers_sv import parse_quantity, plain
from tertial.domain.project_table.shape import ColumnKey, Measure, TableShape
from tertial.domain.quantity import Quantity, Unit, round_half_up
from tertial.domain.statement.sign import Convention

NAME, GROUP, LEFT_OUT = "name", "group", ""
"""What a pasted column can be besides one of the table's amounts."""
LONGEST_NAME = 200
MOST_ORE = 10**15
"""Ten thousand billion kronor: more is a slip of the unit."""
_NOTHING = {"", "-"}


class Becomes(StrEnum):
    """What a pasted row becomes."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that the table has: its amounts in öre as booked, its group, and what people do not enter in it.

    `forecast_on` is the day of its latest forecast, which a later one takes the place of.
    """

    number: int
    name: str
    entered: Mapping[ColumnKey, int] = field(default_factory=dict)
    group: str = ""
    from_ledger: frozenset[Measure] = frozenset()
    forecast_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a pasted table is read: what each of its columns is, and the table that it is to stand in.

    `groups` are the names of the table's groups by their keys; `on` is the day that the amounts are dated.
    """

    columns: tuple[str, ...]
    shape: TableShape
    convention: Convention
    money_unit: Unit
    decimals: int
    on: date
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entered:
    """An amount to enter, in öre as booked, so that the column comes to what was pasted (`stands`)."""

    column: ColumnKey
    amount: int
    stands: int


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A pasted row, counted from 1 with the headings, and what it becomes.

    `project` is the number of the row that it changes. `group` is the key of the group that it is put in, empty where
    that stays. `said` is why it is refused or left out, or what of it is.
    """

    number: int
    name: str
    becomes: Becomes
    project: int | None = None
    amounts: tuple[Entered, ...] = ()
    group: str = ""
    said: tuple[Message, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether something is stored for the row."""
        return self.becomes in {Becomes.NEW, Becomes.CHANGED}


class WrongColumns(DomainError):
    """The pasted columns cannot be read as those of the table."""


def proposed_columns(labels: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """What each pasted column is by its heading; `known` is what headings mean.

    Where no heading names the rows, the first column does. What is not known, or stands already, is left out.
    """
    found: list[str] = []
    meanings = {_folded(heading): meaning for heading, meaning in known.items()}
    for label in labels:
        meaning = meanings.get(_folded(label), LEFT_OUT)
        found.append(LEFT_OUT if meaning in found else meaning)
    if NAME not in found and found and found[0] == LEFT_OUT:
        found[0] = NAME
    return tuple(found)


def read_rows(table: PastedTable, reading: Reading, standing: Sequence[Standing]) -> list[PastedLine]:
    """What each pasted row becomes. Raises WrongColumns for columns that say nothing, or the same twice."""
    _check_columns(reading.columns)
    by_name: dict[str, list[Standing]] = {}
    for each in standing:
        by_name.setdefault(_folded(each.name), []).append(each)
    at = reading.columns.index(NAME)
    times = Counter(_folded(row.cells[at]) for row in table.rows)
    lines, heading = [], ""
    for number, row in enumerate(table.rows, start=2):
        name, group = row.cells[at], _group_named(reading, row.cells[at])
        held = by_name.get(_folded(name), [])
        if row.kind is RowKind.GROUP and group and not held:
            heading = group
            lines.append(_left_out(number, name, gettext_noop("The heading of a group; the rows below are put in it.")))
        elif row.kind is RowKind.TOTAL and not held:
            lines.append(_left_out(number, name, gettext_noop("A sum; Tertial works it out.")))
        else:
            lines.append(_line(_Row(number, name, row.cells, times[_folded(name)]), reading, held, heading))
    return lines


class _Refused(DomainError):
    """A pasted row cannot become one of the table."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    name: str
    cells: tuple[str, ...]
    times: int


def _line(row: _Row, reading: Reading, held: Sequence[Standing], heading: str) -> PastedLine:
    if (wrong := _wrong_name(row, held)) is not None:
        return PastedLine(row.number, row.name, Becomes.REFUSED, said=(wrong,))
    stands = held[0] if held else None
    try:
        group = _group_of(row, reading) or heading
        amounts, said = _amounts(row, reading, stands or Standing(0, row.name))
    except DomainError as error:
        return PastedLine(row.number, row.name, Becomes.REFUSED, said=(error.message,))
    if stands is None:
        return PastedLine(row.number, row.name, Becomes.NEW, None, amounts, group, said)
    group = "" if group == stands.group else group
    becomes = Becomes.CHANGED if amounts or group else Becomes.SAME
    return PastedLine(row.number, row.name, becomes, stands.number, amounts, group, said)


def _wrong_name(row: _Row, held: Sequence[Standing]) -> Message | None:
    if not row.name:
        return Message(gettext_noop("The row has no name; write what it is called."))
    if len(row.name) > LONGEST_NAME:
        return Message(gettext_noop("The name is longer than %(most)s characters; shorten it."), {"most": LONGEST_NAME})
    if row.times > 1:
        return Message(gettext_noop("The name stands in several pasted rows; give each row a name of its own."))
    if len(held) > 1:
        return Message(gettext_noop("Several rows of the table have this name; enter the amounts on the row's page."))
    return None


def _amounts(row: _Row, reading: Reading, stands: Standing) -> tuple[tuple[Entered, ...], tuple[Message, ...]]:
    """The amounts to enter for a row, and what is said of cells that are left out. Raises DomainError."""
    found: list[Entered] = []
    said: list[Message] = []
    for meaning, cell in zip(reading.columns, row.cells, strict=True):
        column = reading.shape.column(meaning)
        if column is None or plain(cell) in _NOTHING:
            continue
        if column.measure in stands.from_ledger:
            template = gettext_noop(
                "The amount “%(cell)s” is left out: it is read from the ledger by the project code."
            )
            said.append(Message(template, {"cell": excerpt(cell)}))
            continue
        found.extend(_entered(column, cell, reading, stands))
    return tuple(found), tuple(said)


def _entered(column: ColumnKey, cell: str, reading: Reading, stands: Standing) -> Iterator[Entered]:
    """What is to be entered so that the column comes to what the cell says; nothing where it prints that already."""
    quantity = _money(cell, reading.money_unit)
    wanted = reading.convention.booked(to_ore(quantity))
    if abs(wanted) > MOST_ORE:
        raise _Refused(Message(gettext_noop("The amount is too large to be true; check the unit it is written in.")))
    before = stands.entered.get(column)
    if before is not None and before == wanted:
        return
    if before is not None and _prints(before, quantity, reading):
        return
    if column.measure is not Measure.EXPECTED:
        yield Entered(column, wanted - (before or 0), wanted)
        return
    if stands.forecast_on is not None and stands.forecast_on > reading.on:
        template = gettext_noop("There is a later forecast, of %(day)s; choose that day or a later one.")
        raise _Refused(Message(template, {"day": stands.forecast_on.isoformat()}))
    yield Entered(column, wanted, wanted)


def _prints(before: int, quantity: Quantity, reading: Reading) -> bool:
    """Whether the table already prints the figure, which may be a rounded one."""
    printed = from_ore(reading.convention.shown(before), reading.money_unit, reading.decimals)
    return quantity.unit is reading.money_unit and round_half_up(printed.value, printed.decimals) == quantity.value


def _money(cell: str, money_unit: Unit) -> Quantity:
    """The amount in a cell, in the table's unit where none is written."""
    quantity = parse_quantity(cell)
    if quantity.unit in {Unit.COUNT, Unit.RATIO}:
        return Quantity(quantity.value, money_unit, quantity.decimals)
    if quantity.unit not in MONEY_UNITS:
        template = gettext_noop("“%(cell)s” is not an amount of money; write it without a unit, or in kr, tkr or mnkr.")
        raise _Refused(Message(template, {"cell": excerpt(cell)}))
    return quantity


def _group_of(row: _Row, reading: Reading) -> str:
    """The key of the group that a row says it stands in. Raises _Refused for one that the table does not have."""
    if GROUP not in reading.columns or not (cell := row.cells[reading.columns.index(GROUP)]):
        return ""
    if (found := _group_named(reading, cell)) == "":
        template = gettext_noop("The table has no group called “%(group)s”; add it under Columns, words and signs.")
        raise _Refused(Message(template, {"group": excerpt(cell)}))
    return found


def _group_named(reading: Reading, text: str) -> str:
    wanted = _folded(text)
    return next((key for key, name in reading.groups.items() if _folded(name) == wanted), "")


def _left_out(number: int, name: str, template: str) -> PastedLine:
    return PastedLine(number, name, Becomes.LEFT_OUT, said=(Message(template),))


def _check_columns(columns: Sequence[str]) -> None:
    chosen = [meaning for meaning in columns if meaning != LEFT_OUT]
    if NAME not in chosen:
        raise WrongColumns(Message(gettext_noop("Choose which column holds the names of the rows.")))
    if len(set(chosen)) < len(chosen):
        raise WrongColumns(Message(gettext_noop("Two columns are read as the same; choose another for one of them.")))
    if len(chosen) == 1:
        raise WrongColumns(
            Message(gettext_noop("Only the names would be read; choose what at least one more column holds."))
        )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
