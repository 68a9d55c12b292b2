"""How the things of different rooms hang together, and what hangs loose.

A room tells here what of its own points at things of other rooms, such as a risk at a goal, and what of its own lacks
something. The rooms need not know each other for it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.domain.document import StatusMark
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around
from tertial.things.rights import Right


@dataclass(frozen=True, slots=True)
class Connection:
    """Something that points at `target` (a ref such as `goal:12`): its kind and name as people read them, its page.

    `unit` is whose it is, where that is not the unit of the page: only whoever may read there is shown it.
    """

    target: Ref
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
    """Everything of a unit and period that lacks the same: the heading says what, `why` why it matters.

    A group without ends says that it was looked for and nothing was found; what is not looked for has no group.
    """

    heading: str
    why: str
    ends: Sequence[LooseEnd]


@dataclass(frozen=True, slots=True)
class Owned:
    """A thing that someone is to answer for: its name, its page, and who that is."""

    name: str
    url: str
    owner: Person | None


Connections = Callable[[Unit, Period, Collection[Ref]], Iterable[Connection]]
Loose = Callable[[Unit, Period], Iterable[LooseEnds]]
Ownership = Callable[[Unit, Period], Iterable[Owned]]
_connections: dict[str, Connections] = {}
_loose: dict[str, Loose] = {}
_owned: dict[str, Ownership] = {}


def register_connections(kind: str, provider: Connections) -> None:
    """Tells the graph what points at things. The provider gets unit, period and the refs that are asked about.

    `kind` is `money`, `control` or another name that `connections_by_kind` can be asked for.
    """
    _connections[kind] = provider


def register_loose_ends(room: str, provider: Loose) -> None:
    """Tells the page of loose ends what a room has of them."""
    _loose[room] = provider


def register_owned(room: str, provider: Ownership) -> None:
    """Tells the page of loose ends what of a room someone is to answer for."""
    _owned[room] = provider


def connections_to(person: Person, unit: Unit, period: Period, refs: Collection[Ref]) -> Mapping[Ref, list[Connection]]:
    """What of the unit and period points at each ref and may be read by the person, in the order of the rooms."""
    found: dict[Ref, list[Connection]] = defaultdict(list)
    for provider in _connections.values():
        for connection in provider(unit, period, refs):
            if connection.unit is None or policies.may(person, Right.READ, connection.unit):
                found[connection.target].append(connection)
    return found


def connected(kind: str, unit: Unit, period: Period, refs: Collection[Ref]) -> frozenset[Ref] | None:
    """The refs that something of the kind points at; None where no room has anything of the kind."""
    provider = _connections.get(kind)
    return None if provider is None else frozenset(each.target for each in provider(unit, period, refs))


def loose_ends(unit: Unit, period: Period) -> list[LooseEnds]:
    """Everything that was looked for, room by room, and then who answers for what; also where nothing was found."""
    of_rooms = [found for provider in _loose.values() for found in provider(unit, period)]
    return [*of_rooms, *_by_owner(unit, [each for provider in _owned.values() for each in provider(unit, period)])]


def _by_owner(unit: Unit, things: Sequence[Owned]) -> Iterator[LooseEnds]:
    if not things:
        return
    at_work = frozenset(people_around(unit, None).values_list("pk", flat=True))
    yield LooseEnds(
        _("Without an owner"),
        _("They stand on nobody's start page. Choose who answers for them."),
        [LooseEnd(each.name, each.url) for each in things if each.owner is None],
    )
    yield LooseEnds(
        _("Owners who have left"),
        _("Nobody gets these tasks on the start page. Choose someone else."),
        [_of(each, each.owner) for each in things if each.owner is not None and not each.owner.is_active],
    )
    yield LooseEnds(
        _("Owners without a role in the unit"),
        _("They no longer have a role here, above or below. Give them one, or choose someone else."),
        [
            _of(each, each.owner)
            for each in things
            if each.owner is not None and each.owner.is_active and each.owner.pk not in at_work
        ],
    )


def _of(thing: Owned, owner: Person) -> LooseEnd:
    return LooseEnd(thing.name, thing.url, owner.name)
