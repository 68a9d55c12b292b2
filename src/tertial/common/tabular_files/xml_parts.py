"""The XML of workbooks, read a block at a time, and what can be wrong with it said in one sentence."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from tertial.common.tabular_files.refusals import damaged, too_large
from tertial.common.tabular_files.shapes import UnreadableFile

_MOST_BYTES_OF_A_TOKEN = 8 << 20
_MOST_BYTES_OF_A_SMALL_PART = 64 << 20
_BLOCK = 1 << 16
Attributes = dict[str, str]


class Broken(Exception):
    """The XML is not what a workbook holds."""


class TooLarge(Exception):
    """A part holds more than a table does."""


class as_unreadable:  # noqa: N801 - reads as a word where it stands
    """Turns what can be wrong with a part into the sentence for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnreadableFile):
            return
        if isinstance(error, TooLarge):
            raise too_large(self._name) from error
        known = (Broken, expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, IndexError)
        if isinstance(error, known):
            raise damaged(self._name) from error


def parser(
    start: Callable[[str, Attributes], None],
    end: Callable[[str], object] | None = None,
    add: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """A parser that knows elements by their names without prefix, and knows no entities of the file's own."""
    names: dict[str, str] = {}

    def local(tag: str) -> str:
        return names.get(tag) or names.setdefault(tag, tag.rpartition(":")[2])

    def refuse(*_attributes: object) -> None:
        raise Broken

    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = refuse
    made.StartElementHandler = lambda tag, attributes: start(local(tag), attributes)
    if end is not None:
        made.EndElementHandler = lambda tag: end(local(tag))
    if add is not None:
        made.CharacterDataHandler = add
    return made


def fed(reading: expat.XMLParserType, file: IO[bytes], most_bytes: int = 0) -> Iterator[int]:
    """Feeds the reading block after block, and lets the caller take what came of each."""
    fed = 0
    while block := file.read(_BLOCK):
        reading.Parse(block, False)
        fed += len(block)
        if fed - reading.CurrentByteIndex > _MOST_BYTES_OF_A_TOKEN:
            raise TooLarge
        yield fed
        if most_bytes and fed >= most_bytes:
            return
    reading.Parse(b"", True)
    yield fed


def read_small(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], object] | None = None,
) -> None:
    if archive.getinfo(part).file_size > _MOST_BYTES_OF_A_SMALL_PART:
        raise TooLarge
    with archive.open(part) as file:
        for _ in fed(parser(start, end), file):
            pass
