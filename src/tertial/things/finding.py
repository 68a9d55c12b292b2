"""Things by their refs: what each stands for, in one query for each kind of thing that is asked about."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet

from tertial.common.models import AuditEntry
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref, by_kind
from tertial.things.kinds import Held, kind_called

Row = TypeVar("Row", bound=Model)


class UnknownRef(NotThere):
    """A ref stands for nothing."""


def find(refs: Iterable[Ref]) -> dict[Ref, Held]:
    """What each ref stands for; those that stand for nothing are left out."""
    found: dict[Ref, Held] = {}
    for word, of_kind in by_kind(dict.fromkeys(refs)).items():
        kind = kind_called(word)
        if kind is not None:
            there = kind.find([ref.key for ref in of_kind])
            found |= {ref: there[ref.key] for ref in of_kind if ref.key in there}
    return found


def held(ref: Ref) -> Held:
    """What the ref stands for; raises UnknownRef."""
    found = find([ref]).get(ref)
    if found is None:
        raise unknown(ref)
    return found


def names_of(refs: Iterable[Ref]) -> dict[Ref, str]:
    """What each ref stands for is called; those that stand for nothing any more are left out."""
    return {ref: thing.name for ref, thing in find(refs).items()}


def name_of(ref: Ref) -> str:
    """What the ref stands for is called; the ref itself where it stands for nothing any more."""
    return names_of([ref]).get(ref, ref)


def history_of(ref: Ref) -> QuerySet[AuditEntry]:
    """Every write about a thing and about what is part of it, newest first."""
    kind = kind_called(ref.kind)
    if kind is None:
        raise unknown(ref)
    return AuditEntry.objects.filter(kind.history_of(ref.key)).select_related("person")


def unknown(ref: Ref) -> UnknownRef:
    """The refusal to tell of a ref that stands for nothing."""
    return UnknownRef(
        Message(
            gettext_noop("Nothing is called %(ref)s; it may have been removed. Search for it by name."), {"ref": ref}
        )
    )


def numbers_in(keys: Collection[str]) -> dict[str, tuple[int, str]]:
    """The number of the row in each key, and what the key says besides: 12 and `2024` of `12:2024`."""
    found = {key: Ref("thing", key).divided() for key in keys}
    return {key: (thing.number, rest) for key, (thing, rest) in found.items() if thing.number is not None}


def stored(
    model: type[Row], as_held: Callable[[Row, str], Held], *related: str
) -> Callable[[Collection[str]], Mapping[str, Held]]:
    """How things that are rows of a model are found: by their numbers, in one query with what they are told by.

    `as_held` gets the row, and what the key says besides.
    """

    def find_rows(keys: Collection[str]) -> dict[str, Held]:
        asked = numbers_in(keys)
        rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
        there = {row.pk: row for row in rows.filter(pk__in={number for number, _rest in asked.values()})}
        return {key: as_held(there[number], rest) for key, (number, rest) in asked.items() if number in there}

    return find_rows
