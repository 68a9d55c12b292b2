"""What a sheet of the workbook is made of: its columns, and what may stand in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tertial.domain.message import Message

# What a cell holds once it is read. None is an empty cell; several links are a tuple, amounts are whole öre.
Value = str | int | Decimal | date | bool | tuple[str, ...] | None
Key = tuple[Value, ...]

LONGEST_CELL = 32_767
"""How many characters a cell of a workbook can hold."""
MOST_ROWS = 10_000
"""How many rows a sheet may have."""


class Kind(StrEnum):
    """What kind of value stands in a column."""

    TEXT = "text"
    CODE = "code"
    UNIT = "unit"
    PERSON = "person"
    DAY = "day"
    YEAR = "year"
    PERIOD = "period"
    WHOLE = "whole"
    DECIMAL = "decimal"
    KRONOR = "kronor"
    WORD = "word"
    YES = "yes"
    LINK = "link"
    LINKS = "links"
    SHOWN = "shown"
    """Written for the eye alone, and never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `heading` and `help` are English templates that are translated when they are printed.

    `words` names the list that a WORD is chosen from. A `keeping` column leaves what is stored where its cell is empty;
    in the others an empty cell means that there is nothing. `weighs` names the column of links that its weights are of.
    """

    key: str
    heading: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False
    keeping: bool = False
    words: str = ""
    weighs: str = ""
    least: int = 0
    most: int = 0
    width: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `keys` are the columns that a row is recognised by.

    `group` are the columns that say of what the sheet holds all: the goals of a unit and year. What is stored in a
    group that the file has rows of, and is not among them, is told. `coded` is the column whose code may be left out
    in a new row, and `named` the one that the code is then made of.
    """

    key: str
    heading: str
    about: str
    one: str
    columns: Sequence[Column]
    keys: Sequence[str]
    group: Sequence[str] = ()
    coded: str = ""
    named: str = ""

    def column(self, key: str) -> Column:
        """The column with the key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def read(self) -> Sequence[Column]:
        """The columns that are read, without those for the eye."""
        return [column for column in self.columns if column.kind is not Kind.SHOWN]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its number in the sheet, and the values of the columns that the sheet has."""

    number: int
    values: Mapping[str, Value]

    def key(self, sheet: Sheet) -> Key:
        """What it is recognised by."""
        return tuple(self.values.get(column) for column in sheet.keys)

    def group(self, sheet: Sheet) -> Key:
        """What the sheet holds all of, that it belongs to."""
        return tuple(self.values.get(column) for column in sheet.group)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row, or a whole sheet, cannot be taken. `row` is 0 and `column` empty where it is about more than one."""

    sheet: Sheet
    row: int
    column: str
    message: Message


@dataclass(frozen=True, slots=True)
class Words:
    """The words that can be chosen in columns: by the name of the list each value with its spellings.

    The first spelling is printed; all are read, in any case.
    """

    lists: Mapping[str, Mapping[str, Sequence[str]]]

    def printed(self, name: str, value: str) -> str:
        """A value as it is printed."""
        return next(iter(self.lists.get(name, {}).get(value, ())), value)

    def offered(self, name: str) -> list[str]:
        """Every value as it is printed, in order."""
        return [spellings[0] for spellings in self.lists.get(name, {}).values()]

    def value(self, name: str, written: str) -> str | None:
        """The value that was written so; None where there is none."""
        wanted = " ".join(written.split()).casefold()
        for value, spellings in self.lists.get(name, {}).items():
            if wanted == value.casefold() or any(wanted == " ".join(each.split()).casefold() for each in spellings):
                return value
        return None
