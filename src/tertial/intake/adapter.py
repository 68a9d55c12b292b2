"""What a kind of file says of itself, so that it comes in as every other does (adr 0085).

An adapter reads with its room's readers and writes with its room's actions; receiving, work rows, pages, refusals and
the command line are the same for all. It is a facet of the kind `stagedimport`, in `intake/kinds.py`.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.domain.message import DomainError
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.organisation import gate
from tertial.things.kinds import kinds_with
from tertial.things.rights import Act

# How far the reading has come: bytes read, of how many. It stops work that nobody wants any more.
OnProgress = Callable[[int, int], object]


class Asks(DomainError):
    """Nothing is read before something is answered; `topics` name what."""

    topics: Sequence[str] = ()


class Adapter:
    """A kind of file. It holds no state: every call gets the files with what has been said of them.

    `act` is what whoever imports must be allowed to do to the unit that the files are for.
    """

    sources: ClassVar[Collection[SourceKind]]
    act: ClassVar[Act] = gate.PLAN

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
