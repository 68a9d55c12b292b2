"""Tables in a text where the cells of a row have one space between them, and the rows a blank line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median

from tertial.checks.files.found import Grid, GridCell, one_line
from tertial.checks.files.text.dividing import MOST_WAYS, counts, headings, is_token, is_year, size, ways
from tertial.domain.checks.place import Place
from tertial.domain.message import gettext_noop

_TWO_WAYS = gettext_noop("The figures of the row can be told apart in more than one way, so they are not read.")
_GAPS = gettext_noop("Cells of the table are empty and its headings cannot be told apart, so no columns are added up.")
_LONGEST_ROW = 400
_LEAST_ROWS = 3
_LEAST_SURE = 2
_MOST_LABELS = 3
# How much better one way must fit, as powers of ten over all columns.
_CLEARLY = 2.0
_LONGEST_HEADINGS = 260
_SENTENCE = re.compile(r"[.!?:]\s*$")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines between blank lines, with the page and the number of the first."""

    lines: tuple[str, ...]
    page: int
    line: int

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(line.strip() for line in self.lines)

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(page=self.page, line=self.line)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row with figures: its label, the tokens of the figures in parts that wide gaps divide, and the words after."""

    label: str
    parts: tuple[tuple[str, ...], ...]
    after: str
    chunk: Chunk
    leading: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens."""
        return tuple(token for part in self.parts for token in part)


def figure_row(chunk: Chunk, label: str = "") -> FigureRow | None:
    """The chunk as a row of figures, where words are followed by figures; None where it is something else."""
    text = f"{label} {chunk.text}".strip() if label else chunk.text.strip()
    if len(text) > _LONGEST_ROW:
        return None
    words = re.findall(r"\S+|(?<=\S) {2,}(?=\S)", text)
    start = next((at for at, word in enumerate(words) if _begins_figures(words, at)), None)
    if start is None or (start == 0 and not label):
        return None
    parts: list[list[str]] = [[]]
    at = start
    while at < len(words) and (is_token(words[at]) or not words[at].strip()):
        if words[at].strip():
            parts[-1].append(words[at])
        else:
            parts.append([])
        at += 1
    rest = [word for word in words[at:] if word.strip()]
    if all(is_year(token) for part in parts for token in part):
        return None
    before = one_line(" ".join(word for word in words[:start] if word.strip()))
    if any(is_token(word) and not is_year(word) for word in rest) and not rest[0][:1].isupper():
        return None
    return FigureRow(
        before,
        tuple(tuple(part) for part in parts if part),
        " ".join(rest),
        chunk,
        start > 0 and not words[start - 1].strip(),
    )


def _begins_figures(words: Sequence[str], at: int) -> bool:
    """Whether figures begin here that go on to the end, or to words after them; a year in a label does not count."""
    if not is_token(words[at]) or words[at] in ("-", "%"):
        return False
    following = [word for word in words[at:] if word.strip()]
    run = next((n for n, word in enumerate(following) if not is_token(word)), len(following))
    only_year = run == 1 and is_year(words[at])
    return not only_year and (run == len(following) or run >= 2 or following[run][:1].isupper())


def tables_in(chunks: Sequence[Chunk]) -> Iterator[Chunk | Grid]:
    """The chunks in order, those that are a table together as its grid."""
    at = 0
    while at < len(chunks):
        rows, end = _rows(chunks, at) if _may_head(chunks[at]) else ([], at)
        made = _grid([chunks[at], *rows]) if any(isinstance(row, FigureRow) for row in rows) else None
        if made is None:
            yield chunks[at]
            at += 1
        else:
            yield from made
            at = end


def _rows(chunks: Sequence[Chunk], head: int) -> tuple[list[FigureRow | Chunk], int]:
    """The rows under a chunk, and where they end; chunks among them are labels or headings."""
    rows: list[FigureRow | Chunk] = []
    at = end = head + 1
    while at < len(chunks):
        row, used = _row_at(chunks, at)
        if row is not None:
            rows.append(row)
            end = at + used
        elif _label(chunks[at]) and at - end < _MOST_LABELS:
            rows.append(chunks[at])
        else:
            break
        at += used
    while rows and isinstance(rows[-1], Chunk):
        rows.pop()
    return rows, end


def _row_at(chunks: Sequence[Chunk], at: int) -> tuple[FigureRow | None, int]:
    """The row of figures that a chunk is, or it and the next where the label stands in a chunk of its own."""
    row = figure_row(chunks[at])
    if row is not None or at + 1 == len(chunks) or not _label(chunks[at]) or figure_row(chunks[at + 1]):
        return row, 1
    joined = figure_row(chunks[at + 1], _label(chunks[at]))
    return joined, 2 if joined else 1


def _may_head(chunk: Chunk) -> bool:
    text = chunk.text.strip()
    return bool(text) and len(text) <= _LONGEST_HEADINGS and not _SENTENCE.search(text) and figure_row(chunk) is None


def _label(chunk: Chunk) -> str:
    """The chunk as a label of a row or a group: short, no sentence."""
    text = one_line(chunk.text)
    return text if len(text) <= 120 and len(chunk.lines) <= 4 and not re.search(r"[.!?]$", text) else ""


def _grid(parts: Sequence[FigureRow | Chunk]) -> list[Chunk | Grid] | None:
    """The table, with the chunks before it: one number of figures must fit its rows and its headings."""
    figures = [part for part in parts if isinstance(part, FigureRow)]
    first = parts.index(figures[0])
    after = sum(bool(row.after) for row in figures) * 2 > len(figures)
    for at in range(first - 1, -1, -1):
        head = parts[at]
        for named in _named(head) if isinstance(head, Chunk) else ():
            count = len(named) - 1 - after
            fitting = sum(_fits(row, count) for row in figures)
            if (count > 1 or (count == 1 and not named[0])) and fitting > 0.7 * len(figures):
                made = _made(head, parts[at + 1 :], count, named, after=after)
                return [*_chunks(parts[:at]), made, *_left_over(figures, after=after)]
    common = set.intersection(*(counts(row.tokens) for row in figures))
    if len(figures) < _LEAST_ROWS or not common or min(common) < 2:
        return None
    made = _made(parts[first - 1], parts[first:], min(common), None, after=after)
    return [*_chunks(parts[: first - 1]), made, *_left_over(figures, after=after)]


def _left_over(figures: Sequence[FigureRow], *, after: bool) -> list[Chunk]:
    """Words after the figures of a few rows, where there is no column for them."""
    left = [row for row in figures if row.after and not after]
    return [Chunk((row.after,), row.chunk.page, row.chunk.line) for row in left]


def _fits(row: FigureRow, count: int) -> bool:
    return count in counts(row.tokens) or _spread(row, count) is not None


def _chunks(parts: Sequence[FigureRow | Chunk]) -> list[Chunk]:
    return [part for part in parts if isinstance(part, Chunk)]


def _named(head: Chunk) -> list[tuple[str, ...]]:
    """The chunk as headings; where it is set in by two spaces the first of them is blank."""
    if re.match(r" {2,}\S", head.lines[0]):
        return [("", *named) for named in (*headings(head.text), (head.text.strip(),))]
    last = headings(head.lines[-1]) if len(head.lines) > 1 else []
    return [*last, *headings(head.text)]


def _made(
    head: Chunk | FigureRow,
    rows: Sequence[FigureRow | Chunk],
    count: int,
    named: tuple[str, ...] | None,
    *,
    after: bool,
) -> Grid:
    width = count + 1 + after
    place = head.place if isinstance(head, Chunk) else head.chunk.place
    usual = _usual(rows, count)
    made = [tuple(GridCell(name, place=place) for name in named)] if named else []
    for row in rows:
        if isinstance(row, Chunk):
            made.append((GridCell(one_line(row.text), place=row.place), *(GridCell() for _ in range(width - 1))))
        else:
            made.append(_row(row, count, width, usual))
    words = head.text if isinstance(head, Chunk) else ""
    caption = "" if named else one_line(words)
    gaps = any(isinstance(row, FigureRow) and (row.leading or len(row.parts) > 1) for row in rows)
    return Grid(tuple(made), caption, 1 if named else 0, _GAPS if gaps and not named else "", place)


def _usual(rows: Sequence[FigureRow | Chunk], count: int) -> list[float] | None:
    """How large the figures of each column usually are, by the rows that can only be read in one way."""
    found = [ways(row.tokens, count) for row in rows if isinstance(row, FigureRow)]
    sure = [[size(text) for text in one[0]] for one in found if len(one) == 1]
    return [median(sizes) for sizes in zip(*sure, strict=True)] if len(sure) >= _LEAST_SURE else None


def _likeliest(found: tuple[tuple[str, ...], ...], usual: list[float] | None) -> tuple[str, ...] | None:
    """The way whose figures are as large as those above and below, where no other way comes near."""
    if usual is None or len(found) >= MOST_WAYS:
        return None
    off = sorted((sum(abs(size(text) - one) for text, one in zip(way, usual, strict=True)), way) for way in found)
    return off[0][1] if off[1][0] - off[0][0] > _CLEARLY else None


def _row(row: FigureRow, count: int, width: int, usual: list[float] | None) -> tuple[GridCell, ...]:
    place = row.chunk.place
    label = GridCell(row.label, place=place)
    found = ways(row.tokens, count)
    if len(found) != 1:
        spread = _spread(row, count) if not found else _likeliest(found, usual)
        if spread is None:
            unsure = GridCell(" ".join(row.tokens), place=place, unsure=_TWO_WAYS)
            blanks = (GridCell() for _ in range(width - 2))
            return (label, unsure, *blanks)
        found = (spread,)
    cells = [GridCell(text, place=place) for text in found[0]]
    rest = [GridCell(row.after, place=place)] if width > count + 1 else []
    return (label, *cells, *rest)


def _spread(row: FigureRow, count: int) -> tuple[str, ...] | None:
    """The figures with a blank where a wide gap stands, which is what an empty cell leaves in the text."""
    gaps = len(row.parts) - 1 + row.leading
    options = [sorted(counts(part)) for part in row.parts]
    fitting = [numbers for numbers in product(*options) if sum(numbers) + gaps == count] if gaps else []
    if len(fitting) != 1:
        return None
    cells: list[str] = [""] if row.leading else []
    for number, (part, taken) in enumerate(zip(row.parts, fitting[0], strict=True)):
        found = ways(part, taken)
        if len(found) != 1:
            return None
        cells += [""] if number else []
        cells += found[0]
    return tuple(cells)
