"""How wide the columns of a table are, judged by what stands in them; the same shares in PDF and Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest

from tertial.domain.document import Column, ColumnKind, RowKind, Table, cell_text
from tertial.reports.fonts import width_of

PADDING = 2.1
SHAPE = 3.5
LONGEST_TEXT_THAT_COUNTS = 90
LEAST_TEXT = 8.0
LANDSCAPE = 1.6
# In a crowded table longer words than the first may be hyphenated, in others only longer ones than the second.
LONGEST_WHOLE_WORD = (12.0, 20.0)
EM_A_CHARACTER = 0.567
# Measuring takes time, and the widest word is one of the longest.
MEASURED_WORDS = 3
SPACES = re.compile("[ \n]+")


@dataclass(frozen=True)
class ColumnWidth:
    """A column's share of the table's width, and whether some word in it can only stand there hyphenated."""

    share: float
    breaks_words: bool


def column_widths(table: Table, characters: float) -> tuple[ColumnWidth, ...]:
    """The columns' widths; the shares sum to 1. Raises `FontsMissing`.

    `characters` is how many of them a line of table text holds on a standing page. No figure and no status is ever
    broken while there is room; then words stay whole; then the columns with most text get room, and last the headings,
    so that none stands on more than two lines.
    """
    across = characters * LANDSCAPE if table.wide else characters
    contents = [_content(table, number) for number in range(len(table.columns))]
    crowded, at_ease = ([content.least(longest) for content in contents] for longest in LONGEST_WHOLE_WORD)
    wishes = [content.wish() for content in contents]
    low_headings = [content.low_heading() for content in contents]
    widths = _grown(_grown(_grown(crowded, at_ease, across), wishes, across), low_headings, across)
    # Where all wishes fit, the first column takes what is left over, so that figures stay close together.
    widths[0] += max(0.0, across - sum(widths))
    scale = across / sum(widths)
    return tuple(
        ColumnWidth(width / sum(widths), content.longest_word + content.beside > width * scale)
        for content, width in zip(contents, widths, strict=True)
    )


def _grown(widths: list[float], goals: list[float], across: float) -> list[float]:
    """The widths with what is left of the room added where it is wanted, none past its goal."""
    wanted = [max(0.0, goal - width) for width, goal in zip(widths, goals, strict=True)]
    room = max(0.0, across - sum(widths))
    part = min(1.0, room / sum(wanted)) if any(wanted) else 0.0
    return [width + want * part for width, want in zip(widths, wanted, strict=True)]


@dataclass(frozen=True)
class _Content:
    """What stands in a column, in characters."""

    column: Column
    longest_word: float
    longest_cell_word: float
    longest_line: float

    @property
    def beside(self) -> float:
        """What stands beside the text: the padding, a status's shape, and air between figures."""
        return PADDING + {ColumnKind.STATUS: SHAPE, ColumnKind.TEXT: 0.0}.get(self.column.kind, 1.0)

    def least(self, longest_whole_word: float) -> float:
        """Room for the longest word; a longer text or heading may be hyphenated, a figure and a status never."""
        word = min(self.longest_word, longest_whole_word)
        if self.column.kind is ColumnKind.TEXT:
            return max(LEAST_TEXT, word) + self.beside
        return max(self.longest_cell_word, word) + self.beside

    def wish(self) -> float:
        """Room for the longest line of the cells; a heading may wrap."""
        least = self.least(LONGEST_WHOLE_WORD[1])
        if self.column.kind.is_numeric:
            return least
        return max(least, min(self.longest_line, LONGEST_TEXT_THAT_COUNTS) + self.beside)

    def low_heading(self) -> float:
        """Room for the heading on two lines."""
        words = self.column.label.split(" ")
        lines = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
        return min(max(map(_width, two)) for two in lines) + self.beside


def _content(table: Table, number: int) -> _Content:
    column = table.columns[number]
    texts = list(_texts(table, number))
    in_cells = _longest_word(texts)
    return _Content(
        column,
        max(in_cells, _longest_word([column.label])),
        in_cells,
        float(max((len(line) for text in texts for line in text.splitlines()), default=0)),
    )


def _texts(table: Table, number: int) -> Iterator[str]:
    for row in table.rows:
        spans_table = row.kind is RowKind.GROUP and len(row.cells) == 1
        if not spans_table:
            yield cell_text(row.cells[number])


def _longest_word(texts: list[str]) -> float:
    words = {word for text in texts for word in SPACES.split(text)}
    return max(map(_width, nlargest(MEASURED_WORDS, words, key=len)), default=0.0)


def _width(text: str) -> float:
    return width_of(text) / EM_A_CHARACTER
