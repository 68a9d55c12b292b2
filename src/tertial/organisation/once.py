"""Refs to what a unit has beside itself, as they were printed when they held its number (ADR 63)."""

from tertial.domain.ref import Ref
from tertial.things.old_refs import OnceCalled, with_key


def by_number(word: str) -> OnceCalled:
    """That refs such as `economy:KS` held the number of the unit."""
    return OnceCalled(word, lambda ref: Ref(word, with_key(Ref("unit", ref.key)).key))
