"""What a room says of its long work."""

from collections.abc import Callable
from dataclasses import dataclass

from tertial.accounts.models import Person
from tertial.domain.message import Message, gettext_noop
from tertial.things.kinds import kinds_with
from tertial.things.models import Work
from tertial.things.work.rows import Hold

CUT_OFF = gettext_noop(
    "The work was cut off %(times)s times, perhaps for want of memory, and nothing was changed; try again, or ask "
    "whoever runs Tertial."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongWork:
    """That long work is done to things of a kind: its name in rows, and its words, marked for translation.

    `do` gets it in hand, ends with `Hold.finish` in the transaction that writes what came of it, and calls
    `Hold.tell` now and then; it must bear being begun anew. `again` asks for it once more and `stop` stops it, both
    for a person whose right they judge. `detail` tells works on one thing apart, in the reader's language. What could
    not be done is ended by `fail`, with why.
    """

    name: str
    told: str
    do: Callable[[Hold], object]
    again: Callable[[Person, Work], object]
    stop: Callable[[Person, Work], object] | None = None
    detail: Callable[[Work], str] = lambda _row: ""
    fail: Callable[[Hold, Message], object] = Hold.fail
    cut_off: Callable[[Hold], Message] = lambda hold: Message(CUT_OFF, {"times": hold.work.attempts - 1})


def long_work(name: str) -> LongWork | None:
    """The work with the name; None where no room has it any more."""
    return next((said for _kind, said in kinds_with(LongWork) if said.name == name), None)
