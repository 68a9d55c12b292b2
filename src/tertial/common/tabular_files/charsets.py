"""Which characters the bytes of a text stand for. Rule: docs/rules/imports.md."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, gettext_noop

CHARSETS = ("utf-8", "cp1252", "cp437", "cp850", "utf-16", "iso8859-1", "mac-roman")
_BLOCK = 1 << 20
_ENOUGH_LETTERS = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LETTERS = "åäöÅÄÖéÉ"
_BY_BYTES = {
    charset: [letter.encode(charset) for letter in _LETTERS] for charset in ("cp1252", "cp437", "mac-roman", "utf-8")
}


@dataclass(frozen=True, slots=True)
class Charset:
    """The charset of a text, whether every byte of it is a character there, and whether it has any beyond ASCII."""

    name: str
    whole: bool
    foreign: bool = False


def blocks(path: Path) -> Iterable[bytes]:
    """The bytes of a file, a block at a time."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def detect(parts: Iterable[bytes], otherwise: str = "cp1252") -> Charset:
    """The charset of the text: by its mark, else UTF-8 if it is that, else by how its Swedish letters are written.

    A text that is UTF-8 but for single damaged bytes counts as UTF-8 that is not whole; one of which no Swedish letter
    tells anything is taken to be `otherwise`.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    letters = _Letters()
    is_utf8, first = True, True
    for part in parts:
        if first and (marked := [name for mark, name in _MARKS if part.startswith(mark)]):
            return Charset(marked[0], True, True)
        first = False
        letters.count(part)
        if is_utf8:
            try:
                decoder.decode(part)
            except UnicodeDecodeError:
                is_utf8 = False
        elif letters.enough:
            break
    if is_utf8:
        return Charset("utf-8", not decoder.getstate()[0], letters.foreign)
    return letters.charset(otherwise)


class _Letters:
    """How often Swedish letters stand in a text, read in each charset."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_BY_BYTES, 0)
        self.foreign = False

    @property
    def enough(self) -> bool:
        return sum(self._counts.values()) > _ENOUGH_LETTERS

    def count(self, part: bytes) -> None:
        if self.enough or part.isascii():
            return
        self.foreign = True
        for name, letters in _BY_BYTES.items():
            self._counts[name] += sum(part.count(letter) for letter in letters)

    def charset(self, otherwise: str) -> Charset:
        """The likeliest of a text that is not whole UTF-8; two bytes that are one letter there weigh as two."""
        counts = dict(self._counts)
        if 2 * counts.pop("utf-8") > max(counts.values()):
            return Charset("utf-8", False, True)
        likeliest = max(counts, key=lambda name: (counts[name], name == otherwise))
        return Charset(likeliest, True, True)


def known(charset: str) -> str:
    """The charset as Python names it. Raises UnreadableFile for one that does not exist."""
    try:
        return codecs.lookup(charset).name
    except LookupError as error:
        template = gettext_noop("There is no charset called %(charset)s; choose among %(charsets)s.")
        raise UnreadableFile(Message(template, {"charset": charset, "charsets": ", ".join(CHARSETS)})) from error


def first_fault(path: Path, charset: str) -> int | None:
    """The line with the first byte that is no sign in the charset, None where there is none."""
    decoder = codecs.getincrementaldecoder(charset)()
    line = 1
    for block in blocks(path):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            return line + bytes(error.object[: error.start]).count(b"\n")
        line += block.count(b"\n")
    return line if decoder.getstate()[0] else None
