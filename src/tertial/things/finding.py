"""Things by their refs: what each stands for, in one query for each kind of thing that is asked about."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from django.db.models import F, QuerySet

from tertial.common.kept import one_moment
from tertial.common.keys import Keyed, kind_of
from tertial.common.models import AuditEntry
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref, by_kind
from tertial.things.kinds import Held, kind_called

Row = TypeVar("Row", bound=Keyed)


class UnknownRef(NotThere):
    """A ref stands for nothing."""


def find(refs: Iterable[Ref]) -> dict[Ref, Held]:
    """What each ref stands for; those that stand for nothing are left out."""
    found: dict[Ref, Held] = {}
    with one_moment():
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


Find = Callable[[Collection[str]], Mapping[str, Held]]


def each_held(held_of: Callable[[str], Held]) -> Find:
    """How what is only calculated is found: each key says it all; one that cannot be read stands for nothing."""

    def find_keys(keys: Collection[str]) -> dict[str, Held]:
        found: dict[str, Held] = {}
        for key in keys:
            with suppress(ValueError, LookupError):
                found[key] = held_of(key)
        return found

    return find_keys


def stored(model: type[Row], as_held: Callable[[Row, str], Held | None], *related: str) -> Find:
    """How things that are rows of a model are found: by their refs, in one query with what they are known by.

    `as_held` gets the row, and what the key says besides; it gives None where that stands for nothing.
    """
    return _stored(model, lambda lines, rest: as_held(lines[0], rest), related, {})


def stored_in_lines(
    model: type[Row], as_held: Callable[[Sequence[Row], str], Held | None], *related: str, **beside: str
) -> Find:
    """How things are found whose units stand in other rows: each thing comes once for each of those.

    `beside` are the names under which the lines hold what they found on the way, `asked="control__rows__unit"`; they
    stand in its order.
    """
    return _stored(model, as_held, related, beside)


def _stored(
    model: type[Row],
    as_held: Callable[[Sequence[Row], str], Held | None],
    related: Sequence[str],
    beside: Mapping[str, str],
) -> Find:
    def find_rows(keys: Collection[str]) -> dict[str, Held]:
        asked = {key: Ref(kind_of(model), key).beginnings() for key in keys}
        rows = model._default_manager.filter(ref__in={ref for refs in asked.values() for ref in refs})
        rows = rows.select_related(*related) if related else rows
        there: dict[Ref, list[Row]] = {}
        for row in rows.annotate(**{name: F(path) for name, path in beside.items()}).order_by("pk", *beside):
            there.setdefault(row.ref, []).append(row)
        found = {}
        for key, refs in asked.items():
            ref = next((each for each in refs if each in there), None)
            thing = as_held(there[ref], key.removeprefix(ref.key).removeprefix(":")) if ref is not None else None
            if thing is not None:
                found[key] = thing
        return found

    return find_rows
