"""What a kind of thing is. Each room declares its own, once; what goes over all kinds asks here (ADR 61)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q

from tertial.common.models import AuditEntry
from tertial.domain.ref import Ref
from tertial.things.rights import Act, Right

Facet = TypeVar("Facet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A thing as everything that goes over kinds sees it.

    `units` are the numbers of the units whose readers may see it; the first is the one that it belongs to. `owner` is
    the number of the person who answers for it. `way` makes the address of its page, and `called` may make its name,
    when that is asked for.
    """

    called: str | Callable[[], str]
    way: Callable[[], str]
    units: tuple[int, ...] = ()
    owner: int | None = None
    year: int | None = None
    archived: bool = False
    revision: int | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.called if isinstance(self.called, str) else self.called()

    @property
    def page(self) -> str:
        """The address of its page, at its place there."""
        return self.way()

    @property
    def unit(self) -> int | None:
        """The number of the unit that it belongs to; None where it belongs to no one unit."""
        return self.units[0] if self.units else None


@dataclass(frozen=True, slots=True)
class Write:
    """A write about a thing: which act it is to the gate, and its sentence in the log, in English with %(subject)s.

    `undone` takes it back where what the log holds from before does not do: it gets the person, the entry and the row.
    """

    act: Act
    sentence: str
    undone: Callable[[Any, AuditEntry, Any], object] | None = None


def only_its_own(word: str) -> Callable[[str], Q]:
    """The history of a kind whose things have no parts: the entries about the thing itself."""
    return lambda key: Q(ref__in=Ref(word, key).beginnings())


def no_history(_key: str) -> Q:
    """The history of what is only calculated."""
    return Q(pk__in=[])


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of thing: its word in refs, what people call it in English, and how its things are found and written.

    `find` gets keys of the kind, in one query gives those that are there, and leaves out what stands for nothing.
    `history` says which entries of the log are about a thing and its parts. `writes` stand by their names in the
    log. `seen_with` is the right that shows it to someone. A facet is what one service that goes over kinds needs.
    """

    word: str
    one: str
    many: str
    find: Callable[[Collection[str]], Mapping[str, Held]]
    history: Callable[[str], Q] | None = None
    writes: Mapping[str, Write] = field(default_factory=dict)
    seen_with: Right = Right.READ
    facets: tuple[object, ...] = ()

    def facet(self, of: type[Facet]) -> Facet | None:
        """What the kind says to the service that the type belongs to; None where it says nothing."""
        return next((each for each in self.facets if isinstance(each, of)), None)

    def history_of(self, key: str) -> Q:
        """The entries of the log about a thing of the kind and its parts."""
        return (self.history or only_its_own(self.word))(key)


_declared: dict[str, Kind] = {}


def declare(*kinds: Kind) -> None:
    """Makes kinds known; a room does so when it starts."""
    for kind in kinds:
        if kind.word in _declared:
            msg = f"the kind {kind.word} is declared twice"
            raise ValueError(msg)
        _declared[kind.word] = kind


def kind_called(word: str) -> Kind | None:
    """The kind with the word; None where no room has one."""
    return _declared.get(word)


def all_kinds() -> list[Kind]:
    """Every kind, in the order of the rooms."""
    return list(_declared.values())


def write_called(name: str) -> Write | None:
    """The write that the log calls so; None where no kind has one."""
    return next((kind.writes[name] for kind in _declared.values() if name in kind.writes), None)


def kinds_with(facet: type[Facet]) -> Iterator[tuple[Kind, Facet]]:
    """What kinds say to a service, each with its kind, in the order of the rooms; some say more than one thing."""
    for kind in _declared.values():
        for said in kind.facets:
            if isinstance(said, facet):
                yield kind, said
