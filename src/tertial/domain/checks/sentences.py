"""Sentences of a document with the headings above them, and the figures in them (docs/rules/checks/README.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Cell, Heading, Paragraph, ParagraphKind, Piece, Reading, Table
from tertial.domain.checks.words import NUMBER_WORDS, label_key
from tertial.domain.numbers_sv import UnreadableNumber, parse_decimal
from tertial.domain.quantity import Unit

# A full stop ends a sentence before a capital or a dash, not after an abbreviation, an initial or a number in order.
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ0-9•–\"”’(-])|\n+")
_ABBREVIATED = re.compile(r"\b(?:bl|t|ca|d|kl|s|fg|m|dvs|ev|nr|resp|jfr|f|o|st|kap)\.\Z", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,/§:])(?P<sign>[-−–+±]\s?)?"
    r"(?P<number>[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
    r"(?![\w/]|[.,][0-9])"
)
_UNIT_AFTER = (
    (re.compile(r"\s?(?:miljarder|miljard|mdkr)(?:\s+kronor|\s+kr)?\b", re.I), Unit.MNKR, 3),
    (re.compile(r"\s?(?:miljoner|miljon)\s+(?:kronor|kr)\b|\s?(?:mnkr|mkr|msek)\b", re.I), Unit.MNKR, 0),
    (re.compile(r"\s?(?:tusen\s+kronor|tkr|tsek|ksek)\b", re.I), Unit.TKR, 0),
    (re.compile(r"\s?(?:kronor|kr|sek)\b", re.I), Unit.KRONOR, 0),
    (re.compile(r"\s?(?:procentenhet(?:er)?|%-enhet(?:er)?)\b", re.I), Unit.PERCENTAGE_POINTS, 0),
    (re.compile(r"\s?(?:%|procent(?:s|ig)?\b)", re.I), Unit.PERCENT, 0),
    (re.compile(r"\s?(?:miljoner|miljon)\b", re.I), Unit.MNKR, 0),
)
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_NO_FIGURE_AFTER = re.compile(
    rf"\s?(?:{_MONTH}|års?\b|:[0-9a-z]|kap\b|§|[-–]\s?[0-9]|[-–]årig|till\s+[0-9]+\s+(?:dagar|år)|a\s*§)", re.I
)
_NO_FIGURE_BEFORE = re.compile(
    r"(?:\b(?:år|vecka|v\.|kl\.?|kapitel|kap\.|avsnitt|bilaga|sida|s\.|nr|nummer|punkt|dag|etapp|etage|version|tertial|kvartal"
    r"|delårsbokslut|prognos|december|augusti|april|mars|§+|paragraf|fas|steg|nivå|kommun|id:?)|[0-9]\s?[-–])\s?$",
    re.I,
)
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.I)
_HEDGE = re.compile(
    r"\b(?:drygt|knappt|cirka|ca\.?|ungefär|runt|omkring|närmare|nästan|över|mer än|uppemot|minst|högst|c:a)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence; `value` in `unit`, read with `decimals`; `start` and `end` in the sentence.

    `is_rough` where a word such as *drygt* stands before it, `is_word` for a number in letters, `noun` what follows it.
    """

    cell: Cell
    start: int
    end: int
    is_rough: bool
    is_word: bool
    noun: str

    @property
    def value(self) -> Decimal:
        """The number as written, with its sign."""
        assert self.cell.value is not None  # noqa: S101 - a figure has a value
        return self.cell.value

    @property
    def unit(self) -> Unit | None:
        """Its unit, where one is written."""
        return self.cell.unit


@dataclass(frozen=True)
class Sentence:
    """A sentence; `path` are the headings above it from the highest."""

    text: str
    place: Place
    path: tuple[str, ...]
    kind: ParagraphKind = ParagraphKind.TEXT
    pieces: tuple[Piece, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it; years, dates, paragraphs of law, codes and numbers of chapters are none."""
        return tuple(
            Figure(
                replace(one.cell, place=self.place_of(one.start, one.end)),
                one.start,
                one.end,
                one.is_rough,
                one.is_word,
                one.noun,
            )
            for one in _figures_in(self.text)
        )

    @cached_property
    def key(self) -> str:
        """Its words, for comparing."""
        return label_key(self.text)

    @cached_property
    def lower(self) -> str:
        """Its text in lower case."""
        return self.text.lower()

    def place_of(self, start: int, end: int) -> Place:
        """The place of a stretch of it, on the page where the reader knows it."""
        at = self.place.start or 0
        for piece in self.pieces:
            if piece.start <= at + start < piece.end:
                return replace(piece.place, start=at + start, end=at + end)
        return replace(self.place, start=at + start, end=at + end)


@lru_cache(maxsize=20_000)
def _figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text, without their places; most sentences stay as they are from one check to the next."""
    found = (
        [figure for match in _NUMBER.finditer(text) if (figure := _figure(text, match))] if _DIGIT.search(text) else []
    )
    found += [_word(text, match) for match in _WORD.finditer(text)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.start("number"), match.end("number")
    before, after = text[:start], text[end:]
    unit, shift, long = _unit_after(after)
    if unit is None and (_NO_FIGURE_AFTER.match(after) or _NO_FIGURE_BEFORE.search(before[-24:])):
        return None
    if unit is None and _YEAR.fullmatch(match["number"]):
        return None
    number = match["number"].replace(".", ",")
    try:
        value = parse_decimal(number)
    except UnreadableNumber:
        return None
    # A dash between words is no minus: a sign stands right before its figure, after a space or a bracket.
    sign = match["sign"] or ""
    if sign.strip() in {"-", "−", "–"} and not sign.endswith((" ", "\u00a0")):
        value, start = -value, match.start()
    decimals = max(0, len(number.partition(",")[2]) - shift)
    cell = Cell(text[start : end + long], value.scaleb(shift), decimals, unit)
    return Figure(cell, start, end + long, bool(_HEDGE.search(before[-14:])), False, _noun(after[long:]))


def _word(text: str, match: re.Match[str]) -> Figure:
    cell = Cell(match[0], Decimal(NUMBER_WORDS[match[0].lower()]))
    rough = bool(_HEDGE.search(text[max(0, match.start() - 14) : match.start()]))
    return Figure(cell, match.start(), match.end(), rough, True, _noun(text[match.end() :]))


def _unit_after(after: str) -> tuple[Unit | None, int, int]:
    for pattern, unit, shift in _UNIT_AFTER:
        if found := pattern.match(after):
            return unit, shift, found.end()
    return None, 0, 0


def _noun(after: str) -> str:
    """The word that a number counts."""
    found = re.match(r"\s*(?:av\s+(?:de|dessa)\s+)?([a-zåäöéA-ZÅÄÖ-]+)", after)
    return found[1].lower() if found else ""


def sentences_of(reading: Reading) -> tuple[Sentence, ...]:
    """Every sentence of paragraphs and of cells with running text, in reading order."""
    return tuple(_sentences(reading))


def _sentences(reading: Reading) -> Iterator[Sentence]:
    path: list[tuple[int, str]] = []
    table = -1
    for at, part in enumerate(reading.parts):
        if isinstance(part, Heading):
            path = [(level, text) for level, text in path if level < part.level] + [(part.level, part.text)]
        above = tuple(text for _level, text in path)
        if isinstance(part, Paragraph):
            place = replace(part.place, part=at)
            yield from _split(part.text, place, above, part.kind, part.pieces)
        elif isinstance(part, Table):
            table += 1
            yield from _in_cells(part, table, above)


def _in_cells(table: Table, number: int, path: tuple[str, ...]) -> Iterator[Sentence]:
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell.value is None and len(cell.text) > 40 and " " in cell.text:
                place = replace(cell.place, table=number, row=at, column=column)
                label = row.label if row.label != cell.text else ""
                yield from _split(cell.text, place, (*path, label), ParagraphKind.TEXT, cell.pieces)


def _split(
    text: str, place: Place, path: tuple[str, ...], kind: ParagraphKind, pieces: tuple[Piece, ...]
) -> Iterator[Sentence]:
    for start, end in _stretches(text):
        yield Sentence(text[start:end], replace(place, start=start, end=end), path, kind, pieces)


@lru_cache(maxsize=20_000)
def _stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end."""
    found, start = [], 0
    ends = (match.start() for match in _END.finditer(text) if not _ABBREVIATED.search(text, 0, match.start()))
    for end in (*ends, len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            at = start + piece.index(bare)
            found.append((at, at + len(bare)))
        start = end
    return tuple(found)
