"""What a kind of file says of itself, so that it comes in as every other does: read, previewed, imported, taken back.

An adapter reads with its room's readers and writes with its room's actions; pages, progress, refusals, memory and the
command line are the same for all (adr 0085). It is a facet of the kind `stagedimport`, in `intake/kinds.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.common.stored_messages import as_json, from_json
from tertial.domain.message import Message
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things.rights import Act

OnProgress = Callable[[int, int], object]
# A text for the page: a sentence in the language of whoever looks, or a word of the municipality's own.
Said = Message | str


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file: where it lies, what its sender calls it, and the SHA-256 of its bytes."""

    path: Path
    name: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What one import is about: by whom, for which unit and year, of which files, with which answers.

    `folder` belongs to this reading alone: what `read` leaves there `apply` finds again. `tell` takes how far the work
    has come, so much of so much, and is called about once a second at least: it stops work that nobody wants any more.
    """

    by: Person
    unit: Unit
    year: int
    files: Sequence[SentFile]
    answers: Mapping[str, str] = field(default_factory=dict)
    folder: Path = Path()
    tell: OnProgress = lambda _done, _all: None

    def answer(self, word: str) -> str:
        """What was answered to a question, empty where nothing was."""
        return self.answers.get(word, "")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be known before the files are read, with what it seems to be.

    `choices` are values with their words. `guess` is the value that the files speak for, empty where they leave it
    open: then a person is asked, unless it may be left out (`needed` is false). An answer is remembered for the
    next files with the same headings where `kept` is true.
    """

    word: str
    label: Said
    choices: Sequence[tuple[str, Said]]
    guess: str = ""
    needed: bool = True
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be used, or among the doubts is hardly true: file, sheet where there are several, line, why."""

    file: str
    line: int
    reason: Message
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class PreviewTable:
    """A table of what would come in: rows of cells, the first of each row its name; `more` are not shown."""

    title: Said
    headings: Sequence[Said]
    rows: Sequence[Sequence[Said]]
    more: int = 0
    note: Said = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. It is stored, so that it can be read as it was when someone applied it.

    `rows` counts what would be written: with none there is nothing to import. Where a row is refused nothing can be
    imported. `seen` marks what stands now where the rows will go; `apply` is given it and refuses what has changed.
    `facts` are proofs: names and figures. `notes` are told above the tables.
    """

    rows: int
    facts: Sequence[tuple[Said, Said]] = ()
    notes: Sequence[Message] = ()
    tables: Sequence[PreviewTable] = ()
    refused: Sequence[Refusal] = ()
    doubtful: Sequence[Refusal] = ()
    seen: str = ""

    @property
    def may_be_applied(self) -> bool:
        """Whether there is something to import and no row is refused."""
        return bool(self.rows) and not self.refused

    def as_json(self) -> dict[str, Any]:
        """The preview as JSON holds it."""
        return {
            "rows": self.rows,
            "facts": [[_stored(name), _stored(value)] for name, value in self.facts],
            "notes": [as_json(note) for note in self.notes],
            "tables": [_stored_table(table) for table in self.tables],
            "refused": [_stored_refusal(each) for each in self.refused],
            "doubtful": [_stored_refusal(each) for each in self.doubtful],
            "seen": self.seen,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Preview":
        """The preview that `as_json` gave."""
        return cls(
            rows=stored["rows"],
            facts=[(_said(name), _said(value)) for name, value in stored["facts"]],
            notes=[from_json(note) for note in stored["notes"]],
            tables=[_table(each) for each in stored["tables"]],
            refused=[_refusal(each) for each in stored["refused"]],
            doubtful=[_refusal(each) for each in stored["doubtful"]],
            seen=stored["seen"],
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import: the thing it is seen at, and in `kept` what its adapter needs to take it back."""

    ref: Ref = NO_REF
    kept: Mapping[str, Any] = field(default_factory=dict)


class Adapter(ABC):
    """A kind of file. Adapters hold no state: every call gets the job.

    `word` stands in addresses and on the command line; `many` names what comes in ("Staff figures") and `about` says of
    what files, for the command's help. `act` is what whoever imports must be allowed to do to `guarded(unit, year)`.
    """

    word: ClassVar[str]
    many: ClassVar[str]
    about: ClassVar[str]
    act: ClassVar[Act] = gate.PLAN
    accept: ClassVar[str] = ".csv,.txt,.tsv,.xlsx,.xls,.ods"

    @abstractmethod
    def fits(self, files: Sequence[SentFile]) -> bool:
        """Whether the files are of this kind, by their headings or content; wrong files never raise here."""

    @abstractmethod
    def read(self, job: Job) -> Preview:
        """What the files would bring, every row that cannot be used with its reason; writes nothing to the database.

        Raises DomainError where the files cannot be read at all.
        """

    @abstractmethod
    def apply(self, job: Job, seen: str) -> Brought:
        """Writes through the room's actions; the caller's transaction is open, and is undone where this raises.

        `seen` is that of the preview. Raises DomainError where what it told of has changed.
        """

    @abstractmethod
    def take_back(self, *, by: Person, unit: Unit, brought: Brought) -> None:
        """Takes what was brought out again, through the room's actions, in the caller's transaction.

        Raises DomainError where a later import, or someone's change, builds on it.
        """

    def questions(self, _job: Job) -> Sequence[Question]:
        """What must be known before the files are read; asked again with every answer, as one may lead to another."""
        return ()

    def guarded(self, unit: Unit, _year: int) -> Unit:
        """What the act is done to."""
        return unit

    def headings(self, _job: Job) -> Sequence[str]:
        """The headings by which answers are remembered; empty where they hold for all files of the kind."""
        return ()

    def examples(self, _unit: Unit) -> Mapping[str, ExportTable]:
        """Empty files to begin with, by name."""
        return {}


def _stored(said: Said) -> Any:  # noqa: ANN401 - JSON
    return as_json(said) if isinstance(said, Message) else said


def _said(stored: Any) -> Said:  # noqa: ANN401 - JSON
    return from_json(stored) if isinstance(stored, dict) else str(stored)


def _stored_table(table: PreviewTable) -> dict[str, Any]:
    return {
        "title": _stored(table.title),
        "headings": [_stored(heading) for heading in table.headings],
        "rows": [[_stored(cell) for cell in row] for row in table.rows],
        "more": table.more,
        "note": _stored(table.note),
    }


def _table(stored: Mapping[str, Any]) -> PreviewTable:
    return PreviewTable(
        title=_said(stored["title"]),
        headings=[_said(heading) for heading in stored["headings"]],
        rows=[[_said(cell) for cell in row] for row in stored["rows"]],
        more=stored["more"],
        note=_said(stored["note"]),
    )


def _stored_refusal(refusal: Refusal) -> dict[str, Any]:
    return {"file": refusal.file, "line": refusal.line, "sheet": refusal.sheet, "reason": as_json(refusal.reason)}


def _refusal(stored: Mapping[str, Any]) -> Refusal:
    return Refusal(stored["file"], stored["line"], from_json(stored["reason"]), stored["sheet"])
