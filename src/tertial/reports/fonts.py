"""The fonts that every picture and PDF is set in: Inter, and for what it lacks those that come along for that."""

import struct
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from tertial.domain.message import DomainError, Message, gettext_noop

FONTS = Path(__file__).parent / "render" / "resources" / "fonts"
FACES = ("Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf", "Inter-BoldItalic.otf")
HEAVIEST = "Inter-SemiBold.otf"
FALLBACK = "fallback"
MEASURED_AT = 100
OPENTYPE = b"OTTO"
# The default ignorable code points of Unicode, and the breaks of lines.
DRAWN_BY_NO_FONT = frozenset([0x09, 0x0A, 0x0D, 0xAD, 0x34F, 0x61C, 0x2028, 0x2029, 0x3000, 0xFEFF]).union(
    range(0x180B, 0x1810), range(0x200B, 0x2010), range(0x2060, 0x2065), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
)
SEGMENTED_COVERAGE = 12


class FontsMissing(DomainError):
    """The fonts that come with Tertial are not where they belong, or cannot be read."""


def font_folder(folder: Path = FONTS) -> Path:
    """The folder, once every face in it has been found. Raises `FontsMissing`."""
    for face in FACES:
        path = folder / face
        try:
            with path.open("rb") as file:
                sound = file.read(len(OPENTYPE)) == OPENTYPE
        except OSError:
            sound = False
        if not sound:
            raise fonts_missing(path)
    return folder


def fonts_missing(path: Path) -> FontsMissing:
    """The error that names what is missing or damaged."""
    return FontsMissing(
        Message(
            gettext_noop("The font %(path)s is missing or damaged. Install Tertial again to get it back."),
            {"path": str(path)},
        )
    )


def width_of(word: str) -> float:
    """How wide the word is in the face of totals and headings, in em. Raises `FontsMissing`."""
    # No real word is longer; what is would fill the memory with itself.
    return _kept_width(word) if len(word) <= 100 else _measured(word)


@lru_cache(maxsize=20_000)
def _kept_width(word: str) -> float:
    return _measured(word)


def _measured(word: str) -> float:
    return _heaviest().getlength(word) / MEASURED_AT


@cache
def _heaviest() -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(FONTS / HEAVIEST, MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise fonts_missing(FONTS / HEAVIEST) from error


@cache
def characters_of(folder: Path) -> frozenset[int]:
    """The code points that every face of Inter can show. Raises `FontsMissing`."""
    return frozenset.intersection(*(_characters_in(folder / face) for face in FACES))


@cache
def fallback_characters(folder: Path) -> frozenset[int]:
    """The code points that only the other fonts can show (docs/adr/0054). Raises `FontsMissing`."""
    others = sorted((folder / FALLBACK).glob("*.ttf"))
    return frozenset[int]().union(*map(_characters_in, others)) - characters_of(folder)


@cache
def drawable(folder: Path) -> frozenset[int]:
    """The code points that some font shows, and those that none needs to. Raises `FontsMissing`."""
    return characters_of(folder) | fallback_characters(folder) | DRAWN_BY_NO_FONT


def unseen(code: int) -> bool:
    """Whether the character is one that a font need not draw: a line break, a joiner, a soft hyphen."""
    return code in DRAWN_BY_NO_FONT


def _characters_in(path: Path) -> frozenset[int]:
    """Reads the character map of an OpenType font, format 12 (segmented coverage)."""
    try:
        font = path.read_bytes()
        start = _table(font, b"cmap")
        subtables = struct.unpack_from(">H", font, start + 2)[0]
        for number in range(subtables):
            offset = start + struct.unpack_from(">I", font, start + 8 + 8 * number)[0]
            if struct.unpack_from(">H", font, offset)[0] == SEGMENTED_COVERAGE:
                groups = struct.unpack_from(">I", font, offset + 12)[0]
                ranges = (struct.unpack_from(">II", font, offset + 16 + 12 * group) for group in range(groups))
                return frozenset(code for first, last in ranges for code in range(first, last + 1))
    except (OSError, struct.error) as error:
        raise fonts_missing(path) from error
    raise fonts_missing(path)


def _table(font: bytes, tag: bytes) -> int:
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, _checksum, offset = struct.unpack_from(">4sII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise struct.error(f"no table {tag!r}")
