"""What a ref such as `outcome:77` stands for. The rooms above register the kinds of things they store."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet

from tertial.common.models import AuditEntry
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Traced:
    """A thing a figure came from: its name, the units whose readers may see it, its page, and which entries are its
    history (none for what is only calculated)."""

    name: str
    units: list[Unit]
    url: str
    history: Q


class UnknownRef(NotThere):
    """A ref stands for nothing."""


Resolver = Callable[[str], Traced]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Lets refs of a kind (`goal` in `goal:12`) be traced.

    The resolver gets what follows the colon and raises UnknownRef, or the model's DoesNotExist, where that is nothing.
    """
    _resolvers[kind] = resolver


def trace(ref: str) -> Traced:
    """What the ref stands for; raises UnknownRef."""
    kind, _colon, rest = ref.partition(":")
    resolver = _resolvers.get(kind)
    if resolver is None:
        raise unknown(ref)
    try:
        return resolver(rest)
    except (ObjectDoesNotExist, ValueError) as error:
        raise unknown(ref) from error


def name_of(ref: str) -> str:
    """What the ref stands for is called; the ref itself where it stands for nothing any more."""
    try:
        return trace(ref).name
    except UnknownRef:
        return ref


def history_of(traced: Traced) -> QuerySet[AuditEntry]:
    """Every write about a thing and about what is part of it, newest first."""
    return AuditEntry.objects.filter(traced.history).select_related("person")


def unknown(ref: str) -> UnknownRef:
    """The refusal to trace a ref that stands for nothing."""
    return UnknownRef(
        Message(
            gettext_noop("Nothing is called %(ref)s; it may have been removed. Search for it by name."), {"ref": ref}
        )
    )
