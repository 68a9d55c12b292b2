"""Makes a grid of the lines of a table: which lines are one row, which words one cell, what spans columns."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tertial.checks.files.found import Grid, GridCell
from tertial.checks.files.pdf.blocks import Block
from tertial.checks.files.pdf.columns import Span
from tertial.checks.files.pdf.lines import Line
from tertial.checks.files.pdf.shapes import HYPHEN, Joining, Rule, Word, around
from tertial.domain.checks.place import Place
from tertial.domain.message import gettext_noop

_GOES_ON = re.compile(r"(?:[-\u2013&,/(\u00ad]|\b(?:och|samt|eller|av|för|till|med|i|på|inkl\.?|exkl\.?))$")
_OF_THE_WIDTH = 0.5
_EDGE = 1.6
_APART = 0.5
_WORD_GAP = 0.4
_MIXED = gettext_noop("The columns of the table cannot be told apart with certainty, so nothing in it is added up.")
_CROSSING = gettext_noop("Words lie across the columns of the table, so the figures of the cell are not read.")


def grid_of(block: Block, across: Sequence[Rule], page: int) -> Grid:
    """The grid, with the number of its heading rows."""
    columns, lines = block.columns, block.lines
    left, right = columns[0].left, columns[-1].right
    levels = _levels(lines, [rule for rule in across if rule.width and _covers(rule, left, right)])
    first = next((at for at, line in enumerate(lines) if _has_figure(line, columns)), None)
    head = list(_head_rows(lines[:first], columns, across)) if first else []
    head, extra = _without_labels(head, columns)
    body = [*extra, *_body_rows(lines[first or 0 :], columns, levels)]
    rows = tuple(tuple(_cells(row, columns, page)) for row in (*head, *body))
    words = [word for line in lines for word in line.words]
    place = Place(page=page, boxes=(around(words),))
    doubt = _MIXED if sum(bool(cell.unsure) for row in rows for cell in row) > 1 else ""
    return Grid(rows, head_rows=len(head) if first is not None else None, doubt=doubt, place=place)


def _covers(rule: Rule, left: float, right: float) -> bool:
    return min(rule.right, right) - max(rule.left, left) > 0.02 * (right - left)


def _levels(lines: Sequence[Line], across: Sequence[Rule]) -> list[float]:
    """How far down rules part the lines, those that together cover most of the width."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    found: list[tuple[float, float]] = []
    for rule in sorted(across, key=lambda rule: rule.top):
        if not lines[0].top < rule.top < lines[-1].bottom:
            continue
        covered = min(rule.right, right) - max(rule.left, left)
        if found and rule.top - found[-1][0] < 3:
            found[-1] = (found[-1][0], found[-1][1] + covered)
        else:
            found.append((rule.top, covered))
    return [top for top, covered in found if covered >= _OF_THE_WIDTH * (right - left)]


def _at(word: Word, columns: Sequence[Span]) -> int:
    """The column that a word stands in: the one it covers most of, else the nearest."""
    overlaps = [column.overlap(word.left, word.right) for column in columns]
    return overlaps.index(max(overlaps))


def _has_figure(line: Line, columns: Sequence[Span]) -> bool:
    """Whether a figure that is no year stands right of the first column."""
    return any(stretch.is_amount for stretch in line.stretches if _at(stretch.words[0], columns) > 0)


@dataclass(slots=True)
class _RowOfLines:
    """Lines that are one row. `spanning` where its cells may go over several columns, as headings do."""

    lines: list[Line] = field(default_factory=list)
    spanning: bool = False

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)

    def words_in(self, columns: Sequence[Span], at: int) -> list[Word]:
        return [word for line in self.lines for word in line.words if _at(word, columns) == at]

    def label(self, columns: Sequence[Span]) -> str:
        return " ".join(word.text for word in self.words_in(columns, 0))


def _head_rows(lines: Sequence[Line], columns: Sequence[Span], across: Sequence[Rule]) -> Iterator[_RowOfLines]:
    """The headings: lines that go on below each other are one row, until one spans columns or a rule parts them."""
    row: _RowOfLines | None = None
    for line in lines:
        spans = any(len(_spanned(words, columns)) > 1 for words in _cells_of(line, columns))
        if row and (spans or row.spanning or _is_parted(row.lines[-1], line, across)):
            yield row
            row = None
        row = row or _RowOfLines()
        row.lines.append(line)
        row.spanning = spans
    if row:
        yield row


def _is_parted(before: Line, line: Line, across: Sequence[Rule]) -> bool:
    return any(before.middle < rule.top < line.middle and rule.width > 20 for rule in across)


def _without_labels(head: list[_RowOfLines], columns: Sequence[Span]) -> tuple[list[_RowOfLines], list[_RowOfLines]]:
    """Parts the headings from rows below them that only hold a label, such as the heading of a group."""
    kept = len(head)
    while kept > 1 and all(_at(word, columns) == 0 for line in head[kept - 1].lines for word in line.words):
        kept -= 1
    return head[:kept], head[kept:]


def _body_rows(lines: Sequence[Line], columns: Sequence[Span], levels: Sequence[float]) -> list[_RowOfLines]:
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(sum(level < line.middle for level in levels), []).append(line)
    several = sum(sum(_has_figure(line, columns) for line in band) > 1 for band in bands.values())
    if levels and several <= 0.2 * len(bands):
        return [row for band in bands.values() for row in _of_band(band, columns)]
    return [row for band in bands.values() for row in _rows_without_rules(band, columns)]


def _of_band(band: list[Line], columns: Sequence[Span]) -> list[_RowOfLines]:
    figures = sum(_has_figure(line, columns) for line in band)
    return [_RowOfLines(band)] if figures <= 1 else _rows_without_rules(band, columns)


def _rows_without_rules(lines: Sequence[Line], columns: Sequence[Span]) -> list[_RowOfLines]:
    """Rows by what the lines hold and how close they are: a line without figures belongs to the nearer neighbour."""
    units = _overlapping(lines)
    has_figure = [any(_has_figure(line, columns) for line in unit.lines) for unit in units]
    if not any(has_figure):
        return _text_rows(units, columns)
    goes_to: list[int] = []
    for at, unit in enumerate(units):
        goes_to.append(at if has_figure[at] else _neighbour(units, has_figure, at, unit, columns))
    rows: dict[int, _RowOfLines] = {}
    for at, unit in enumerate(units):
        home = goes_to[at]
        while home != goes_to[home]:
            home = goes_to[home]
        rows.setdefault(home, _RowOfLines()).lines.extend(unit.lines)
    return sorted(rows.values(), key=lambda row: row.top)


def _neighbour(
    units: list[_RowOfLines], has_figure: list[bool], at: int, unit: _RowOfLines, columns: Sequence[Span]
) -> int:
    """The unit that a line without figures goes on from, or into; its own number where it is a row of its own."""
    before = at - 1 if at else None
    after = at + 1 if at + 1 < len(units) and has_figure[at + 1] else None
    label = unit.label(columns)
    if before is not None:
        above = units[before].label(columns)
        if label[:1].islower() or (label and _GOES_ON.search(above)) or not label:
            return before if after is None or label or not _is_nearer(units, at, after, before) else after
    if after is not None:
        below = units[after].label(columns)
        if below[:1].islower() or _GOES_ON.search(label) or not below:
            return after
    if before is not None and _is_nearer(units, at, before, after):
        return before
    if after is not None and _is_nearer(units, at, after, before):
        return after
    return at


def _is_nearer(units: list[_RowOfLines], at: int, one: int, other: int | None) -> bool:
    """Whether one neighbour is clearly nearer than the other."""

    def gap(to: int) -> float:
        return units[to].top - units[at].bottom if to > at else units[at].top - units[to].bottom

    height = units[at].lines[0].height
    if other is None:
        return gap(one) < 0.12 * height
    return gap(one) + 0.15 * height < gap(other)


def _overlapping(lines: Sequence[Line]) -> list[_RowOfLines]:
    """Lines that reach into each other are one: a label of two lines with its figures halfway between them."""
    units: list[_RowOfLines] = []
    for line in lines:
        if units and units[-1].bottom - line.top > 0.3 * line.height:
            units[-1].lines.append(line)
        else:
            units.append(_RowOfLines([line]))
    return units


def _text_rows(units: list[_RowOfLines], columns: Sequence[Span]) -> list[_RowOfLines]:
    """Rows of words: a new one where something stands in the first column and there is air above it."""
    rows: list[_RowOfLines] = []
    gaps = [below.top - above.bottom for above, below in itertools.pairwise(units)]
    usual = min(gaps, default=0.0)
    for at, unit in enumerate(units):
        airy = at and gaps[at - 1] > usual + 0.25 * unit.lines[0].height
        even = max(gaps, default=0.0) - usual < 0.25 * unit.lines[0].height
        label = unit.label(columns)
        if rows and not ((airy or even) and label and not label[:1].islower()):
            rows[-1].lines.extend(unit.lines)
        else:
            rows.append(_RowOfLines(list(unit.lines)))
    return rows


def _cells_of(line: Line, columns: Sequence[Span]) -> Iterator[Sequence[Word]]:
    """The stretches of a line, parted at columns by gaps wider than between words, or where words keep to edges."""
    for stretch in line.stretches:
        for words in _parted_at_columns(stretch.words, columns):
            groups: dict[int, list[Word]] = {}
            for word in words:
                groups.setdefault(_at(word, columns), []).append(word)
            if stretch.is_figure or all(_is_at_edge(some, columns[at]) for at, some in groups.items()):
                yield from groups.values()
            else:
                yield words


def _home(words: Sequence[Word], columns: Sequence[Span]) -> int:
    """The column that words of one cell stand in, or begin in where they lie over several."""
    reached = _spanned(words, columns)
    if reached:
        return reached[0]
    left, right = words[0].left, words[-1].right
    overlaps = [column.overlap(left, right) for column in columns]
    return overlaps.index(max(overlaps))


def _parted_at_columns(words: Sequence[Word], columns: Sequence[Span]) -> Iterator[list[Word]]:
    group = [words[0]]
    for left, right in itertools.pairwise(words):
        if right.left - left.right > _WORD_GAP * left.height and _at(left, columns) != _at(right, columns):
            yield group
            group = []
        group.append(right)
    yield group


def _is_at_edge(words: Sequence[Word], column: Span) -> bool:
    return abs(words[-1].right - column.right) < _EDGE or abs(words[0].left - column.left) < _EDGE


def _spanned(words: Sequence[Word], columns: Sequence[Span]) -> range:
    """The columns that words reach into."""
    left, right = words[0].left, max(word.right for word in words)
    reached = [at for at, column in enumerate(columns) if column.overlap(left, right) > 1]
    return range(reached[0], reached[-1] + 1) if reached else range(0)


def _cells(row: _RowOfLines, columns: Sequence[Span], page: int) -> Iterator[GridCell]:
    """The cells of a row from left to right; words that lie across columns make one cell that spans them."""
    spans = {at: at for at in range(len(columns))}
    for line in row.lines:
        for words in _cells_of(line, columns):
            reached = _spanned(words, columns)
            if len(reached) > 1:
                for at in reached:
                    spans[at] = min(spans[at], reached[0])
    at = 0
    while at < len(columns):
        count = 1
        while at + count < len(columns) and spans[at + count] <= at:
            count += 1
        yield _cell(row, columns, range(at, at + count), page)
        at += count


def _cell(row: _RowOfLines, columns: Sequence[Span], at: range, page: int) -> GridCell:
    joining, found = Joining(page), []
    for line in row.lines:
        words = [word for cell in _cells_of(line, columns) if _home(cell, columns) in at for word in cell]
        joining.add(words)
        found += words
    if not found:
        return GridCell(columns=len(at))
    text = joining.joined()
    figures = len(at) > 1 and sum(word.text[-1:].isdigit() for word in found) > 1 and not row.spanning
    return GridCell(
        text.text.replace(HYPHEN, "-"),
        columns=len(at),
        strong=all(word.bold for word in found),
        indent=min(word.left for word in found) if at[0] == 0 else 0,
        place=Place(page=page, boxes=(around(found),)),
        pieces=text.pieces,
        unsure=_CROSSING if (figures and len(found) < 8) or _holds_two_figures(row, columns, at) else "",
    )


def _holds_two_figures(row: _RowOfLines, columns: Sequence[Span], at: range) -> bool:
    """Whether figures in the cell stand further apart than thousands and hundreds of one figure do."""
    for line in row.lines:
        words = [word for word in line.words if _at(word, columns) in at]
        for left, right in itertools.pairwise(words):
            apart = right.left - left.right > _APART * max(left.height, 1)
            if apart and left.text[-1:].isdigit() and right.text.lstrip("-+\u2212\u2013")[:1].isdigit():
                return True
    return False
