"""The lines of a SIE file as fields, and the checksum over them (docs/rules/imports.md)."""

import re
import zlib
from functools import lru_cache

_FIELD = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|\{((?:[^}"]|"(?:[^"\\]|\\.)*")*)\}|([^\s"{}]+)')
_PAIR = re.compile(r'"?([^\s"]+)"?[ \t]*(?:"([^"]*)"|([^\s"]+))')
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED = re.compile(r"\\(.)")
_BETWEEN_FIELDS = str.maketrans("", "", ' \t{}"\r\n')
_AMOUNT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?")
_LONGEST_AMOUNT = 18
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fields(text: str) -> list[str]:
    """The fields of a line after its label; an object list is one field, without its braces."""
    found = _FIELD.findall(text)
    if "\\" in text:
        return [unquoted(quoted) or listed or bare for quoted, listed, bare in found]
    return [quoted or listed or bare for quoted, listed, bare in found]


def unquoted(text: str) -> str:
    r"""The text of a field without what `\"` escapes."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def printable(text: str) -> str:
    """The text with a space for every sign that steers a machine and stands for nothing."""
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def objects(text: str) -> dict[str, str]:
    """An object list such as `1 "456" 7 "47"` as dimension and object."""
    if not text or text.isspace():
        return {}
    if "\\" not in text:
        return {dimension: quoted or bare for dimension, quoted, bare in _PAIR.findall(text)}
    given = fields(text)
    return dict(zip(given[::2], given[1::2], strict=False))


def ore(text: str) -> int | None:
    """The amount in whole öre; None where it is none, or finer than an öre."""
    if text[-3:-2] == "." and len(text) < _LONGEST_AMOUNT:
        try:
            return int(text[:-3] + text[-2:])
        except ValueError:
            return None
    if not _AMOUNT.fullmatch(text) or len(text) > _LONGEST_AMOUNT:
        return None
    whole, _, part = text.partition(".")
    return None if part[2:].strip("0") else int(whole + part[:2].ljust(2, "0"))


@lru_cache(maxsize=20_000)
def day(text: str) -> str:
    """YYYYMMDD as YYYY-MM-DD; empty where it is no day."""
    if len(text) != 8 or not text.isascii() or not text.isdigit():
        return ""
    year, month, date = int(text[:4]), int(text[4:6]), int(text[6:])
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= date <= _DAYS[month - 1]):
        return ""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if leap or (month, date) != (2, 29) else ""


class Checksum:
    """CRC-32 over labels and fields, without what stands between them: as #KSUMMA defines it.

    It is defined over CP437. Programs that write another charset take their own bytes, so both are reckoned.
    """

    def __init__(self, charset: str) -> None:
        self._charset = charset
        self._defined = self._own = 0

    def add(self, line: str) -> None:
        """Takes in one line, label and all."""
        if '"' in line:
            parts = re.split(r'(?<!\\)"', line)
            parts[::2] = [part.translate(_BETWEEN_FIELDS) for part in parts[::2]]
            text = unquoted("".join(parts))
        else:
            text = line.translate(_BETWEEN_FIELDS)
        self._defined = zlib.crc32(text.encode("cp437", "replace"), self._defined)
        if self._charset != "cp437":
            self._own = zlib.crc32(text.encode(self._charset, "replace"), self._own)

    @property
    def value(self) -> int:
        """The sum as the standard defines it."""
        return self._defined

    def is_right(self, written: str) -> bool:
        """Whether the sum written in the file is that of its content."""
        return written in (str(self._defined), str(self._own))
