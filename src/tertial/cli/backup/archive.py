"""The form of a backup: a tar that any tool opens, of which every byte is accounted for (docs/adr/0075).

Members follow each other with headers of one form alone. The last but one holds the SHA-256 of each before it, as
`sha256sum` writes them; the last holds that of every byte before its own header. Nothing comes after its end.
"""

import hashlib
import tarfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from tertial.domain.message import DomainError, Message, gettext_noop

FIRST, SUMS, LAST = "tertial-backup.json", "SHA256SUMS", "SHA256"
AT_ONCE = 256 * 1024
_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)
_MOST_OF_SUMS = 256 * 1024 * 1024
_USTAR_LARGEST = 8**11

Part = tuple[str, int, Iterable[bytes]]
"""What goes into a backup: its name, how many bytes it has, and they themselves, some at a time."""


class Readable(Protocol):
    """What can be read from its beginning to its end."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class UnusableBackup(DomainError):
    """A file cannot be restored; the sentence says why."""


class NoBackup(UnusableBackup):
    """It is something else than a backup that Tertial made."""


class DamagedBackup(UnusableBackup):
    """It is cut off or not what was written."""


def no_backup() -> NoBackup:
    """The refusal of a foreign file."""
    return NoBackup(Message(gettext_noop("The file is not a backup that Tertial has made; choose another.")))


def damaged(where: str = "") -> DamagedBackup:
    """The refusal of a damaged file, which says where it is damaged if that is known."""
    if where:
        template = gettext_noop("The backup is damaged in “%(part)s” and cannot be restored; choose another.")
        return DamagedBackup(Message(template, {"part": where}))
    return DamagedBackup(
        Message(gettext_noop("The backup is cut off or has been changed and cannot be restored; choose another."))
    )


def archived(parts: Iterable[Part]) -> Generator[bytes, None, None]:
    """The bytes of a backup that holds the parts. Raises ValueError for a part that has other than its bytes."""
    whole, sums = hashlib.sha256(), ""
    for part in parts:
        one = hashlib.sha256()
        for piece in _member(part, one):
            whole.update(piece)
            yield piece
        sums += f"{one.hexdigest()}  {part[0]}\n"
    for piece in _member((SUMS, len(sums.encode()), [sums.encode()])):
        whole.update(piece)
        yield piece
    told = f"{whole.hexdigest()}\n".encode()
    yield from _member((LAST, len(told), [told]))
    yield _END


def _member(part: Part, one: "hashlib._Hash | None" = None) -> Iterator[bytes]:
    name, size, content = part
    yield _header(name, size)
    left = size
    for piece in content:
        left -= len(piece)
        if one:
            one.update(piece)
        yield piece
    if left:
        raise ValueError(f"{name} has other than {size} bytes")
    yield bytes(-size % _BLOCK)


def _header(name: str, size: int) -> bytes:
    """The one header that a member of this name and size can have."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    if size < _USTAR_LARGEST:
        return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict")


@dataclass
class Member:
    """One part of a backup that is being read; what is not read of it is passed over."""

    name: str
    size: int
    _reader: "_Reader"

    def content(self, most: int) -> bytes:
        """All of it. Raises DamagedBackup where it is larger than such a part can be."""
        if self.size > most:
            raise damaged(self.name)
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """It, some bytes at a time."""
        while piece := self._reader.piece():
            yield piece


class _Reader:
    """Reads exactly, and keeps the sums of what it has read."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.whole, self.one, self.left = hashlib.sha256(), hashlib.sha256(), 0

    def exactly(self, size: int) -> bytes:
        """So many bytes. Raises DamagedBackup where there are fewer."""
        found = b""
        while len(found) < size:
            piece = self._stream.read(size - len(found))
            if not piece:
                raise damaged()
            found += piece
        return found

    def piece(self) -> bytes:
        """Some bytes of the part in hand, none at its end."""
        if not self.left:
            return b""
        found = self.exactly(min(self.left, AT_ONCE))
        self.left -= len(found)
        self.one.update(found)
        self.whole.update(found)
        return found

    def begin(self, size: int) -> None:
        """Takes a part in hand."""
        self.left, self.one = size, hashlib.sha256()

    def is_at_end(self) -> bool:
        """Whether nothing more comes."""
        return not self._stream.read(1)


def members(stream: Readable) -> Iterator[Member]:
    """The parts of a backup in their order, without the sums, which are compared at the end.

    Raises NoBackup, and DamagedBackup at the latest after the last part: until then nothing of it may be trusted.
    """
    reader, sums, seen, expected = _Reader(stream), "", set[str](), FIRST
    while True:
        header = _read_header(reader, first=expected == FIRST)
        before = reader.whole.hexdigest()
        reader.whole.update(header)
        name, size = _named(header, expected)
        if name == LAST:
            break
        expected = ""
        reader.begin(size)
        member = Member(name, size, reader)
        if name == SUMS:
            _compare(member.content(_MOST_OF_SUMS), sums)
            expected = LAST
        else:
            if name in seen:
                raise damaged(name)
            seen.add(name)
            yield member
            for _rest in member.pieces():
                pass
            sums += f"{reader.one.hexdigest()}  {name}\n"
        reader.whole.update(_padding(reader, size))
    told = f"{before}\n".encode()
    if size != len(told) or reader.exactly(size) != told:
        raise damaged()
    _padding(reader, size)
    if reader.exactly(len(_END)) != _END or not reader.is_at_end():
        raise damaged()


def _read_header(reader: _Reader, *, first: bool) -> bytes:
    try:
        return reader.exactly(_BLOCK)
    except DamagedBackup as error:
        raise (no_backup() if first else error) from None


def _named(header: bytes, expected: str) -> tuple[str, int]:
    """Name and size of the part that begins here. Raises NoBackup where it is the first and another's."""
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        name, size = info.name, info.size
        sound = size >= 0 and _header(name, size) == header
    except (tarfile.HeaderError, ValueError):
        name, size, sound = "", 0, False
    if expected == FIRST and name != FIRST and not header.startswith(FIRST.encode() + b"\0"):
        raise no_backup()
    if not sound or (expected and name != expected) or (name == LAST and expected != LAST):
        raise damaged()
    return name, size


def _padding(reader: _Reader, size: int) -> bytes:
    found = reader.exactly(-size % _BLOCK)
    if any(found):
        raise damaged()
    return found


def _compare(told: bytes, found: str) -> None:
    """Raises DamagedBackup for the first part that is not what the sums say."""
    lines = told.decode(errors="replace").splitlines()
    for line, should in zip(found.splitlines(), lines, strict=False):
        if line != should:
            raise damaged(line.partition("  ")[2])
    if told != found.encode():
        raise damaged()
