"""How the things of different rooms hang together, and what hangs loose.

A room tells here what of its own points at things of other rooms, such as a risk at a goal, and what of its own lacks
something. The rooms need not know each other for it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tertial.accounts.models import Person
from tertial.domain.document import StatusMark
from tertial.domain.period import Period
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.roles import Right


@dataclass(frozen=True, slots=True)
class Connection:
    """Something that points at `target` (a ref such as `goal:12`): its kind and name as people read them, its page.

    `unit` is whose it is, where that is not the unit of the page: only whoever may read there is shown it.
    """

    target: str
    kind: str
    name: str
    url: str
    mark: StatusMark | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A thing that lacks something: its name, its page where that is mended, and a few words more where they help."""

    name: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """Everything of a unit and period that lacks the same: the heading says what, `why` why it matters."""

    heading: str
    why: str
    ends: Sequence[LooseEnd]


Connections = Callable[[Unit, Period, Collection[str]], Iterable[Connection]]
Loose = Callable[[Unit, Period], Iterable[LooseEnds]]
_connections: dict[str, Connections] = {}
_loose: dict[str, Loose] = {}


def register_connections(kind: str, provider: Connections) -> None:
    """Tells the graph what points at things. The provider gets unit, period and the refs that are asked about.

    `kind` is `money`, `control` or another name that `connections_by_kind` can be asked for.
    """
    _connections[kind] = provider


def register_loose_ends(room: str, provider: Loose) -> None:
    """Tells the page of loose ends what a room has of them."""
    _loose[room] = provider


def connections_to(person: Person, unit: Unit, period: Period, refs: Collection[str]) -> Mapping[str, list[Connection]]:
    """What of the unit and period points at each ref and may be read by the person, in the order of the rooms."""
    found: dict[str, list[Connection]] = defaultdict(list)
    for provider in _connections.values():
        for connection in provider(unit, period, refs):
            if connection.unit is None or policies.may(person, Right.READ, connection.unit):
                found[connection.target].append(connection)
    return found


def connected(kind: str, unit: Unit, period: Period, refs: Collection[str]) -> frozenset[str] | None:
    """The refs that something of the kind points at; None where no room has anything of the kind."""
    provider = _connections.get(kind)
    return None if provider is None else frozenset(each.target for each in provider(unit, period, refs))


def loose_ends(unit: Unit, period: Period) -> list[LooseEnds]:
    """Everything that hangs loose, room by room; what nothing lacks is left out."""
    return [found for provider in _loose.values() for found in provider(unit, period) if found.ends]
