"""Refs as they were printed once, and what they are now (ADR 63)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from tertial.common.keys import Keyed, kind_of
from tertial.domain.ref import Ref
from tertial.things.finding import find
from tertial.things.kinds import kind_called, kinds_with

_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class OnceCalled:
    """That refs to things of a kind began with another word once, or had another key than that of a stored thing.

    One that `as_now` gives as it is still does.
    """

    word: str
    as_now: Callable[[Ref], Ref]


@dataclass(frozen=True, slots=True)
class OnceWritten:
    """That texts about things of a kind had other names once; `as_now` gives those they have now."""

    as_now: Callable[[str], str]


def as_now(ref: Ref) -> Ref:
    """The ref as it is printed now."""
    renewed = (said.as_now(ref) for _kind, said in kinds_with(OnceCalled) if said.word == ref.kind)
    now = next((each for each in renewed if each != ref), None)
    return as_now(now) if now is not None else with_key(ref)


def with_key(ref: Ref) -> Ref:
    """The ref of a stored thing that was printed with the number of its row, and what it says besides."""
    number, *rest = ref.parts(len(ref) + 1)
    model = _stored_kinds().get(ref.kind)
    if model is None or not is_number(number) or find([ref]):  # the code of a unit may be a number too
        return ref
    kept = model._base_manager.filter(pk=int(number)).values_list("ref", flat=True).first()
    if kept is None:
        return ref
    return kept.extended(*rest) if rest else kept


def is_number(text: str) -> bool:
    """Whether a text has the look of the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


@cache
def _stored_kinds() -> Mapping[str, type[Keyed]]:
    return {kind_of(model): model for model in apps.get_models() if issubclass(model, Keyed)}


def renewed_in(named: Mapping[str, Any]) -> dict[str, Any]:
    """What is called otherwise now, of what an address names: refs, and the place of a text about one."""
    refs = {name: as_now(ref) for name, ref in named.items() if isinstance(ref, Ref)}
    renewed: dict[str, Any] = {name: now for name, now in refs.items() if now != named[name]}
    subject, slot = refs.get("subject"), named.get("slot")
    kind = kind_called(subject.kind) if subject is not None else None
    written = kind.facet(OnceWritten) if kind is not None else None
    if written is not None and isinstance(slot, str) and written.as_now(slot) != slot:
        renewed["slot"] = written.as_now(slot)
    return renewed
