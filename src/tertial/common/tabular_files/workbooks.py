"""Excel and OpenDocument workbooks: whether they are safe to open, and who opens them."""

import marshal
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, Self

from tertial.common.tabular_files.ods import OdsBook, is_ods
from tertial.common.tabular_files.refusals import damaged, locked, not_a_table, too_large, too_wide
from tertial.common.tabular_files.shapes import MOST_COLUMNS, Row, Sheet
from tertial.common.tabular_files.xlsx import XlsxBook, is_xlsx

MOST_UNPACKED_BYTES = 1_500_000_000
MOST_PARTS = 5_000
# What a spreadsheet program writes shrinks ten to thirty times; a part of zeros made to harm shrinks a thousand.
MOST_TIMES_LARGER = 250
_SMALL = 20_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<f[ >]|table:formula=")
_HIDDEN_ROW = re.compile(rb'<row [^>]*hidden="(?:1|true)"|<table:table-row [^>]*table:visibility="(?:collapse|filter)"')
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Met:
    """What was met in the parts of a workbook: formulas, and rows that are hidden."""

    formulas: bool = False
    hidden_rows: bool = False


def check_zip(path: Path, name: str) -> Met:
    """What the workbook has in its parts; raises UnreadableFile unless they are whole and small enough to open.

    The sizes that the directory of the file declares are checked first; then each part is unpacked, thrown away and
    counted, since a file made to harm declares what it likes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_declared(parts, path.stat().st_size, name)
            with path.open("rb") as raw:
                met = [_check_real(raw, part, name) for part in parts]
            if "mimetype" in archive.namelist() and b"manifest:encryption-data" in _manifest(archive):
                raise locked(name)
            return Met(any(one.formulas for one in met), any(one.hidden_rows for one in met))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise damaged(name) from error


def is_encrypted(path: Path) -> bool:
    """Whether an Office container holds a workbook behind a password: its directory names the encrypted part."""
    tail = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if _ENCRYPTED in tail + block:
                return True
            tail = block[-len(_ENCRYPTED) :]
    return False


class Book(Protocol):
    """An open workbook: its sheets, and the rows of each that hold something, with their numbers."""

    sheets: tuple[Sheet, ...]
    formats_known: bool

    def rows(self, sheet: str, most_bytes: int = 0, *, tell_figures: bool = False) -> Iterator[Row]:
        """The rows of a sheet; `most_bytes` ends the looking early. Raises UnreadableFile.

        With `tell_figures` the cells that hold numbers are FigureText, where the format tells.
        """

    def merged(self, sheet: str) -> str:
        """The first cells of a sheet that are merged, as B3:C4; empty where none are, or where it is not known."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_error: object) -> None: ...


def open_workbook(path: Path, name: str) -> Book:
    """The workbook. Raises UnreadableFile for one with a password, or one that no spreadsheet program wrote."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if is_xlsx(archive):
                return XlsxBook(path, name)
            if is_ods(archive):
                return OdsBook(path, name)
    return _BookApart(path, name)


class _BookApart:
    """A workbook that a process of its own reads (`apart.py`)."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        ((sheets, self.formats_known),) = self._messages("", "sheets")
        self.sheets = tuple(Sheet(*one) for one in sheets)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def rows(self, sheet: str, most_bytes: int = 0, *, tell_figures: bool = False) -> Iterator[Row]:
        """The rows of a sheet, which are all read before the first is given."""
        del most_bytes, tell_figures
        for (rows,) in self._messages(sheet, "rows"):
            for number, cells in rows:
                if len(cells) > MOST_COLUMNS:
                    raise too_wide(self._name, sheet, number, len(cells))
                yield number, cells

    def merged(self, sheet: str) -> str:
        """What the library does not tell."""
        del sheet
        return ""

    def _messages(self, sheet: str, kind: str) -> Iterator[tuple[Any, ...]]:
        """What the process reports, until it says that this was all. Raises UnreadableFile where it does not."""
        command = [sys.executable, "-m", "tertial.common.tabular_files.apart", str(self._path), sheet]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            try:
                assert process.stdout is not None  # noqa: S101 - asked for above
                while (message := _next_message(process.stdout)) is not None:
                    if message[0] == kind:
                        yield message[1:]
                    elif message[0] == "end":
                        return
                    else:
                        raise locked(self._name) if message[0] == "locked" else not_a_table(self._name)
                raise too_large(self._name)
            finally:
                process.kill()


def _next_message(file: IO[bytes]) -> tuple[Any, ...] | None:
    """What the process says next; None where it ended without a word."""
    try:
        message = marshal.load(file)  # noqa: S302 - our own process wrote it
    except (EOFError, ValueError, TypeError):
        return None
    return message if isinstance(message, tuple) else None


def _check_declared(parts: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise locked(name)
    unpacked = sum(part.file_size for part in parts)
    # Parts that overlap together claim more than the file holds.
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or packed > size or _is_bomb(unpacked, size):
        raise too_large(name)


def _check_real(raw: IO[bytes], part: zipfile.ZipInfo, name: str) -> Met:
    """Unpacks a part and throws it away; gives what was seen in it."""
    raw.seek(part.header_offset)
    header = raw.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    raw.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = part.compress_size
    unpack = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    if unpack is None and part.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile
    real = checksum = 0
    formulas, hidden, tail = False, False, b""
    while left > 0:
        block = raw.read(min(_BLOCK, left))
        if not block:
            raise zipfile.BadZipFile
        left -= len(block)
        pending = block
        while pending:
            out = unpack.decompress(pending, _BLOCK) if unpack else pending
            pending = unpack.unconsumed_tail if unpack else b""
            real += len(out)
            checksum = zlib.crc32(out, checksum)
            seen = tail + out
            formulas = formulas or bool(_FORMULA.search(seen))
            hidden = hidden or bool(_HIDDEN_ROW.search(seen))
            tail = out[-200:]
            if real > part.file_size:
                raise too_large(name)
    if real != part.file_size or checksum != part.CRC:
        raise zipfile.BadZipFile
    return Met(formulas, hidden)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MOST_UNPACKED_BYTES or (unpacked > _SMALL and unpacked > MOST_TIMES_LARGER * max(packed, 1))


def _manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        return archive.read("META-INF/manifest.xml")
    except KeyError:
        return b""
