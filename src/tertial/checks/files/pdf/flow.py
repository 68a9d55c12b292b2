"""Running text: lines put together to paragraphs, and what is a heading by its size."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tertial.checks.files.pdf.lines import Line
from tertial.checks.files.pdf.shapes import Joining
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Heading, Paragraph, ParagraphKind

_BULLET = re.compile(r"[\u2022\u2023\u25cf\u25cb\u25aa\u25e6\u2013\u2014\uf0b7\uf0a7•o*-](?= )|[0-9]{1,2}[.)](?= )")
_ENDS = re.compile(r"[.!?:;\u201d\")]$")
_LARGER = 1.1
_MOST_WORDS_OF_A_HEADING = 25


@dataclass(frozen=True, slots=True)
class Sizes:
    """The height of the running text, and the levels of the heights above it."""

    body: float
    levels: Mapping[int, int] = field(default_factory=dict)
    bold_level: int = 1

    def level(self, line: Line) -> int:
        """The level of a heading of this size; 0 where the line is of the size of the text."""
        return self.levels.get(_rounded(line.height), 0)


def sizes_of(lines: Iterable[Line]) -> Sizes:
    """What sizes mean in a document: most words are running text, larger ones headings, the largest the highest."""
    letters: Counter[int] = Counter()
    for line in lines:
        letters[_rounded(line.height)] += len(line.text)
    if not letters:
        return Sizes(10)
    body = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if size > body * _LARGER), reverse=True)
    levels: dict[int, int] = {}
    level, before = 0, None
    for size in larger:
        if before is None or before - size > 1:
            level = min(level + 1, 6)
        levels[size], before = level, size
    return Sizes(body / 2, levels, min(level + 1, 6))


def _rounded(height: float) -> int:
    return round(height * 2)


def flowed(
    lines: Sequence[Line], sizes: Sizes, levels: Mapping[int, int], page: int
) -> Iterator[tuple[Heading | Paragraph, bool]]:
    """The lines as headings and paragraphs, each with whether it may go on on the next page. `levels` are by tag."""
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line, sizes, levels):
            yield _made(group, sizes, levels, page)
            group = []
        group.append(line)
    if group:
        yield _made(group, sizes, levels, page)


def _level(line: Line, sizes: Sizes, levels: Mapping[int, int]) -> int:
    declared = levels.get(line.words[0].tag, 0)
    return declared if declared or levels else sizes.level(line)


def _begins(group: Sequence[Line], line: Line, sizes: Sizes, levels: Mapping[int, int]) -> bool:
    """Whether a line begins a new paragraph after those before it."""
    before = group[-1]
    gap = line.top - before.bottom
    if _level(before, sizes, levels) != _level(line, sizes, levels):
        return True
    if abs(before.height - line.height) > 0.8 or before.is_bold != line.is_bold:
        return not (before.is_bold and not line.is_bold and not _stands_alone(group) and gap < 0.4 * line.height)
    usual = group[1].top - group[0].bottom if len(group) > 1 else 0.45 * line.height
    if gap > usual + 0.3 * line.height or gap < -line.height:
        return True
    if _BULLET.match(line.text):
        return True
    width = max(one.right for one in group) - min(one.left for one in group)
    short = before.right < max(one.right for one in (*group, line)) - 0.25 * max(width, 1)
    return short and bool(_ENDS.search(before.text)) and not line.text[:1].islower()


def _stands_alone(group: Sequence[Line]) -> bool:
    return len(group) == 1 and len(group[0].words) < 12 and not _ENDS.search(group[0].text)


def _made(
    group: Sequence[Line], sizes: Sizes, levels: Mapping[int, int], page: int
) -> tuple[Heading | Paragraph, bool]:
    joining = Joining(page)
    for line in group:
        joining.add(line.words)
    text = joining.joined()
    place = Place(page=page, boxes=text.boxes)
    level = _level(group[0], sizes, levels)
    words = sum(len(line.words) for line in group)
    if not level and not levels and group[0].is_bold and len(group) <= 2 and _is_heading(text.text, words):
        level = sizes.bold_level
    if level and words <= _MOST_WORDS_OF_A_HEADING:
        return Heading(text.text, level, place), False
    small = group[0].height < 0.9 * sizes.body
    kind = ParagraphKind.ITEM if _BULLET.match(text.text) else ParagraphKind.NOTE if small else ParagraphKind.TEXT
    words_of = Paragraph(text.text, kind, pieces=text.pieces, place=place)
    return words_of, not _ENDS.search(text.text)


def _is_heading(text: str, words: int) -> bool:
    return words <= 12 and not _ENDS.search(text) and not text.endswith(",")
