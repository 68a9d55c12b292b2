"""What was taken out of a text and put into it, word by word (docs/rules/texts.md)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from tertial.domain.document.rich_text import Line, LiveFigure, RichList, RichText
from tertial.domain.ref import Ref

# A word with the spaces after it; 4,5 and e-post and 2024-T1 are one word each, a full stop is one of its own.
_WORD = re.compile(r"\w+(?:[.,:/\-]\w+)*\s*|[^\w\s]\s*|\s+")
_ALIKE = 0.4
_MOST_PAIRS = 40_000


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words with the same fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A paragraph, or an item of a list where `sign` is its bullet or number."""

    pieces: tuple[Piece, ...]
    sign: str = ""

    @property
    def change(self) -> Change | None:
        """What happened to the line as a whole; None where only parts of it changed."""
        changes = {piece.change for piece in self.pieces}
        return changes.pop() if len(changes) == 1 else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Both texts read as one. `only_form`: the words are the same and something else differs, such as bold or links."""

    lines: tuple[ComparedLine, ...]
    words_inserted: int
    words_deleted: int
    only_form: bool

    @property
    def is_none(self) -> bool:
        """Whether the two texts are the same in every way."""
        return not (self.words_inserted or self.words_deleted or self.only_form)


@dataclass(frozen=True, slots=True)
class _PlainLine:
    text: str
    sign: str


def difference(before: RichText, after: RichText, figure_text: Callable[[Ref], str] = str) -> Difference:
    """Compares two texts paragraph by paragraph and word by word.

    `figure_text` prints a live figure by its ref; without it the ref is shown. Paragraphs that share at least 40 % of
    their words are compared with each other, others are shown as taken out or put in whole.
    """
    old, new = _plain_lines(before, figure_text), _plain_lines(after, figure_text)
    lines = tuple(_compared(left, right) for left, right in _aligned(old, new))
    inserted, deleted = _words(lines, Change.INSERTED), _words(lines, Change.DELETED)
    return Difference(lines, inserted, deleted, only_form=not inserted and not deleted and before != after)


def _plain_lines(text: RichText, figure_text: Callable[[Ref], str]) -> list[_PlainLine]:
    def words(line: Line) -> str:
        return "".join(figure_text(run.ref) if isinstance(run, LiveFigure) else run.text for run in line)

    lines = []
    for block in text.blocks:
        if isinstance(block, RichList):
            signs = (f"{number}." if block.ordered else "•" for number in range(1, len(block.items) + 1))
            lines += [_PlainLine(words(item), sign) for item, sign in zip(block.items, signs, strict=False)]
        else:
            lines.append(_PlainLine(words(block.line), ""))
    return [line for line in lines if line.text.strip()]


_Pair = tuple[_PlainLine | None, _PlainLine | None]


def _aligned(old: Sequence[_PlainLine], new: Sequence[_PlainLine]) -> Iterator[_Pair]:
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new])
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield from _paired(old[old_from:old_to], new[new_from:new_to])


def _paired(old: Sequence[_PlainLine], new: Sequence[_PlainLine]) -> Iterator[_Pair]:
    """The lines in reading order, those alike side by side, so that the sum of likeness is greatest."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((line, None) for line in old)
        yield from ((None, line) for line in new)
        return
    likeness = [[_likeness(left.text, right.text) for right in new] for left in old]
    best = _best_sums(likeness, len(new))
    row = column = 0
    while row < len(old) or column < len(new):
        if row < len(old) and best[row][column] == best[row + 1][column]:
            yield old[row], None
            row += 1
        elif column < len(new) and best[row][column] == best[row][column + 1]:
            yield None, new[column]
            column += 1
        else:
            yield old[row], new[column]
            row, column = row + 1, column + 1


def _best_sums(likeness: Sequence[Sequence[float]], columns: int) -> list[list[float]]:
    """The greatest sum of likeness that the lines from each row and column onward can reach."""
    best = [[0.0] * (columns + 1) for _ in range(len(likeness) + 1)]
    for row in reversed(range(len(likeness))):
        for column in reversed(range(columns)):
            together = likeness[row][column] + best[row + 1][column + 1] if likeness[row][column] else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], together)
    return best


def _likeness(left: str, right: str) -> float:
    """The share of words in common, from 0 to 1; below the limit it is 0."""
    if left == right:
        return 1.0
    old, new = Counter(_keys(_WORD.findall(left))), Counter(_keys(_WORD.findall(right)))
    share = 2 * (old & new).total() / max(1, old.total() + new.total())
    return share if share >= _ALIKE else 0.0


def _keys(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]


def _compared(left: _PlainLine | None, right: _PlainLine | None) -> ComparedLine:
    if right is None:
        assert left is not None  # noqa: S101 - a pair never lacks both
        return ComparedLine((Piece(Change.DELETED, left.text),), left.sign)
    if left is None:
        return ComparedLine((Piece(Change.INSERTED, right.text),), right.sign)
    if left.text == right.text:
        return ComparedLine((Piece(Change.SAME, right.text),), right.sign)
    return ComparedLine(_pieces(_WORD.findall(left.text), _WORD.findall(right.text)), right.sign)


def _pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, _keys(old), _keys(new)).get_opcodes():
        taken, put = old[old_from:old_to], new[new_from:new_to]
        if _keys(taken) == _keys(put):
            # Of two spacings the wider, or the last word of one text would stick to the first word of the other.
            found.append(Piece(Change.SAME, "".join(max(pair, key=len) for pair in zip(taken, put, strict=True))))
        else:
            found += [Piece(Change.DELETED, "".join(taken)), Piece(Change.INSERTED, "".join(put))]
    return tuple(_joined(piece for piece in found if piece.text))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for change, neighbours in groupby(pieces, key=lambda piece: piece.change):
        yield Piece(change, "".join(piece.text for piece in neighbours))


def _words(lines: Sequence[ComparedLine], change: Change) -> int:
    pieces = (piece.text for line in lines for piece in line.pieces if piece.change is change)
    return sum(1 for text in pieces for word in _WORD.findall(text) if word[0].isalnum())
