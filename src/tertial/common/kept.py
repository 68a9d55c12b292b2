"""Keeps what was read while nothing that it rests on has been written since (docs/adr/0081)."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Generic, TypeVar

from django.db import connection

Value = TypeVar("Value")
Stamp = tuple[object, ...]

_moment = local()


class Kept(Generic[Value]):
    """Values by key, each with the stamp it was read under; the least used fall out first.

    At most so many are kept, and where their size is the municipality's to choose, as with texts, at most so much of
    them: `weigh` estimates how many bytes a value takes.
    """

    def __init__(self, most: int, *, weigh: Callable[[Value], int] | None = None, most_bytes: int = 0) -> None:
        self._most, self._weigh, self._most_bytes = most, weigh, most_bytes
        self._values: OrderedDict[Hashable, tuple[Stamp, Value, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, stamp: Stamp, read: Callable[[], Value]) -> Value:
        """The value kept under the key if its stamp is the same, otherwise read again.

        Nothing is kept inside a transaction, whose writes may yet be undone, but for the length of `one_moment`.
        """
        return once((id(self), key), lambda: self._get(key, stamp, read))

    def _get(self, key: Hashable, stamp: Stamp, read: Callable[[], Value]) -> Value:
        if not may_keep():
            return read()
        with self._lock:
            held = self._values.get(key)
            if held is not None and held[0] == stamp:
                self._values.move_to_end(key)
                return held[1]
        value = read()
        self._keep(key, stamp, value)
        return value

    def _keep(self, key: Hashable, stamp: Stamp, value: Value) -> None:
        weight = self._weigh(value) if self._weigh else 0
        with self._lock:
            before = self._values.pop(key, None)
            self._bytes += weight - (before[2] if before else 0)
            self._values[key] = (stamp, value, weight)
            while len(self._values) > self._most or (self._bytes > self._most_bytes and self._values):
                _key, (_stamp, _value, let_go) = self._values.popitem(last=False)
                self._bytes -= let_go


def may_keep() -> bool:
    """Whether what is read now may be kept: the writes of a transaction may yet be undone."""
    return not connection.in_atomic_block


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it everything is read as of one moment: each thing once, and whether anything has been written once."""
    if getattr(_moment, "seen", None) is not None:
        yield
        return
    _moment.seen = {}
    try:
        yield
    finally:
        _moment.seen = None


def once(place: Hashable, read: Callable[[], Value]) -> Value:
    """What is read, and within `one_moment` read only the first time that the place asks for it."""
    seen: dict[Hashable, Value] | None = getattr(_moment, "seen", None)
    if seen is None:
        return read()
    if place not in seen:
        seen[place] = read()
    return seen[place]
