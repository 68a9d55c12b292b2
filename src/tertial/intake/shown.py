"""What the pages of imports show, the same for every kind of file, in the language of whoever looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.common.stored_messages import as_json, from_json
from tertial.common.tabular_files import Refusal
from tertial.common.wording import sentence
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit

MOST_KEPT = 100


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
    fetched whole, and one `on_page_only` is not for the command line.
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
    on_page_only: bool = False

    def as_export(self) -> ExportTable:
        """The table for the command line."""
        headings = [heading for heading, _cell in self.rows[0].cells]
        return ExportTable(
            self.title, [self.first, *headings], [[row.name, *(cell for _h, cell in row.cells)] for row in self.rows]
        )


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What files would bring or have brought: figures, sentences by their tone, and tables that hold rows.

    For its `findings` the command line ends with 1.
    """

    facts: Sequence[tuple[str, str]]
    notes: Mapping[str, Sequence[str]]
    tables: Sequence[Table]
    may_be_applied: bool = True
    findings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that was made for a unit: of what kind, of which files, with what came of it in a cell a column.

    `ref` is its own where it is a thing, else that of the files it came by, as several bring the same plan or code; it
    is None where no files were kept. `page` is its address, `take_back` where to send to take it back; both are empty
    where there is none. `told` are sentences about it, each with the address of the import that it is about.
    """

    ref: Ref | None
    unit: Unit
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


def stored_lines(lines: Sequence[Refusal]) -> dict[str, Any]:
    """Lines of files with what is said of each, as a preview keeps them: the first of them, and how many there are."""
    first = [{"file": each.file, "line": each.line, "reason": as_json(each.reason)} for each in lines[:MOST_KEPT]]
    return {"first": first, "count": len(lines)}


def table_of_lines(key: str, title: str, stored: Mapping[str, Any]) -> Table:
    """The table of lines that `stored_lines` kept."""
    first = stored["first"]
    rows = [
        Cells(str(each["file"]), [(_("Line"), str(each["line"])), (_("Why"), sentence(from_json(each["reason"])))])
        for each in first
    ]
    return Table(key, title, _("File"), rows, more=stored["count"] - len(first), shows_lines=True)


def first_rows_as_they_stand(headings: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Table:
    """The table of the first rows of a file."""
    cells = [Cells(str(line), list(zip(headings, row, strict=False))) for line, row in rows]
    return Table(
        "rows", _("The first rows as they stand"), _("Line"), cells, wide=True, shows_lines=True, on_page_only=True
    )


def all_or_none(refused: Mapping[str, Any]) -> tuple[dict[str, Sequence[str]], list[str]]:
    """What is said, on a page and at its end on the command line, where a refused line keeps the others out too."""
    if not refused["count"]:
        return {}, []
    said = _("Some rows cannot be used, so nothing was saved; correct them and import the files again.")
    shown = _("Some rows cannot be used, so nothing can be saved. Correct them in the file and send it again.")
    return {"error": [shown]}, [said]


def standing(*, taken_back: bool, counts: bool = True, partly: bool = False) -> StatusMark:
    """How an import stands: taken back, or whether what it brought still counts, all of it or a part."""
    if taken_back:
        return StatusMark(_("Taken back"), Shape.CROSS, Tone.NEUTRAL)
    if not counts:
        return StatusMark(_("Replaced"), Shape.PAUSED, Tone.NEUTRAL)
    if partly:
        return StatusMark(_("Partly replaced"), Shape.HALF, Tone.FAIR)
    return StatusMark(_("In use"), Shape.CHECK, Tone.GOOD)
