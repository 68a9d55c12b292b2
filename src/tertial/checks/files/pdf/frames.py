"""Tables by their rules: lines across of one width below each other, with nothing but cells between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.checks.files.pdf.lines import Line
from tertial.checks.files.pdf.shapes import Rule

_SLACK = 5.0
_TOUCHING = 6.0
_FURTHEST = 420.0
_LEAST_WIDTH = 90.0
_PROSE_WIDTH = 0.7
_PROSE_WORDS = 8
_PART = 0.9
_LARGE = 1.25


@dataclass(frozen=True, slots=True)
class Level:
    """A rule across, put together of those that touch each other."""

    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Levels that hold a table together, from the top."""

    levels: tuple[Level, ...]

    @property
    def top(self) -> float:
        """The uppermost rule."""
        return self.levels[0].top

    @property
    def bottom(self) -> float:
        """The lowest rule."""
        return self.levels[-1].top

    def holds(self, line: Line) -> bool:
        """Whether the line lies within."""
        return self.top - 1 < line.middle < self.bottom + 1 and line.right > self.levels[0].left - _SLACK


def frames_of(lines: Sequence[Line], across: Sequence[Rule]) -> list[Frame]:
    """The frames on a page, from the top."""
    frames: list[Frame] = []
    open_levels: list[Level] = []
    heights = sorted(line.height for line in lines)
    large = _LARGE * heights[len(heights) // 2] if heights else 0.0
    for level in _levels(across):
        if open_levels and _is_part(level, open_levels[-1]):
            continue
        if open_levels and not _is_linked(open_levels[-1], level, lines, large):
            if len(open_levels) > 1:
                frames.append(Frame(tuple(open_levels)))
            open_levels = []
        open_levels.append(level)
    if len(open_levels) > 1:
        frames.append(Frame(tuple(open_levels)))
    return frames


def _levels(across: Sequence[Rule]) -> list[Level]:
    """The rules of each height as one where they touch; those too short to go over a table are left out."""
    found: list[Level] = []
    for rule in sorted(across, key=lambda rule: (round(rule.top / 2), rule.left)):
        last = found[-1] if found else None
        if last and abs(last.top - rule.top) < 2.5 and rule.left - last.right < _TOUCHING:
            found[-1] = Level(min(last.left, rule.left), max(last.right, rule.right), last.top)
        else:
            found.append(Level(rule.left, rule.right, rule.top))
    return sorted((level for level in found if level.right - level.left > _LEAST_WIDTH), key=lambda level: level.top)


def _is_part(level: Level, above: Level) -> bool:
    """Whether the rule lies within the width of the one above: it parts some cells of a row, and no rows."""
    within = level.left > above.left - _SLACK and level.right < above.right + _SLACK
    return within and level.right - level.left < _PART * (above.right - above.left)


def _is_linked(above: Level, below: Level, lines: Sequence[Line], large: float) -> bool:
    """Whether two rules are of one table: as wide, and between them cells and no running text."""
    same = abs(above.left - below.left) < _SLACK and abs(above.right - below.right) < _SLACK
    if not same or below.top - above.top > _FURTHEST:
        return False
    if below.top - above.top < 3:
        return True
    width = above.right - above.left
    between = [line for line in lines if above.top - 1 < line.middle < below.top + 1]
    inside = [line for line in between if line.left > above.left - _SLACK and line.left < above.right]
    prose = any(
        len(line.stretches) == 1 and line.right - line.left > _PROSE_WIDTH * width and len(line.words) > _PROSE_WORDS
        for line in inside
    )
    heading = any(line.height > large for line in inside)
    outside = any(line.left < above.left - _SLACK for line in between)
    return bool(inside) and not (prose or heading or outside)
