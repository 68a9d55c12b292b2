"""Whether what a thing says of a period is locked. Rounds will know, and stand above: they hand in their answer."""

from collections.abc import Callable, Sequence

from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.organisation.gate.guarded import Guarded

LockAnswer = Callable[[Sequence[Guarded], Period | None], Sequence[Message | None]]
"""For many things at once: the sentence why each is locked in the period, or None."""


def nothing_is_locked(things: Sequence[Guarded], _period: Period | None) -> Sequence[Message | None]:
    """The answer while nobody has handed in another."""
    return [None] * len(things)


class _Lock:
    answer: LockAnswer = staticmethod(nothing_is_locked)


def hand_in(answer: LockAnswer) -> None:
    """Lets the gate ask this whether things are locked."""
    _Lock.answer = staticmethod(answer)


def why_locked(things: Sequence[Guarded], period: Period | None) -> Sequence[Message | None]:
    """Why each of the things is locked in the period; None for what is open."""
    return _Lock.answer(things, period)
