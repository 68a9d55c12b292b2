"""Which lines of a text are tables: those parted by wide gaps in the same places, or held together by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tertial.checks.files.found import ONLY_SIGNS
from tertial.checks.files.pdf.columns import Span, columns_of
from tertial.checks.files.pdf.frames import frames_of
from tertial.checks.files.pdf.lines import Line
from tertial.checks.files.pdf.shapes import Rule

_FAR = 2.6
_FAR_IN_RULES = 8.0
_MOST_BETWEEN = 6
_LARGER = 1.15
_AIR = 2.2
_LEADER = re.compile(r"(?:[.\u2026_] ?){4,}")
_BULLET = re.compile(r"(?:[-\u2013\u2014*o\u00a7]|[0-9]{1,2}[.)]|[a-zåäö][.)])")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are a table, with its columns."""

    lines: tuple[Line, ...]
    columns: tuple[Span, ...]


def blocks_of(lines: Sequence[Line], across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Block | Line]:
    """The lines in order, those of each table together: first tables with rules between rows, then by gaps alone."""
    frames = frames_of(lines, across)
    at, free = 0, 0
    while at < len(lines):
        frame = next((frame for frame in frames if frame.holds(lines[at])), None)
        if frame is None:
            at += 1
            continue
        end = at
        while end < len(lines) and frame.holds(lines[end]):
            end += 1
        at = _without_caption(lines, at, end, down)
        start, columns = _with_headings(lines, free, at, end, down)
        end = _with_last_row(lines, start, end, columns, down)
        if len(columns) > 1 and _has_rows(lines[start:end], down):
            yield from _by_gaps(lines[free:start], across, down)
            yield Block(tuple(lines[start:end]), tuple(columns))
            free = end
        at = end
    yield from _by_gaps(lines[free:], across, down)


def _with_headings(lines: Sequence[Line], free: int, at: int, end: int, down: Sequence[Rule]) -> tuple[int, list[Span]]:
    """Takes in the lines just above the first rule that are parted where the columns are; gives the columns too."""
    start, columns = at, columns_of(lines[at:end], down)
    while start > free:
        line, below = lines[start - 1], lines[start]
        if below.top - line.bottom > 1.3 * line.height or not (_is_parted(line) or line.is_bold):
            break
        tried = columns_of(lines[start - 1 : end], down)
        first_is_label = line.left <= columns[0].right if columns else True
        if not _is_parted(line) and first_is_label:
            break
        if len(tried) >= max(2, len(columns)):
            columns = tried
        elif not all(sum(column.overlap(word.left, word.right) > 1 for column in columns) < 2 for word in line.words):
            break
        start -= 1
    return start, columns


def _without_caption(lines: Sequence[Line], at: int, end: int, down: Sequence[Rule]) -> int:
    """The first line that belongs to the table: lines of one stretch above it, set apart, are its caption."""
    columns = columns_of(lines[at:end], down)
    while at + 1 < end and len(columns) > 1 and not _is_parted(lines[at]):
        line, below = lines[at], lines[at + 1]
        crosses = line.right > columns[1].left and line.left < columns[0].right
        if not crosses and below.top - line.bottom < 0.5 * line.height:
            break
        if line.left > columns[0].right:
            break
        at += 1
    return at


def _with_last_row(lines: Sequence[Line], start: int, end: int, columns: list[Span], down: Sequence[Rule]) -> int:
    """Takes in a row below the last rule that has its figures in the columns, such as a sum."""
    while end < len(lines) and _is_parted(lines[end]):
        line, above = lines[end], lines[end - 1]
        figures = sum(stretch.is_figure for stretch in line.stretches[1:])
        near = line.top - above.bottom < 1.6 * line.height
        if not near or not figures or len(columns_of(lines[start : end + 1], down)) < len(columns):
            break
        end += 1
    return end


def _by_gaps(lines: Sequence[Line], across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Block | Line]:
    at = 0
    while at < len(lines):
        end = _end(lines, at, across, down) if _is_parted(lines[at]) else at
        if end - at >= 2:
            columns = columns_of(lines[at:end], down)
            if len(columns) > 1 and _is_table(lines[at:end], across):
                yield Block(tuple(lines[at:end]), tuple(columns))
                at = end
                continue
        yield lines[at]
        at += 1


def is_contents(line: Line) -> bool:
    """Whether the line belongs to a list of contents, with dots that lead to a page."""
    return bool(_LEADER.search(line.text))


def _is_parted(line: Line) -> bool:
    """Whether the line has several stretches, and is no item of a list."""
    if len(line.stretches) < 2 or is_contents(line):
        return False
    first = line.stretches[0].text
    return not (len(line.stretches) == 2 and (_BULLET.fullmatch(first) or ONLY_SIGNS.fullmatch(first)))


def _end(lines: Sequence[Line], start: int, across: Sequence[Rule], down: Sequence[Rule]) -> int:
    """The line after the table that begins at a line."""
    end, at = start + 1, start + 1
    while at < len(lines) and at - end < _MOST_BETWEEN:
        line, before = lines[at], lines[at - 1]
        if not _is_near(before, line, across, down):
            break
        tried = lines[start : at + 1]
        if _is_parted(line):
            if len(columns_of(tried, down)) < 2:
                break
            end = at + 1
        elif _is_set_apart(lines[start:at], line) or not _fits(
            line, before, columns_of(lines[start:end], down), across
        ):
            break
        at += 1
    return _with_wrapped(lines, end, columns_of(lines[start:end], down), across, down)


def _with_wrapped(
    lines: Sequence[Line], end: int, columns: list[Span], across: Sequence[Rule], down: Sequence[Rule]
) -> int:
    """Takes in lines after the last parted one that go on in a cell, as long as rules hold them or they are close."""
    while columns and end < len(lines) and not _is_parted(lines[end]):
        line, before = lines[end], lines[end - 1]
        column = _column(line, columns)
        close = line.top - before.bottom < 0.35 * line.height and abs(line.height - before.height) < 1
        held = _is_framed(before, line, across, down)
        inside = column is not None and (column > 0 or line.right < columns[1].left)
        if not inside or not (held or (close and (column or 0) > 0)):
            break
        end += 1
    return end


def _is_near(before: Line, line: Line, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    gap = line.top - before.bottom
    most = _FAR_IN_RULES if _is_framed(before, line, across, down) else _FAR
    return gap <= most * line.height


def _is_framed(before: Line, line: Line, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether rules hold two lines together: one that runs down past both, or one across below both."""
    left, right = min(before.left, line.left), max(before.right, line.right)
    if any(
        rule.top <= before.bottom and rule.bottom >= line.top and left - 30 < rule.left < right + 30 for rule in down
    ):
        return True
    below = [rule for rule in across if rule.left <= left + 3 and rule.right >= right - 3]
    return any(before.bottom - 2 <= rule.top <= line.top + 2 for rule in below) and any(
        line.bottom - 2 <= rule.top <= line.bottom + 1.5 * line.height for rule in below
    )


def _is_set_apart(above: Sequence[Line], line: Line) -> bool:
    """Whether there is far more air above the line than between the lines of the table, as above a heading."""
    gaps = sorted(below.top - before.bottom for before, below in pairwise(above))
    return len(gaps) > 1 and line.top - above[-1].bottom > _AIR * max(gaps[len(gaps) // 2], 0.2 * line.height)


def _fits(line: Line, before: Line, columns: Sequence[Span], across: Sequence[Rule]) -> bool:
    """Whether a line of one stretch goes into a cell, or is the heading of the rows below it."""
    if line.height > _LARGER * before.height:
        return False
    if _column(line, columns) is not None:
        return True
    above = any(line.top - line.height < rule.top <= line.top + 2 and rule.width > 40 for rule in across)
    below = any(line.bottom - 2 <= rule.top < line.bottom + line.height and rule.width > 40 for rule in across)
    close = line.top - before.bottom < line.height
    return (above and below) or (line.is_bold and close and len(line.words) < 10)


def _column(line: Line, columns: Sequence[Span]) -> int | None:
    """The one column that the line keeps within; the last and the first have room on their outer sides."""
    for at, column in enumerate(columns):
        left = columns[at - 1].right if at else float("-inf")
        right = columns[at + 1].left if at + 1 < len(columns) else float("inf")
        if line.left > left and line.right < right and column.overlap(line.left, line.right) > 0:
            return at
    return None


def _is_table(lines: Sequence[Line], across: Sequence[Rule]) -> bool:
    """Whether there is enough to see: figures below each other, rules between rows, or many rows alike."""
    parted = [line for line in lines if len(line.stretches) > 1]
    figures = sum(any(stretch.is_amount for stretch in line.stretches[1:]) for line in parted)
    top, bottom = lines[0].top, lines[-1].bottom
    ruled = sum(top < rule.top < bottom and rule.width > 60 for rule in across)
    if not _is_labelled(lines):
        return False
    return figures >= 2 or ruled >= 2 or (len(parted) >= 3 and _is_alike(parted)) or (figures >= 1 and ruled >= 1)


def _has_rows(lines: Sequence[Line], down: Sequence[Rule]) -> bool:
    """Whether a frame holds rows of a table; where rules part the cells, figures may stand on lines of their own."""
    parted = sum(len(line.stretches) > 1 for line in lines)
    cells = sum(lines[0].top - 12 < rule.top and rule.bottom < lines[-1].bottom + 12 for rule in down)
    return parted > 1 and _is_labelled(lines, 0.3 if cells > 3 else 0.6)


def _is_labelled(lines: Sequence[Line], least: float = 0.6) -> bool:
    """Whether most rows begin with words: where they do not, it is a chart with figures at its points."""
    parted = [line for line in lines if len(line.stretches) > 1]
    labels = sum(any(letter.isalpha() for letter in line.stretches[0].text) for line in parted)
    return labels >= least * len(parted)


def _is_alike(parted: Sequence[Line]) -> bool:
    counts = [len(line.stretches) for line in parted]
    return max(set(counts), key=counts.count) >= 3
