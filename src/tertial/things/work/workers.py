"""Whether anyone does long work: each worker gives signs of life in a row of its own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connections
from django.db.models import QuerySet
from django.utils import timezone

from tertial.things.models import Worker
from tertial.things.work.rows import this_process

_SECONDS_BETWEEN_SIGNS = 10.0
_DEAD_AFTER = timedelta(seconds=45)


def alive() -> QuerySet[Worker]:
    """The workers that have given a sign of life of late."""
    return Worker.objects.filter(alive_at__gte=timezone.now() - _DEAD_AFTER)


@contextmanager
def at_work() -> Iterator[None]:
    """Tells others, while it lasts, that this process does long work."""
    over, name = Event(), this_process()
    thread = Thread(target=_tell, args=(name, over), daemon=True, name="worker-alive")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        with suppress(DatabaseError):
            Worker.objects.filter(name=name).delete()


def _tell(name: str, over: Event) -> None:
    try:
        while True:
            with suppress(DatabaseError):  # a database that is away for a while or locked ends nothing
                Worker.objects.exclude(name=name).filter(alive_at__lt=timezone.now() - _DEAD_AFTER).delete()
                Worker.objects.update_or_create(name=name, defaults={"alive_at": timezone.now()})
            if over.wait(_SECONDS_BETWEEN_SIGNS):
                return
    finally:
        connections.close_all()
