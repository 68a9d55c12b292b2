"""What a kind of file says of itself, so that it comes in as every other does (adr 0085).

An adapter reads with its room's readers and writes with its room's actions; receiving, work rows, pages, refusals and
the command line are the same for all. It is a facet of the kind `stagedimport`, in `intake/kinds.py`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.domain.message import DomainError
from tertial.domain.ref import Ref
from tertial.intake.forms import AnswersForm, Data, SendForm
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.intake.shown import PastImport, PreviewPage
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace
from tertial.things.kinds import kinds_with
from tertial.things.rights import Act

# How far the reading has come: bytes read, of how many. It stops work that nobody wants any more.
OnProgress = Callable[[int, int], object]


class Asks(DomainError):
    """Nothing is read before something is answered; `topics` name what."""

    topics: Sequence[str] = ()


class Adapter:
    """A kind of file. It holds no state: every call gets the files with what has been said of them.

    `act` is what whoever imports must be allowed to do to the unit that the files are for. `sent_as` is the source of
    files that are sent to its page, None where their content decides it. `slug` stands in addresses, and `made` is the
    kind of the things it brings. `title` stands over the list of imports, of which `note` says how to read it, and
    `invites` says what can be sent. Its pages extend `base`, with the template `tabs` above; `answers` is the template
    of its form.
    """

    sources: ClassVar[Collection[SourceKind]]
    sent_as: ClassVar[SourceKind | None] = None
    act: ClassVar[Act] = gate.PLAN
    slug: ClassVar[str]
    made: ClassVar[str]
    title: ClassVar[str]
    invites: ClassVar[str]
    note: ClassVar[str] = ""
    base: ClassVar[str] = "common/base.html"
    tabs: ClassVar[str] = ""
    answers: ClassVar[str] = "intake/answers.html"

    def unit_of(self, workplace: Workplace) -> Unit:
        """Whom files are for that are sent from a workplace."""
        return workplace.unit

    def what(self, staged: StagedImport) -> str:
        """What the files hold, in words."""
        raise NotImplementedError

    def send_form(self, unit: Unit, *sent: Data) -> SendForm:
        """The form that takes files for a unit."""
        raise NotImplementedError

    def answers_form(self, _staged: StagedImport, _data: Data | None = None) -> AnswersForm | None:
        """The form that takes what is said of how the files are read; None where nothing can be said."""
        return None

    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """What was read, in words; once applied it no longer says what it would replace."""
        raise NotImplementedError

    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """The imports that were made and are seen from a workplace, newest first."""
        raise NotImplementedError

    def beside(self, _workplace: Workplace, _staged: StagedImport | None = None) -> Mapping[str, Any]:
        """What the templates of the kind show besides, on the list or with the files that were sent."""
        return {}

    def take_back(self, *, by: Person, ref: Ref) -> None:
        """Takes what was brought out again, through the room's actions. Raises DomainError where that cannot be."""
        raise NotImplementedError

    def receive(self, staged: StagedImport) -> None:
        """Says of files that have just come how they will be read, as it seems or as before: before they are stored.

        Raises DomainError for files that do not belong together.
        """
        staged.known = True

    def described(self, _staged: StagedImport) -> SavedMapping | None:
        """Where what was said of the files is remembered, for the next ones like them; None where it is not.

        Raises DomainError where what was said does not suffice.
        """
        return None

    def read(self, staged: StagedImport, tell: OnProgress) -> dict[str, Any]:
        """What the files would bring, as it is stored and shown; writes nothing to the database.

        Raises DomainError where the files cannot be read at all, and Asks where something must be known first.
        """
        raise NotImplementedError

    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> Keyed:
        """Writes what was read through the room's actions, and in the same transaction `also` with what was made.

        Raises DomainError where that cannot be: nothing is written then.
        """
        raise NotImplementedError


def adapter_of(source: str) -> Adapter:
    """The adapter of a kind of file."""
    return next(adapter for _kind, adapter in kinds_with(Adapter) if source in adapter.sources)


def adapter_of_import(ref: Ref) -> Adapter:
    """The adapter that brought what the ref points at."""
    return next(adapter for _kind, adapter in kinds_with(Adapter) if adapter.made == ref.kind)


def adapter_at(slug: str) -> Adapter | None:
    """The adapter that an address names; None where there is none."""
    return next((adapter for _kind, adapter in kinds_with(Adapter) if adapter.slug == slug), None)
