"""Reading large files beside the request that asked for it, without a broker.

A thread of the web process reads; the database says which process has the reading and whether it is alive. If the
process is killed, whoever next looks at the page begins the reading again.
"""

import logging
from threading import Event, Thread

from django.db import connections
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.sources import policies
from tertial.sources.actions.reading import claim, read_claimed
from tertial.sources.actions.states import check_follows
from tertial.sources.models import StagedImport, StagedState

# What is read in a second or two is read at once.
SMALL_BYTES = 12_000_000
_SECONDS_BETWEEN_BEATS = 5.0


def start_reading(*, by: Person | None, staged: StagedImport) -> None:
    """Reads small files at once and begins to read large ones. Raises NotAllowed or WrongState."""
    policies.check_import(by, staged.municipality)
    check_follows(staged, StagedState.READING)
    number = claim(staged)
    if number is None:
        return
    if staged.total <= SMALL_BYTES:
        read_claimed(staged, number)
    else:
        Thread(target=_read, args=(staged, number), daemon=True, name=f"import-{staged.pk}").start()


def _read(staged: StagedImport, number: int) -> None:
    over = Event()
    Thread(target=_beat, args=(staged, number, over), daemon=True).start()
    try:
        read_claimed(staged, number)
    except Exception:
        logging.getLogger(__name__).exception("Reading import %s failed", staged.pk)
    finally:
        over.set()
        connections.close_all()


def _beat(staged: StagedImport, number: int, over: Event) -> None:
    """Gives signs of life while the database of the reading is at work, which tells nothing itself."""
    try:
        while not over.wait(_SECONDS_BETWEEN_BEATS):
            StagedImport.objects.filter(pk=staged.pk, reading=number, state=StagedState.READING).update(
                alive_at=timezone.now()
            )
    finally:
        connections.close_all()
