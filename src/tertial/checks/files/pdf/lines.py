"""Words as lines, and lines as stretches with wide gaps between them; what is printed on every page is left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tertial.checks.files.pdf.shapes import Page, Word

# Gaps in parts of the height of a line: between words of a text, between cells for certain.
CELL_GAP = 0.75
_SAME_LINE = 0.42
_EDGE = 0.12
_YEAR = re.compile(r"(?:19|20)[0-9]{2}[*)]*")
_FIGURES = re.compile(r"[0-9]+")
_FIGURE = re.compile(r"[-+\u2212\u2013]?[0-9][0-9.,]*[%*]?|[-+\u2212\u2013%]")


@dataclass(frozen=True)
class Stretch:
    """Words of a line close to each other."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def is_figure(self) -> bool:
        """Whether it looks like one figure or several, and not like words."""
        return any(word.text[-1:].isdigit() or word.text[:1].isdigit() for word in self.words) and all(
            _FIGURE.fullmatch(word.text) for word in self.words
        )

    @property
    def is_amount(self) -> bool:
        """Whether it is a figure and no year."""
        return self.is_figure and not all(_YEAR.fullmatch(word.text) for word in self.words)


@dataclass(frozen=True)
class Line:
    """A line of words from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2

    @cached_property
    def height(self) -> float:
        """The height of most of its words."""
        return sorted(word.height for word in self.words)[len(self.words) // 2]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The line where wide gaps part it."""
        found: list[list[Word]] = []
        end = 0.0
        for word in self.words:
            if found and word.left - end <= CELL_GAP * self.height:
                found[-1].append(word)
            else:
                found.append([word])
            end = max(end, word.right)
        return tuple(Stretch(tuple(words)) for words in found)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words as lines from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        for row in reversed(rows[-4:]):
            if abs(row[0].middle - word.middle) <= _SAME_LINE * max(row[0].height, word.height):
                row.append(word)
                break
        else:
            rows.append([word])
    lines = [Line(tuple(sorted(row, key=lambda word: word.left))) for row in rows]
    return sorted(lines, key=lambda line: line.middle)


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without what is printed at the top or the foot of most of them, such as page numbers."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {key for key, _ in lines})
    least = max(2, (len(pages) + 2) // 3) if len(pages) > 1 else 2
    kept = []
    for page, lines in zip(pages, edges, strict=True):
        dropped = {id(word) for key, line in lines for word in line.words if seen[key] >= least or _is_number(line)}
        kept.append(replace(page, words=tuple(word for word in page.words if id(word) not in dropped)))
    return kept


def _edge_lines(page: Page) -> list[tuple[tuple[str, bool], Line]]:
    """The lines near the edges, each with what it says beside its figures."""
    high, low = page.height * _EDGE, page.height * (1 - _EDGE)
    near = [word for word in page.words if word.bottom < high or word.top > low]
    return [((_FIGURES.sub("#", line.text), line.top < high), line) for line in lines_of(near)]


def _is_number(line: Line) -> bool:
    """Whether the line is a page number alone."""
    return bool(re.fullmatch(r"(?:sid(?:a|an)? ?)?[0-9]{1,4}(?: ?(?:\(|/|av) ?[0-9]{1,4}\)?)?", line.text.lower()))
