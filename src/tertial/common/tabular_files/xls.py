"""The number formats of cells in an old Excel workbook (XLS, BIFF8), which the library for its values leaves out.

A compound file holds the stream `Workbook`, and that is records: their kind, their length and what they hold. The
records are those of [MS-XLS], the container that of [MS-CFB].
"""

import struct
from collections.abc import Iterator

from tertial.common.tabular_files.number_formats import NumberFormat, Shown, number_format

_BOUNDSHEET, _FORMAT, _XF = 0x0085, 0x041E, 0x00E0
_FORMULA, _NUMBER, _RK, _MULRK, _BOF, _EOF = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0809, 0x000A
_BIFF8 = 0x0600
_NO_SECTOR = 0xFFFFFFFA
_ENTRY = 128
Cells = dict[tuple[int, int], NumberFormat]


class _NotOurs(Exception):
    """The file is of an older kind, or not whole."""


def formats_of(data: bytes, sheet: str) -> Cells | None:
    """The formats of cells that show zeros in front or a share, by row and column from 0; None where none is known."""
    try:
        return _formats(_stream(data), sheet)
    except (_NotOurs, struct.error, IndexError, UnicodeDecodeError):
        return None


def _formats(stream: bytes, sheet: str) -> Cells:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    at = -1
    for kind, body in _records(stream, 0):
        if kind == _BOF and struct.unpack_from("<H", body)[0] != _BIFF8:
            raise _NotOurs
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], "<H")
        elif kind == _XF:
            numbers.append(struct.unpack_from("<2H", body)[1])
        elif kind == _BOUNDSHEET and _text(body[6:], "<B") == sheet:
            (at,) = struct.unpack_from("<I", body)
    if at < 0:
        raise _NotOurs
    forms = [number_format(number, codes.get(number, "")) for number in numbers]
    wanted = {style for style, each in enumerate(forms) if each.shown in (Shown.ZEROS, Shown.SHARE)}
    return {(row, column): forms[style] for row, column, style in _styled(stream, at) if style in wanted}


def _styled(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of each figure of a sheet."""
    for kind, body in _records(stream, at):
        if kind in (_NUMBER, _RK, _FORMULA):
            yield struct.unpack_from("<3H", body)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<2H", body)
            for index in range((len(body) - 6) // 6):
                yield row, first + index, struct.unpack_from("<H", body, 4 + 6 * index)[0]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _EOF:
            return


def _text(body: bytes, length: str) -> str:
    (letters,) = struct.unpack_from(length, body)
    start = struct.calcsize(length)
    wide = body[start] & 1
    raw = body[start + 1 : start + 1 + letters * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1")


def _stream(data: bytes) -> bytes:
    """The stream `Workbook` of a compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    small = 1 << struct.unpack_from("<H", data, 32)[0]
    directory, least, first_small = struct.unpack_from("<I4xII", data, 48)
    fat = _table(data, size)
    entries = _chain(data, fat, directory, size)
    top = b""
    for entry_at in range(0, len(entries), _ENTRY):
        entry = entries[entry_at : entry_at + _ENTRY]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        start, length = struct.unpack_from("<II", entry, 116)
        if not start:
            top = _chain(data, fat, start, size)
        if name == "Workbook":
            if length >= least:
                return _chain(data, fat, start, size)[:length]
            chain = _chain(data, fat, first_small, size)
            table = list(struct.unpack(f"<{len(chain) // 4}I", chain))
            return _chain(top, table, start, small, header=0)[:length]
    raise _NotOurs


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows each."""
    places = list(struct.unpack_from("<109I", data, 76))
    more, left = struct.unpack_from("<2I", data, 68)
    while more < _NO_SECTOR and left:
        found = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += found[:-1]
        more, left = found[-1], left - 1
    sectors = [data[(place + 1) * size : (place + 2) * size] for place in places if place < _NO_SECTOR]
    return [following for sector in sectors for following in struct.unpack(f"<{len(sector) // 4}I", sector)]


def _chain(data: bytes, table: list[int], start: int, size: int, *, header: int = 1) -> bytes:
    parts: list[bytes] = []
    while start < _NO_SECTOR:
        if len(parts) > len(table):
            raise _NotOurs
        parts.append(data[(start + header) * size : (start + header + 1) * size])
        start = table[start]
    return b"".join(parts)
