"""Excel and OpenDocument workbooks: whether they are safe to open, and their cells as text."""

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import python_calamine

from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, gettext_noop

MOST_UNPACKED_BYTES = 1_500_000_000
MOST_PARTS = 5_000
# What a spreadsheet program writes shrinks ten to thirty times; a part of zeros made to harm shrinks a thousand.
MOST_TIMES_LARGER = 250
_SMALL = 20_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<f[ >]|table:formula=")
_BLOCK = 1 << 20

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def check_zip(path: Path, name: str) -> bool:
    """Whether the workbook has formulas; raises UnreadableFile unless its parts are whole and small enough to open.

    The sizes that the directory of the file declares are checked first; then each part is unpacked, thrown away and
    counted, since a file made to harm declares what it likes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_declared(parts, path.stat().st_size, name)
            with path.open("rb") as raw:
                formulas = [_check_real(raw, part, name) for part in parts]
            if "mimetype" in archive.namelist() and b"manifest:encryption-data" in _manifest(archive):
                raise locked(name)
            return any(formulas)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(
            Message(
                gettext_noop("“%(name)s” is cut off or damaged; save the workbook again and send it once more."),
                {"name": name},
            )
        ) from error


def is_encrypted(path: Path) -> bool:
    """Whether an Office container holds a workbook behind a password: its directory names the encrypted part."""
    tail = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if _ENCRYPTED in tail + block:
                return True
            tail = block[-len(_ENCRYPTED) :]
    return False


def open_workbook(path: Path, name: str) -> python_calamine.CalamineWorkbook:
    """The workbook. Raises UnreadableFile for one with a password, or one that no spreadsheet program wrote."""
    try:
        return python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError as error:
        raise locked(name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise not_a_table(name) from error


def locked(name: str) -> UnreadableFile:
    """The refusal of a workbook that asks for a password."""
    return UnreadableFile(
        Message(gettext_noop("“%(name)s” is protected by a password; save it without one first."), {"name": name})
    )


def not_a_table(name: str) -> UnreadableFile:
    """The refusal of a file that holds no table, whatever its name ends in."""
    return UnreadableFile(
        Message(
            gettext_noop(
                "“%(name)s” is neither a text file with columns nor an Excel or OpenDocument workbook; export the"
                " table as CSV or XLSX."
            ),
            {"name": name},
        )
    )


def sheet_rows(workbook: python_calamine.CalamineWorkbook, sheet: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the number the spreadsheet program shows beside it."""
    try:
        opened = workbook.get_sheet_by_name(sheet)
        for number, cells in enumerate(opened.iter_rows(), start=1):
            written = [as_text(cell) for cell in cells]
            if any(written):
                yield number, written
    except python_calamine.CalamineError as error:
        raise not_a_table(name) from error


def as_text(cell: Cell) -> str:
    """The cell as a text file would hold it: days as 2024-03-31, whole numbers without decimals, decimal point.

    A spreadsheet counts in binary, so 0,1 + 0,2 is not 0,3 there; fifteen digits are what it shows and all it knows.
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def _number(cell: float) -> str:
    if cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    written = f"{cell:.15g}"
    return written if "e" not in written else f"{cell:.12f}".rstrip("0")


def _check_declared(parts: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise locked(name)
    unpacked = sum(part.file_size for part in parts)
    # Parts that lie upon each other together claim more than the file holds.
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or packed > size or _is_bomb(unpacked, size):
        raise _too_large(name)


def _check_real(raw: IO[bytes], part: zipfile.ZipInfo, name: str) -> bool:
    """Unpacks a part and throws it away; gives whether a formula was seen in it."""
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
    formulas, tail = False, b""
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
            formulas = formulas or bool(_FORMULA.search(tail + out))
            tail = out[-32:]
            if real > part.file_size:
                raise _too_large(name)
    if real != part.file_size or checksum != part.CRC:
        raise zipfile.BadZipFile
    return formulas


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MOST_UNPACKED_BYTES or (unpacked > _SMALL and unpacked > MOST_TIMES_LARGER * max(packed, 1))


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        Message(
            gettext_noop("“%(name)s” unpacks to far more than a table holds, so it is not opened; export it as CSV."),
            {"name": name},
        )
    )


def _manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        return archive.read("META-INF/manifest.xml")
    except KeyError:
        return b""
