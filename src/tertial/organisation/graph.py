"""How the things of different rooms hang together, and what hangs loose.

A kind of thing says with a facet what of it points at things of other rooms, such as a risk at a goal, and what of it
lacks something. The rooms need not know each other for it.
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
from tertial.things.kinds import kinds_with
from tertial.things.rights import Right


@dataclass(frozen=True, slots=True)
class Connection:
    """Something that points at `target` (a ref such as `goal:KS:2024:safe`): its kind and name as people read them,
    its page.

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


@dataclass(frozen=True, slots=True)
class PointsAt:
    """That things of a kind point at others: `found` gets unit, period and the refs that are asked about.

    `sort` is `money`, `control` or another name that `connected` can be asked for.
    """

    sort: str
    found: Callable[[Unit, Period, Collection[Ref]], Iterable[Connection]]


@dataclass(frozen=True, slots=True)
class HangsLoose:
    """That things of a kind, or what belongs to them, can lack something."""

    found: Callable[[Unit, Period], Iterable[LooseEnds]]


@dataclass(frozen=True, slots=True)
class AnsweredFor:
    """That someone is to answer for things of a kind, or for what belongs to them."""

    found: Callable[[Unit, Period], Iterable[Owned]]


def connections_to(person: Person, unit: Unit, period: Period, refs: Collection[Ref]) -> Mapping[Ref, list[Connection]]:
    """What of the unit and period points at each ref and may be read by the person, in the order of the rooms."""
    found: dict[Ref, list[Connection]] = defaultdict(list)
    for _kind, pointing in kinds_with(PointsAt):
        for connection in pointing.found(unit, period, refs):
            if connection.unit is None or policies.may(person, Right.READ, connection.unit):
                found[connection.target].append(connection)
    return found


def connected(sort: str, unit: Unit, period: Period, refs: Collection[Ref]) -> frozenset[Ref] | None:
    """The refs that something of the sort points at; None where no kind of thing is of the sort."""
    of_sort = [pointing for _kind, pointing in kinds_with(PointsAt) if pointing.sort == sort]
    if not of_sort:
        return None
    return frozenset(each.target for pointing in of_sort for each in pointing.found(unit, period, refs))


def loose_ends(unit: Unit, period: Period) -> list[LooseEnds]:
    """Everything that was looked for, room by room, and then who answers for what; also where nothing was found."""
    of_rooms = [found for _kind, loose in kinds_with(HangsLoose) for found in loose.found(unit, period)]
    owned = [each for _kind, said in kinds_with(AnsweredFor) for each in said.found(unit, period)]
    return [*of_rooms, *_by_owner(unit, owned)]


def _by_owner(unit: Unit, things: Sequence[Owned]) -> Iterator[LooseEnds]:
    if not things:
        return
    at_work = frozenset(people_around(unit, None).values_list("pk", flat=True))
    yield LooseEnds(
        _("Without an owner"),
        _("Nobody has them on the start page. Choose who answers for them."),
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
