"""The ref that a stored thing has: given once, when it is made, and kept in a column of its own (ADR 63).

A kind is Keyed with an opaque key, or says in `key_parts` of what its key is made. What people name is Named: a name
that is taken gets a number. Who makes many at once asks `give_refs` for all of them.
"""

import secrets
from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tertial.common.models import AuditEntry
from tertial.common.ref_field import RefField
from tertial.domain.keys import numbered
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.ref import Ref

_LETTERS = "bcdfghjkmnpqrstvwxz"
_SIGNS = f"{_LETTERS}23456789"
_OPAQUE_LENGTH = 12
_AT_ONCE = 400  # SQLite takes no more than a thousand conditions in a row


def opaque_key() -> str:
    """A key that says nothing of the thing; without vowels, so that it never is a word."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _place in range(_OPAQUE_LENGTH - 1))


class OwnRefField(RefField):
    """The ref of the thing itself, set when its row is made and never after."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        super().__init__(**{"editable": False, "default": "", **options})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401 - as Django's fields
        """What is stored; a thing without a ref is given one before it gets its row."""
        if add and isinstance(model_instance, Keyed):
            give_refs(model_instance)
        return super().pre_save(model_instance, add)


class Keyed(models.Model):
    """A thing with a ref of its own, whose key is opaque unless `key_parts` says otherwise."""

    area: ClassVar[str] = ""
    """The part of its room in which its writes are stamped (common/stamps); without any, the room."""

    ref = OwnRefField()

    class Meta:
        abstract = True

    def concerned_units(self) -> Collection[int] | None:
        """The units whose readings a write to it makes stale; None for all."""
        return None

    def key_parts(self) -> Sequence[object]:
        """What the key of a new thing is made of, such as the key of what it is about and its period."""
        return (opaque_key(),)


class Named(Keyed):
    """A thing whose key is made of where it stands and what it is called.

    Where things of the kind can be `removed`, their removal leaves an entry that holds the ref, so that no other thing
    gets it.
    """

    removed: ClassVar[bool] = False

    class Meta:
        abstract = True

    def key_place(self) -> Sequence[object]:
        """The parts of the key that things beside it share, such as unit and year."""
        raise NotImplementedError

    def own_key(self) -> str:
        """What is to tell it from them, of what it is called."""
        raise NotImplementedError

    def key_parts(self) -> Sequence[object]:
        """Where it stands, and its own key."""
        return (*self.key_place(), self.own_key())


def has_ref(kind: str) -> tuple[models.BaseConstraint, ...]:
    """The constraints of a Keyed model: every thing has a ref, and no two the same."""
    return (
        models.UniqueConstraint(fields=["ref"], name=f"{kind}_ref_once"),
        models.CheckConstraint(condition=~Q(ref=""), name=f"{kind}_has_a_ref"),
    )


def kind_of(thing: models.Model | type[models.Model]) -> str:
    """What kind of thing refs call it: `goal`."""
    return str(thing._meta.model_name)


def give_refs(*things: Keyed) -> None:
    """Gives new things of one kind their refs, in few queries; the first of one name gets it, the next a number."""
    new = [thing for thing in things if not thing.ref]
    wanted = [Ref(kind_of(thing), *thing.key_parts()) for thing in new]
    taken = _taken(type(new[0]), wanted) if any(isinstance(thing, Named) for thing in new) else set()
    for thing, ref in zip(new, wanted, strict=True):
        thing.ref = Ref.parse(numbered(ref, taken)) if isinstance(thing, Named) else ref
        taken.add(thing.ref)


class KeyTaken(DomainError):
    """A thing that someone has given a key of its own cannot have it: another has it."""


def give_key(thing: Named, key: str) -> None:
    """Gives a new thing the key that someone chose for it; raises KeyTaken. An empty one leaves it to the name."""
    if not key or thing.ref:
        return
    ref = Ref(kind_of(thing), *thing.key_place(), key)
    if ref in _taken(type(thing), [ref]):
        template = gettext_noop("The code “%(key)s” is taken already, perhaps by something archived; choose another.")
        raise KeyTaken(Message(template, {"key": key}))
    thing.ref = ref


def _taken(model: type[Keyed], wanted: Sequence[Ref]) -> set[str]:
    asked, taken = list(dict.fromkeys(wanted)), _of_removed(model)
    for first in range(0, len(asked), _AT_ONCE):
        like = reduce(or_, (Q(ref=ref) | Q(ref__startswith=f"{ref}-") for ref in asked[first : first + _AT_ONCE]))
        taken |= set(model._base_manager.filter(like).values_list("ref", flat=True))
    return taken


def _of_removed(model: type[Keyed]) -> set[str]:
    """The refs that removed things of the kind had."""
    if not issubclass(model, Named) or not model.removed:
        return set()
    of_kind = AuditEntry.objects.filter(ref__gte=f"{kind_of(model)}:", ref__lt=f"{kind_of(model)};")
    return set(of_kind.filter(before__has_key="ref").values_list("before__ref", flat=True))
