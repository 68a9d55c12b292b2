"""What a ref such as `outcome:77` stands for. The rooms above register the kinds of things they store."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet

from tertial.common.models import AuditEntry
from tertial.common.policies import NotThere
from tertial.domain.ref import Ref, by_kind
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.things.finding import held, unknown
from tertial.things.finding import names_of as things_called
from tertial.things.kinds import kind_called


@dataclass(frozen=True, slots=True)
class Traced:
    """A thing a figure came from: its name, the units whose readers may see it, its page, and which entries are its
    history (none for what is only calculated)."""

    name: str
    units: list[Unit]
    url: str
    history: Q


Resolver = Callable[[Ref], Traced]
Names = Callable[[Collection[Ref]], Mapping[Ref, str]]
_resolvers: dict[str, Resolver] = {}
_names: dict[str, Names] = {}


def register(kind: str, resolver: Resolver, names: Names | None = None) -> None:
    """Lets refs of a kind (`goal` in `goal:12`) be traced.

    The resolver raises UnknownRef, or the model's DoesNotExist, for a ref that stands for nothing.
    `names` gets many refs of the kind and tells in one query what those that exist are called.
    """
    _resolvers[kind] = resolver
    if names is not None:
        _names[kind] = names


def trace(ref: Ref) -> Traced:
    """What the ref stands for; raises UnknownRef."""
    kind = kind_called(ref.kind)
    if kind is not None:
        found = held(ref)
        units = unit_tree().units
        return Traced(found.name, [units[unit] for unit in found.units], found.page, kind.history_of(ref.key))
    resolver = _resolvers.get(ref.kind)
    if resolver is None:
        raise unknown(ref)
    try:
        return resolver(ref)
    except (ObjectDoesNotExist, ValueError) as error:
        raise unknown(ref) from error


def names_of(refs: Iterable[Ref]) -> dict[Ref, str]:
    """What each ref stands for is called; those that stand for nothing any more are left out."""
    found: dict[Ref, str] = {}
    for kind, of_kind in by_kind(set(refs)).items():
        if kind_called(kind) is not None:
            found |= things_called(of_kind)
        else:
            found |= _names[kind](of_kind) if kind in _names else _traced_names(of_kind)
    return found


def _traced_names(refs: Iterable[Ref]) -> dict[Ref, str]:
    found: dict[Ref, str] = {}
    for ref in refs:
        with suppress(NotThere):
            found[ref] = trace(ref).name
    return found


def name_of(ref: Ref) -> str:
    """What the ref stands for is called; the ref itself where it stands for nothing any more."""
    return names_of([ref]).get(ref, ref)


def history_of(traced: Traced) -> QuerySet[AuditEntry]:
    """Every write about a thing and about what is part of it, newest first."""
    return AuditEntry.objects.filter(traced.history).select_related("person")
