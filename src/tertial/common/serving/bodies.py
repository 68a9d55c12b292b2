"""Takes in what is sent with a request: bounded in size, time, number and room, and apart from the threads that work.

A body waits in memory up to IN_MEMORY bytes and beyond that in a file without a name, which is gone with the process.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from tertial.common.serving.refusals import ClientLeft, Refused

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

IN_MEMORY = 64 * 1024
_NO_ROOM = "There is no room for what you sent at the moment; try again in a while."
_log = logging.getLogger("tertial.serving")


@dataclass(frozen=True)
class Limits:
    """How much is taken in, at most, by one process."""

    seconds_free: float = 60.0  # whatever is sent may take so long,
    slowest: float = 2048.0  # and beyond that one second for so many bytes
    most_bodies: int = 500
    most_held: int = 8 * 1024**3  # bytes of all bodies together


@dataclass(eq=False)
class _Coming:
    """A body under way."""

    limit: asyncio.Timeout
    started: float
    received: int = 0
    whole: bool = False
    turned_away: bool = field(default=False)


@contextmanager
def _spooled() -> Iterator[IO[bytes]]:
    """A file without a name; what cannot be written to a full disk when it closes is thrown away in any case."""
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed here
    try:
        yield body
    finally:
        with suppress(OSError):
            body.close()


class Bodies:
    """All bodies that one process holds; used from one event loop."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._coming: set[_Coming] = set()
        self._held = 0

    @asynccontextmanager
    async def taken_in(self, receive: Receive, *, most: int) -> AsyncIterator[tuple[IO[bytes], int]]:
        """The body as a file at its beginning, and its length in bytes.

        Raises Refused when it is larger than `most`, too slow, or has no room; ClientLeft when the rest never comes.
        """
        with _spooled() as body:
            coming = _Coming(asyncio.timeout(self._limits.seconds_free), asyncio.get_running_loop().time())
            try:
                async with coming.limit:
                    self._make_room()
                    self._coming.add(coming)
                    await self._receive(receive, body, coming, most)
            except TimeoutError as error:
                if coming.turned_away:
                    raise Refused(503, "Too much is being sent at the moment; try again in a while.") from error
                raise Refused(408, "What you sent came too slowly; try again over a better line.") from error
            except OSError as error:
                _log.error("What is sent cannot be kept: %s.", error)
                raise Refused(503, _NO_ROOM) from error
            else:
                coming.whole = True
                self._coming.discard(coming)
                yield body, coming.received
            finally:
                self._coming.discard(coming)
                self._held -= coming.received

    async def _receive(self, receive: Receive, body: IO[bytes], coming: _Coming, most: int) -> None:
        loop, more = asyncio.get_running_loop(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft
            chunk, more = message.get("body", b""), message.get("more_body", False)
            coming.received += len(chunk)
            self._held += len(chunk)
            if coming.received > most:
                raise Refused(413, "You sent more than this page takes; send less at a time.")
            if self._held > self._limits.most_held:
                raise Refused(503, _NO_ROOM)
            if coming.received > IN_MEMORY:
                await loop.run_in_executor(None, body.write, chunk)
            else:
                body.write(chunk)
            coming.limit.reschedule(coming.started + self._limits.seconds_free + coming.received / self._limits.slowest)
        body.seek(0)

    def _make_room(self) -> None:
        """When as many are under way as may be, whoever is furthest behind goes.

        Behind what, in its time, the slowest may have sent: so whoever has just begun is never the one.
        """
        if len(self._coming) < self._limits.most_bodies:
            return
        now = asyncio.get_running_loop().time()
        furthest = max(self._coming, key=lambda each: now - each.started - each.received / self._limits.slowest)
        furthest.turned_away = True
        furthest.limit.reschedule(now)
        self._coming.discard(furthest)
