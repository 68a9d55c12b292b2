"""What the pages of imports show, the same for every kind of file, in the language of whoever looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.domain.document.status import StatusMark
from tertial.domain.ref import Ref


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table: its heading and what stands in its cells, each with the heading of its column."""

    name: str
    cells: Sequence[tuple[str, str]]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the heading of its first column. Of `more` rows it only says how many they are.

    A `wide` one scrolls sideways. One that shows lines of files is for whoever may import; one with `has_file` can be
    fetched whole.
    """

    key: str
    title: str
    first: str
    rows: Sequence[Cells]
    more: int = 0
    note: str = ""
    wide: bool = False
    shows_lines: bool = False
    has_file: bool = False

    def as_export(self) -> ExportTable:
        """The table for the command line."""
        headings = [heading for heading, _cell in self.rows[0].cells]
        return ExportTable(
            self.title, [self.first, *headings], [[row.name, *(cell for _h, cell in row.cells)] for row in self.rows]
        )


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What files would bring or have brought: figures, sentences by their tone, and tables that hold rows."""

    facts: Sequence[tuple[str, str]]
    notes: Mapping[str, Sequence[str]]
    tables: Sequence[Table]
    may_be_applied: bool = True


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that was made: of what kind, of which files, with what came of it in a cell a column.

    `page` is its address, `take_back` where to send to take it back; both are empty where there is none. `told` are
    sentences about it, each with the address of the import that it is about.
    """

    ref: Ref
    what: str
    title: str
    files: Sequence[Mapping[str, Any]]
    at: datetime
    by: Person | None
    mark: StatusMark
    cells: Sequence[tuple[str, str]]
    page: str = ""
    take_back: str = ""
    told: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def names(self) -> str:
        """What its files were called."""
        return ", ".join(str(file["name"]) for file in self.files)
