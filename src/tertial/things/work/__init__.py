"""Work that is too long for a request, done by a process of its own: `tertial worker` (docs/adr/0077).

A room asks for it with `ask`, in the transaction that says so in its own rows, and says with a `LongWork` among the
facets of a kind how it is done. Every piece of work is a row of one table.
"""

from tertial.things.work.declared import LongWork, long_work
from tertial.things.work.doing import do_all, do_here, do_next, work_waits
from tertial.things.work.process import Stopped, check_not_stopped, stop, wait
from tertial.things.work.rows import (
    DEAD_AFTER,
    MOST_ATTEMPTS,
    Hold,
    TakenAway,
    ask,
    called,
    newest,
    open_work,
    take,
    withdraw,
)

__all__ = [
    "DEAD_AFTER",
    "MOST_ATTEMPTS",
    "Hold",
    "LongWork",
    "Stopped",
    "TakenAway",
    "ask",
    "called",
    "check_not_stopped",
    "do_all",
    "do_here",
    "do_next",
    "long_work",
    "newest",
    "open_work",
    "stop",
    "take",
    "wait",
    "withdraw",
    "work_waits",
]
