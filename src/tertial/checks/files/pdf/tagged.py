"""Tables, headings and pictures that a tagged PDF declares, where the declaration fits what is seen on the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tertial.checks.files.found import Grid, GridCell, lines_of, one_line, shifted
from tertial.checks.files.pdf.shapes import Joining, Page, Tag, Word, around
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Picture, Piece

_SLACK = 3.0
Rows = tuple[tuple[GridCell, ...], ...]
_INLINE = {"Span", "Link", "Reference", "Strong", "Em", "NonStruct", "Quote", "Note", "Annot"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What the tags of a page say: tables and pictures with where they begin, the level of headings, words used up."""

    tables: tuple[tuple[float, Grid], ...] = ()
    pictures: tuple[tuple[float, Picture], ...] = ()
    levels: Mapping[int, int] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    is_tagged: bool = False


def declared(page: Page) -> Declared:
    """Reads the tags; nothing is taken from a page whose words are mostly without them."""
    by_tag: dict[int, list[Word]] = {}
    for word in page.words:
        by_tag.setdefault(word.tag, []).append(word)
    tagged = sum(len(words) for tag, words in by_tag.items() if tag >= 0)
    if not page.tags or tagged * 2 < len(page.words):
        return Declared()
    reader = _Reader(page.number, by_tag)
    for tag in page.tags:
        reader.walk(tag)
    return Declared(tuple(reader.tables), tuple(reader.pictures), reader.levels, frozenset(reader.used), is_tagged=True)


@dataclass(slots=True)
class _Reader:
    page: int
    by_tag: dict[int, list[Word]]
    tables: list[tuple[float, Grid]] = field(default_factory=list)
    pictures: list[tuple[float, Picture]] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    at: float = 0.0

    def walk(self, tag: Tag) -> None:
        own = (part for part in tag.parts if isinstance(part, int))
        self.at = max((word.bottom for content in own for word in self.by_tag.get(content, ())), default=self.at)
        level = _level(tag.kind)
        if level:
            self.levels |= dict.fromkeys(_contents(tag), level)
        if tag.kind == "Figure":
            contents = set(_contents(tag))
            self.pictures.append((self.at, Picture(one_line(tag.alternative), place=Place(page=self.page))))
            self.used |= contents
        elif tag.kind == "TOC":
            self.used |= set(_contents(tag))
        elif tag.kind == "Table" and self._table(tag):
            return
        else:
            for child in tag.children:
                self.walk(child)

    def _table(self, table: Tag) -> bool:
        """Takes the table as declared; says whether it could."""
        if any(tag.kind == "Table" for child in table.children for tag in _all(child)):
            return False
        head: list[tuple[GridCell, ...]] = []
        body: list[tuple[GridCell, ...]] = []
        for in_head, row in _rows(table, in_head=False):
            cells = tuple(self._cell(cell) for cell in row.children if cell.kind in ("TH", "TD"))
            if cells:
                (head if in_head else body).append(cells)
        rows = (*head, *body)
        if not rows or max(map(len, rows)) < 2 or not _fits(rows):
            return False
        caption = next((self._text(child) for child in table.children if child.kind == "Caption"), "")
        contents = set(_contents(table))
        words = [word for content in contents for word in self.by_tag.get(content, ())]
        if not words:
            return False
        place = Place(page=self.page, boxes=(around(words),))
        self.tables.append(
            (min(word.top for word in words), Grid(placed(rows), caption, len(head) or None, place=place))
        )
        self.used |= contents
        self.at = max(word.bottom for word in words)
        return True

    def _cell(self, cell: Tag) -> GridCell:
        joined = [self._joined(part).joined() for part in _paragraphs(cell)]
        text, pieces = "", list[Piece]()
        for part in joined:
            if not (line := lines_of(part.text)):
                continue
            start = len(text) + 1 if text else 0
            text = f"{text}\n{line}" if text else line
            pieces += shifted(part.pieces, start)
        words = [word for content in _contents(cell) for word in self.by_tag.get(content, ())]
        return GridCell(
            text,
            cell.columns,
            cell.rows,
            is_heading=cell.kind == "TH",
            strong=bool(words) and all(word.bold for word in words),
            indent=min((word.left for word in words), default=0),
            place=Place(page=self.page, boxes=(around(words),) if words else ()),
            pieces=tuple(pieces),
        )

    def _joined(self, contents: Sequence[int]) -> Joining:
        joining = Joining(self.page)
        for line in _lines([word for content in contents for word in self.by_tag.get(content, ())]):
            joining.add(line)
        return joining

    def _text(self, tag: Tag) -> str:
        return self._joined(list(_contents(tag))).joined().text


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    """The words as lines, in the order of the file."""
    line: list[Word] = []
    for word in words:
        if line and abs(word.middle - line[-1].middle) > 0.5 * word.height:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _all(tag: Tag) -> Iterator[Tag]:
    yield tag
    for child in tag.children:
        yield from _all(child)


def _contents(tag: Tag) -> Iterator[int]:
    for part in tag.parts:
        if isinstance(part, Tag):
            yield from _contents(part)
        else:
            yield part


def _paragraphs(cell: Tag) -> Iterator[list[int]]:
    """The contents of a cell, one list a paragraph."""
    inline: list[int] = []
    for child in cell.parts:
        if isinstance(child, int):
            inline.append(child)
            continue
        if child.kind == "Lbl":  # the sign or number of an item in a list
            continue
        if child.kind in _INLINE:
            inline += _contents(child)
            continue
        if inline:
            yield inline
            inline = []
        yield from _paragraphs(child) if child.kind in ("L", "LI", "Div", "LBody") else iter([list(_contents(child))])
    if inline:
        yield inline


def _rows(tag: Tag, *, in_head: bool) -> Iterator[tuple[bool, Tag]]:
    for child in tag.children:
        if child.kind == "TR":
            yield in_head, child
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child, in_head=child.kind == "THead")


def _fits(rows: tuple[tuple[GridCell, ...], ...]) -> bool:
    """Whether the cells of each row stand beside each other, and the rows below each other."""
    above = 0.0
    for row in rows:
        placed = [cell for cell in row if cell.place.boxes]
        lefts = [cell.place.boxes[0].left for cell in placed]
        if lefts != sorted(lefts):
            return False
        top = min((cell.place.boxes[0].top for cell in placed), default=above)
        if top < above - _SLACK:
            return False
        above = top
    return True


def placed(rows: Rows, like: Rows = ()) -> Rows:
    """The rows with blanks where a cell holds nothing: PDFium passes over those, and places tell which they are.

    `like` are rows of the same table on the page before.
    """
    width = max(sum(cell.columns for cell in row) for row in (*like, *rows))
    sides = _sides((*like, *rows), width)
    covered: set[tuple[int, int]] = set()
    made = []
    for number, row in enumerate(rows):
        free = [at for at in range(width) if (number, at) not in covered]
        cells: list[GridCell] = []
        spare = len(free) - sum(cell.columns for cell in row)
        for cell in row:
            while spare > 0 and free and cell.place.boxes and _is_further(cell, sides, free[0]):
                cells.append(GridCell())
                free, spare = free[1:], spare - 1
            covered |= {(number + down, at) for at in free[: cell.columns] for down in range(1, cell.rows)}
            free = free[cell.columns :]
            cells.append(cell)
        made.append((*cells, *(GridCell() for _ in free)))
    return tuple(made)


def _sides(rows: tuple[tuple[GridCell, ...], ...], width: int) -> dict[int, tuple[float, float]]:
    """From where to where each column reaches in the rows of which every cell holds something."""
    sides: dict[int, tuple[float, float]] = {}
    for row in rows:
        if len(row) == width:
            for at, cell in enumerate(row):
                for box in cell.place.boxes:
                    left, right = sides.get(at, (box.left, box.right))
                    sides[at] = (min(left, box.left), max(right, box.right))
    return sides


def _is_further(cell: GridCell, sides: dict[int, tuple[float, float]], at: int) -> bool:
    """Whether the cell stands right of the column."""
    box, side = cell.place.boxes[0], sides.get(at)
    return side is not None and box.left >= side[1] - 0.5 * (side[1] - side[0]) and box.right > side[1] + 1


def _level(kind: str) -> int:
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" and kind[1] in "123456" else 0
