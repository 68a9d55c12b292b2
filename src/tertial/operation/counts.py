"""How many requests have been answered and how long that took, by all web processes of one `tertial serve` together.

Each process counts in files of its own, in a folder that its `tertial serve` keeps; whoever is asked adds them up. A
process that takes another's place goes on with its files, so that they grow no more than processes run at a time.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

from tertial.common.serving.answered import Answered

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where the package itself looks
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@contextmanager
def together() -> Iterator[None]:
    """The processes that are started within it count together; from nothing, since another start began anew."""
    with TemporaryDirectory(prefix="tertial-counts-") as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]


def add(answered: Answered) -> None:
    """Counts a request."""
    counters = _counters()
    counters.requests.labels(answered.method, answered.route, str(answered.status)).inc()
    counters.seconds.labels(answered.route).observe(answered.seconds)


def counted() -> CollectorRegistry:
    """What all processes have counted so far; nothing where the folder of the counts has been taken away."""
    if _FOLDER not in os.environ:
        return _counters().registry
    registry = CollectorRegistry()
    if Path(os.environ[_FOLDER]).is_dir():
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


@dataclass(frozen=True)
class _Counters:
    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


@cache
def _counters() -> _Counters:
    if _FOLDER in os.environ:
        place = _free_place(Path(os.environ[_FOLDER]))
        values.ValueClass = values.MultiProcessValue(lambda: place)  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    requests = Counter("tertial_requests", "Requests answered.", ["method", "route", "status"], registry=registry)
    told = "Seconds until a request was answered, waiting for its turn included."
    seconds = Histogram("tertial_request_seconds", told, ["route"], registry=registry, buckets=_SECONDS)
    return _Counters(registry, requests, seconds)


def _free_place(folder: Path) -> int:
    """The lowest number that no living process has; it is this one's until it ends."""
    for number in count(1):
        descriptor = os.open(folder / f"{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            break
    return number
