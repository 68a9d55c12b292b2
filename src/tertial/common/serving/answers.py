"""What Django answers, taken over from its thread at once and handed out at the pace of whoever reads it.

A large answer lies in a file, which the server reads piece by piece: a slow reader costs no thread and hardly memory.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tertial.common.serving.environ import Environ, Scope

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 256 * 1024
_A_PIECE = 128 * 1024
# The server opens the file within milliseconds of being told its path; ours is closed when that is past doubt.
_SECONDS_TO_OPEN = 30


@dataclass
class Answer:
    """Status and headers, and the body: bytes, an open file without a name, or the path of a file that stays."""

    status: int = 500
    headers: Iterable[tuple[bytes, bytes]] = ()
    body: bytes | IO[bytes] | Path = b""


class _WholeFile:
    """What Django gives instead of pieces when it answers with a file (PEP 3333: wsgi.file_wrapper)."""

    def __init__(self, file: IO[bytes], size: int = _A_PIECE) -> None:
        self.file, self.size = file, size

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.size), b"")

    def close(self) -> None:
        """Ends the response too: Django has put its own close on the file."""
        self.file.close()

    def path(self) -> Path | None:
        """Where the file lies, when all of it is meant."""
        name = getattr(self.file, "name", None)
        if not isinstance(name, str) or not Path(name).is_file() or self.file.tell():
            return None
        return Path(name)


def answer_of(application: Application, environ: Environ) -> Answer:
    """What the application answers; everything that is Django's is over when this returns."""
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        answer.status = int(status.partition(" ")[0])
        answer.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    given = application({**environ, "wsgi.file_wrapper": _WholeFile}, start)
    try:
        answer.body = _body(given)
    finally:
        close = getattr(given, "close", None)
        if close is not None:
            close()
    return answer


def _body(given: Iterable[bytes]) -> bytes | IO[bytes] | Path:
    if isinstance(given, _WholeFile) and (path := given.path()):
        return path
    pieces, size = [], 0
    rest = iter(given)
    for piece in rest:
        pieces.append(piece)
        size += len(piece)
        if size > IN_MEMORY:
            return _in_a_file(pieces, rest)
    return b"".join(pieces)


def _in_a_file(pieces: list[bytes], rest: Iterator[bytes]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115 - whoever hands it out closes it
    file.writelines(pieces)
    file.writelines(rest)
    file.flush()
    file.seek(0)
    return file


async def hand_out(answer: Answer, scope: Scope, send: Send) -> None:
    """Gives the answer to the server; returns before all of it has been read."""
    await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
    if isinstance(answer.body, bytes):
        await send({"type": "http.response.body", "body": answer.body})
    elif "http.response.pathsend" not in (scope.get("extensions") or {}):
        await _hand_out_in_pieces(answer.body, send)
    elif isinstance(answer.body, Path):
        await send({"type": "http.response.pathsend", "path": str(answer.body)})
    else:
        await send({"type": "http.response.pathsend", "path": f"/proc/self/fd/{answer.body.fileno()}"})
        asyncio.get_running_loop().call_later(_SECONDS_TO_OPEN, answer.body.close)


async def _hand_out_in_pieces(body: IO[bytes] | Path, send: Send) -> None:
    """For servers that cannot read a file themselves."""
    with body.open("rb") if isinstance(body, Path) else body as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0 and (piece := file.read(_A_PIECE)):
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
