"""One web process: the server that `tertial serve` starts several of."""

import asyncio
import resource
import signal
import socket
from contextlib import suppress
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from tertial.cli.supervising import when_the_parent_ends

GOOD = 0
_BACKLOG = 2048
_MOST_CONNECTIONS = 8192
_MILLISECONDS_FOR_HEADERS = 20_000
_MOST_BYTES_OF_HEADERS = 64 * 1024


class _Server(Server):
    """Granian in this process, on a socket that is already open and that other processes share."""

    def __init__(self, descriptor: int, connections: int) -> None:
        from tertial.asgi import application  # noqa: PLC0415 - Django's settings are read here

        super().__init__(
            application,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            backlog=_BACKLOG,
            backpressure=connections,
            http1_settings=HTTP1Settings(
                header_read_timeout=_MILLISECONDS_FOR_HEADERS, max_buffer_size=_MOST_BYTES_OF_HEADERS
            ),
            log_enabled=False,
        )
        self._descriptor = descriptor

    def _init_shared_socket(self) -> None:
        self._shd: Any = SocketHolder(self._descriptor, False, self.backlog)  # type: ignore[call-arg]


def answer(descriptor: int, parent: int | None) -> int:
    """Answers requests that come to the open socket, until stopped or until the other end of `parent` is closed."""
    connections = _allowed_connections()
    socket.socket(fileno=descriptor).detach()  # raises OSError when it is no socket
    asyncio.run(_serve(_Server(descriptor, connections), parent))
    return GOOD


async def _serve(server: Server, parent: int | None) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    if parent is not None:
        when_the_parent_ends(parent, lambda: loop.call_soon_threadsafe(server.stop))
    await server.serve()


def _allowed_connections() -> int:
    """As many as the system allows files open, with room for other files; raises what the process allows itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    if soft == resource.RLIM_INFINITY:
        return _MOST_CONNECTIONS
    return max(64, min(_MOST_CONNECTIONS, soft // 2))
