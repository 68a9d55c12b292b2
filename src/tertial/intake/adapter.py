"""What a kind of file says of itself, so that it comes in as every other does (adr 0085).

An adapter reads with its room's readers and writes with its room's actions; receiving, work rows, pages, refusals and
the command line are the same for all. It is a facet of the kind `stagedimport`, in `intake/kinds.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.common.fields import SeveralFiles
from tertial.common.keys import Keyed
from tertial.domain.message import DomainError, Message
from tertial.domain.ref import Ref
from tertial.intake.forms import AnswersForm, Data, SendForm
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.intake.shown import PastImport, PreviewPage
from tertial.intake.uploads import MOST_FILES
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace
from tertial.things.importers import ImportRequest
from tertial.things.kinds import kinds_with
from tertial.things.rights import Act

_MOST_BYTES = 20 * 1024**2
# How far the reading has come: bytes read, of how many. It stops work that nobody wants any more.
OnProgress = Callable[[int, int], object]


class Asks(DomainError):
    """Nothing is read before something is answered; `topics` name what."""

    topics: Sequence[str] = ()


class Outdated(DomainError):
    """Something else would be replaced than the preview told of: it is read again, to be looked at again."""


class Adapter(ABC):
    """A kind of file. It holds no state: every call gets the files with what has been said of them.

    `sources` says of what files, for the command's help; `sent_as` is the one of files that are sent to its page, None
    where their content decides it. `act` is what whoever imports must be allowed to do to the unit that they are for.
    `slug` stands in addresses. `title` stands over the list of imports, of which `note` says how to read it; `invites`
    says what can be sent and `explains` what its rows are. Its pages extend `base`, with the template `tabs` above;
    `answers` is the template of its form.
    """

    sources: ClassVar[Mapping[SourceKind, str]]
    sent_as: ClassVar[SourceKind | None] = None
    act: ClassVar[Act] = gate.PLAN
    slug: ClassVar[str]
    title: ClassVar[str]
    invites: ClassVar[str]
    note: ClassVar[str] = ""
    explains: ClassVar[str] = ""
    base: ClassVar[str] = "common/base.html"
    tabs: ClassVar[str] = ""
    answers: ClassVar[str] = "intake/answers.html"

    def unit_of(self, unit: Unit) -> Unit:
        """Whom files are for that are sent at work for a unit."""
        return unit

    @abstractmethod
    def what(self, staged: StagedImport) -> str:
        """What the files hold, in words."""

    @abstractmethod
    def send_form(self, _unit: Unit, *sent: Data) -> SendForm:
        """The form that takes files for a unit."""

    def files(self) -> SeveralFiles:
        """The field that takes files of a size that can be read at once."""
        return SeveralFiles(
            label=_("Files"),
            help_text=_(
                "CSV, Excel or OpenDocument, one or several. You see what is in them before anything is saved."
            ),
            accept=".csv,.txt,.tsv,.xlsx,.xls,.ods",
            most=MOST_FILES,
            most_bytes=_MOST_BYTES,
        )

    def examples(self, _unit: Unit) -> Mapping[str, ExportTable]:
        """Files to begin with, by what stands in their address."""
        return {}

    def answers_form(self, _staged: StagedImport, _data: Data | None = None) -> AnswersForm | None:
        """The form that takes what is said of how the files are read; None where nothing can be said."""
        return None

    @abstractmethod
    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """What was read, in words; once applied it no longer says what it would replace."""

    @abstractmethod
    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """The imports that were made and are seen from a workplace, newest first."""

    def beside(self, _workplace: Workplace, _staged: StagedImport | None = None) -> Mapping[str, Any]:
        """What the templates of the kind show besides, on the list or with the files that were sent."""
        return {}

    def receive(self, staged: StagedImport) -> None:
        """Says of files that have just come how they will be read, as it seems or as before: before they are stored.

        Raises DomainError for files that do not belong together.
        """
        staged.known = True

    def asked(self, _source: SourceKind, _request: ImportRequest) -> Mapping[str, Any]:
        """What the options of a command say of the files, as `receive_files` takes it. Raises WrongRequest."""
        return {}

    def answered(self, _staged: StagedImport, _request: ImportRequest) -> Mapping[str, Any] | None:
        """How they are read with what the options answer; None where that stays. Raises WrongRequest."""
        return None

    def left_open(self, _topics: Sequence[str], message: Message) -> DomainError:
        """The refusal of a command that does not say what must be known, with the options that would."""
        return Asks(message)

    def closing(self, _staged: StagedImport, _request: ImportRequest) -> tuple[int | None, Sequence[tuple[str, str]]]:
        """The month to which a ledger is closed, YYYYMM, and what the command says of it."""
        return None, ()

    def described(self, _staged: StagedImport) -> SavedMapping | None:
        """Where what was said of the files is remembered, for the next ones like them; None where it is not.

        Raises DomainError where what was said does not suffice.
        """
        return None

    @abstractmethod
    def read(self, staged: StagedImport, by: Person, tell: OnProgress) -> dict[str, Any]:
        """What the files would bring, as it is stored and shown; leaves nothing written in the database.

        Raises DomainError where the files cannot be read at all, and Asks where something must be known first.
        """

    @abstractmethod
    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> Keyed:
        """Writes what was read through the room's actions, and in the same transaction `also` with what was made.

        Raises DomainError where that cannot be, Outdated where it has changed since: nothing is written then.
        """


class AdapterOfImports(Adapter):
    """One whose imports are things of their own, of the kind `made`, with a page each; others are undone in the log."""

    made: ClassVar[str]

    @abstractmethod
    def take_back(self, *, by: Person, ref: Ref) -> None:
        """Takes what was brought out again, through the room's actions. Raises DomainError where that cannot be."""


def adapter_of(source: str) -> Adapter:
    """The adapter of a kind of file."""
    return next(adapter for adapter in _adapters() if source in adapter.sources)


def adapter_of_import(ref: Ref) -> AdapterOfImports:
    """The adapter of an import."""
    return next(each for each in _adapters() if isinstance(each, AdapterOfImports) and each.made == ref.kind)


def adapter_at(slug: str) -> Adapter | None:
    """The adapter that an address names; None where there is none."""
    return next((adapter for adapter in _adapters() if adapter.slug == slug), None)


def _adapters() -> Iterator[Adapter]:
    # mypy would have a class that can be made, but this one is only looked for.
    return (adapter for _kind, adapter in kinds_with(Adapter))  # type: ignore[type-abstract]
