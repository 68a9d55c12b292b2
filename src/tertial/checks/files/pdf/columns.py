"""Text set in two columns, told from tables; and where the columns of a table are."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tertial.checks.files.pdf.lines import Line, Stretch
from tertial.checks.files.pdf.shapes import Rule

_LEAST_GUTTER = 8.0
_LEAST_LINES = 5
_WORDY = 3.5
# A gap that parts columns, in parts of the height of a line; figures have narrower ones within them.
_PARTING = 0.4
_SPACE = 0.2
_WIDER = 0.3
_HUNDREDS = re.compile(r"[0-9]{3}(?:,[0-9]+)?%?")
_SIGNS = "-+\u2212\u2013"


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where, across the page."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    def overlap(self, left: float, right: float) -> float:
        """How much of it another span covers."""
        return min(self.right, right) - max(self.left, left)


def in_reading_order(lines: Sequence[Line], across: Sequence[Rule], width: float) -> Iterator[list[Line]]:
    """The lines as texts to be read one after the other: of two columns of text first the left, then the right."""
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        end, gutter = _two_columns(lines, at, width)
        if gutter and _is_text(lines[at:end], gutter) and not _is_crossed(lines[at:end], gutter, across):
            yield waiting
            waiting = []
            yield from (side for side in _sides(lines[at:end], gutter) if side)
            at = end
        else:
            waiting.append(lines[at])
            at += 1
    yield waiting


def _two_columns(lines: Sequence[Line], start: int, width: float) -> tuple[int, Span | None]:
    """How far down from a line a gutter runs near the middle of the page, and where it is."""
    left, right, at = 0.3 * width, 0.7 * width, start
    sides = [0, 0]
    while at < len(lines):
        line = lines[at]
        gap = _gap(line, left, right)
        if gap is None or gap.width < _LEAST_GUTTER:
            break
        left, right = gap.left, gap.right
        sides[0] += line.left < right
        sides[1] += line.right > left
        at += 1
    enough = min(sides) >= _LEAST_LINES
    return at, Span(left, right) if enough else None


def _gap(line: Line, left: float, right: float) -> Span | None:
    """The widest part of the span that the line leaves empty."""
    best, edge = None, left
    for word in (*line.words, None):
        begins = right if word is None else min(word.left, right)
        if begins > edge and (best is None or begins - edge > best.width):
            best = Span(edge, begins)
        if word is not None:
            edge = max(edge, word.right)
    return best


def _is_text(lines: Sequence[Line], gutter: Span) -> bool:
    """Whether both sides are running text: many words in a line, lines that fill their side, few figures alone."""
    for side in _sides(lines, gutter):
        if len(side) < _LEAST_LINES:
            return False
        words = sum(len(line.words) for line in side) / len(side)
        widest = max(line.right - line.left for line in side)
        full = sum(line.right - line.left > 0.7 * widest for line in side) / len(side)
        alone = sum(any(stretch.is_figure for stretch in line.stretches) for line in side) / len(side)
        parted = sum(len(line.stretches) > 1 for line in side) / len(side)
        if words < _WORDY or full < 0.5 or alone > 0.15 or parted > 0.2:
            return False
    return True


def _is_crossed(lines: Sequence[Line], gutter: Span, across: Sequence[Rule]) -> bool:
    """Whether rules run across the gutter between the lines, as they do in a table."""
    top, bottom = lines[0].top, lines[-1].bottom
    return any(rule.left < gutter.left and rule.right > gutter.right and top < rule.top < bottom - 1 for rule in across)


def _sides(lines: Sequence[Line], gutter: Span) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for line in lines:
        before = tuple(word for word in line.words if word.right <= gutter.right and word.left < gutter.left)
        after = tuple(word for word in line.words if word not in before)
        if before:
            left.append(Line(before))
        if after:
            right.append(Line(after))
    return left, right


def columns_of(lines: Sequence[Line], down: Sequence[Rule]) -> list[Span]:
    """The columns of a table: between rules that run down through most of it, or between gaps in all its lines."""
    stretches = [stretch for line in lines for stretch in line.stretches]
    if not stretches:
        return []
    ruled = _ruled_columns(lines, down)
    return ruled if ruled and not _are_too_few(lines, ruled) else _free_columns(lines, stretches)


def _are_too_few(lines: Sequence[Line], columns: Sequence[Span]) -> bool:
    """Whether a column between rules holds several stretches in most lines: the rules then part only some cells."""
    for column in columns:
        held = [
            sum(column.left - 1 <= stretch.left and stretch.right <= column.right + 1 for stretch in line.stretches)
            for line in lines
        ]
        if sum(count > 1 for count in held) > 0.5 * max(1, sum(count > 0 for count in held)):
            return True
    return False


def _ruled_columns(lines: Sequence[Line], down: Sequence[Rule]) -> list[Span]:
    top, bottom = lines[0].top, lines[-1].bottom
    long: list[tuple[float, float]] = []
    for rule in sorted(down, key=lambda rule: rule.left):
        seen = min(rule.bottom, bottom) - max(rule.top, top)
        if seen <= 0:
            continue
        if long and rule.left - long[-1][0] < 3:
            long[-1] = (long[-1][0], long[-1][1] + seen)
        else:
            long.append((rule.left, seen))
    marks = [left for left, seen in long if seen > 0.55 * (bottom - top)]
    if len(marks) < 2:
        return []
    spans = [Span(left, right) for left, right in itertools.pairwise(marks) if right - left > 4]
    outer_left, outer_right = min(line.left for line in lines), max(line.right for line in lines)
    if outer_left < marks[0] - 3:
        spans.insert(0, Span(outer_left - 1, marks[0]))
    if outer_right > marks[-1] + 3:
        spans.append(Span(marks[-1], outer_right + 1))
    return spans if len(spans) > 1 else []


def _free_columns(lines: Sequence[Line], stretches: Sequence[Stretch]) -> list[Span]:
    """The spans that words cover in lines with several stretches; the gaps between them are empty in all those."""
    parted = [line for line in _below_headings(lines) if len(line.stretches) > 1]
    words = sorted((word for line in parted for word in line.words), key=lambda word: word.left)
    if not words:
        return []
    height = sorted(stretch.words[0].height for stretch in stretches)[len(stretches) // 2]
    spans = [Span(words[0].left, words[0].right)]
    for word in words[1:]:
        last = spans[-1]
        if word.left - last.right >= _SPACE * height:
            spans.append(Span(word.left, word.right))
        else:
            spans[-1] = Span(last.left, max(last.right, word.right))
    kept = spans[:1]
    for span in spans[1:]:
        gap = span.left - kept[-1].right
        if gap >= _PARTING * height or (gap >= _WIDER * height and _is_edge(parted, span.left)):
            kept.append(span)
        else:
            kept[-1] = Span(kept[-1].left, span.right)
    return _without_thousands(parted, kept)


def _below_headings(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the first with an amount, where there are several: headings may lie across columns."""
    amounts = [at for at, line in enumerate(lines) if any(stretch.is_amount for stretch in line.stretches[1:])]
    return lines[amounts[0] :] if len(amounts) > 1 else lines


def _is_edge(lines: Sequence[Line], left: float) -> bool:
    """Whether most lines that reach past a place have a word that begins just there, as the words of a column do."""
    past = [line for line in lines if line.right > left]
    begin = [word.text for line in past for word in line.words if abs(word.left - left) < 1]
    return len(begin) > 0.7 * len(past) and len(set(begin)) >= max(3, len(begin) // 2)


def _without_thousands(lines: Sequence[Line], spans: list[Span]) -> list[Span]:
    """Puts columns together that are only the parts of figures: hundreds right of thousands, narrowly apart."""
    kept = spans[:1]
    for span in spans[1:]:
        before = kept[-1]
        narrow = span.left - before.right < 0.55 * lines[0].height
        if narrow and _is_cut(lines, before, span):
            kept[-1] = Span(before.left, span.right)
        else:
            kept.append(span)
    return kept


def _is_cut(lines: Sequence[Line], before: Span, span: Span) -> bool:
    """Whether the right column only ends the figures of the left one: hundreds, or a sign of percent."""
    pairs = [(_texts(line, before), _texts(line, span)) for line in lines]
    both = [(left[-1].lstrip(_SIGNS), right) for left, right in pairs if left and right and _ends_a_figure(right[0])]
    wrong = any(left and right and left[-1][-1:].isdigit() and not _ends_a_figure(right[0]) for left, right in pairs)
    alone = any(len(right) == 1 and right[0].isdigit() and len(right[0]) > 3 for left, right in pairs if not left)
    return bool(both) and not wrong and not alone and all(left[:1].isdigit() for left, _ in both)


def _ends_a_figure(text: str) -> bool:
    return text == "%" or bool(_HUNDREDS.fullmatch(text))


def _texts(line: Line, span: Span) -> list[str]:
    return [word.text for word in line.words if span.left - 1 <= word.left and word.right <= span.right + 1]
