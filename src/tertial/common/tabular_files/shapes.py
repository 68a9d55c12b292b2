"""What a table in a file is, before anyone knows what its columns mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop

# A table with more columns than this is an accident: a form, a matrix, or a cell far out.
MOST_COLUMNS = 500

# One line: its number in the file as a person counts it, and its cells, as many as there are headings.
Row = tuple[int, list[str]]


class UnreadableFile(DomainError):
    """The file as a whole cannot be read; the message says why and what to do."""


class FileKind(StrEnum):
    """How a file holds its table."""

    DELIMITED = "delimited"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, and whether it is hidden there."""

    name: str
    hidden: bool


class Fault(StrEnum):
    """Why one line could not be divided into cells."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    QUOTES = "quotes"
    CHARACTERS = "characters"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A line that could not be divided into as many cells as there are headings."""

    number: int
    text: str
    fault: Fault
    cells: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of a file that cannot be used, or is hardly true, and why."""

    file: str
    line: int
    reason: Message


OnBroken = Callable[[BrokenRow], None]
# Whether a line could be the headings of what someone looks for.
Fits = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file; what is left empty is found out from the file itself.

    `header_row` is the number of the line with the headings, 0 for a table without, None to find out.
    """

    charset: str = ""
    delimiter: str = ""
    quoted: bool | None = None
    sheet: str = ""
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in a file, and how it is read. `charset` and `delimiter` are empty in a workbook, `sheet` in text."""

    path: Path
    name: str
    kind: FileKind
    charset: str
    delimiter: str
    quoted: bool
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    header: tuple[str, ...]
    # Whether bytes were met that the charset has no character for; their lines come out as broken.
    damaged: bool = False
    # Whether the workbook has formulas: their last results are read; there are none where they were never calculated.
    formulas: bool = False
    # Whether rows of the workbook are hidden, by hand or by a filter; they are read like the others.
    hidden_rows: bool = False
    # The hidden among the sheets: they are read only when they are asked for.
    hidden_sheets: tuple[str, ...] = ()
    # The visible sheets whose headings fit what is looked for.
    fitting_sheets: tuple[str, ...] = ()
    # The lines above the headings, each as one text.
    above: tuple[str, ...] = ()
    # Whether the number formats of the cells are known; where not, a code shown as 0351 may come as 351.
    formats_known: bool = True

    def refusal(self, row: BrokenRow) -> Refusal:
        """The refusal of a line that could not be divided."""
        template = gettext_noop("the line does not divide into %(columns)s columns: “%(text)s”")
        reason = Message(template, {"columns": len(self.header), "text": excerpt(row.text)})
        return Refusal(self.name, row.number, reason)
