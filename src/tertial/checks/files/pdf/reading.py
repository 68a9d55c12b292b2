"""Reads a report that is a PDF: tables and text by what is seen on its pages, and by tags where they fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tertial.checks.files.found import Found, Grid, Item, UnreadableReport, shifted
from tertial.checks.files.pdf.blocks import Block, blocks_of, is_contents
from tertial.checks.files.pdf.columns import in_reading_order
from tertial.checks.files.pdf.flow import Sizes, flowed, sizes_of
from tertial.checks.files.pdf.grids import grid_of
from tertial.checks.files.pdf.lines import Line, lines_of, without_running_heads
from tertial.checks.files.pdf.loading import loaded
from tertial.checks.files.pdf.shapes import Page, Rule
from tertial.checks.files.pdf.tagged import Declared, declared, placed
from tertial.domain.checks.place import Box, Place
from tertial.domain.checks.reading import Paragraph, Picture, Unread
from tertial.domain.message import Message, gettext_noop

_TURNED = gettext_noop("The page has text that is turned on its side, which is not read.")
_ONLY_PICTURE = gettext_noop("The page is a picture without text, so nothing of it is read.")
_LEAST_PICTURE = 24.0
_CHART_CURVES = 3


def read_pdf(content: bytes, *, by_tags: bool = True) -> Found:
    """The report. Raises UnreadableReport for a PDF that is damaged, locked, or only pictures of pages."""
    title, pages = loaded(content)
    if not any(page.words for page in pages):
        raise UnreadableReport(
            Message(
                gettext_noop(
                    "The PDF holds only pictures of its pages and no text, as a scanned paper does; check the file "
                    "that it was made from."
                )
            )
        )
    unread = tuple(_unread(pages))
    pages = without_running_heads(pages)
    reader = _Reader(sizes_of(line for page in pages for line in lines_of(page.words)), len(pages), by_tags)
    items = tuple(item for page in pages for item in reader.page(page))
    return Found(tuple(_over_pages(items)), title, pages=len(pages), unread=unread)


def _unread(pages: Sequence[Page]) -> Iterator[Unread]:
    for page in pages:
        if page.turned:
            text = " ".join(word.text for word in page.turned[:12])
            yield Unread(text, _TURNED, Place(page=page.number, boxes=(page.turned[0].box,)))
        if not page.words and page.pictures:
            yield Unread("", _ONLY_PICTURE, Place(page=page.number, boxes=page.pictures[:1]))


@dataclass(slots=True)
class _Reader:
    """Reads page after page; sizes mean the same on all of them."""

    sizes: Sizes
    pages: int
    by_tags: bool
    levels: dict[int, int] = field(default_factory=dict)

    def page(self, page: Page) -> list[Item]:
        tags = declared(page) if self.by_tags else Declared()
        words = [word for word in page.words if not _is_used(word.tag, tags)]
        charts = _charts(page)
        words = [word for word in words if not any(_holds(chart, word.left, word.middle) for chart in charts)]
        placed: list[tuple[float, Item]] = [*tags.tables, *tags.pictures]
        if not tags.is_tagged:
            placed += _pictures(page, charts)
        lines = [line for line in lines_of(words) if not is_contents(line)]
        tops = sorted(placed, key=lambda one: one[0])
        items: list[Item] = []
        for texts in in_reading_order(lines, page.across, page.width):
            for top, item in self._items(texts, page, tags):
                while tops and tops[0][0] <= top:
                    items.append(tops.pop(0)[1])
                items.append(item)
        return items + [item for _, item in tops]

    def _items(self, lines: Sequence[Line], page: Page, tags: Declared) -> Iterator[tuple[float, Item]]:
        waiting: list[Line] = []
        for part in blocks_of(lines, page.across, page.down):
            if isinstance(part, Block):
                yield from self._texts(waiting, page, tags)
                waiting = []
                grid = grid_of(part, page.across, page.number)
                if not _is_list_of_contents(grid, self.pages):
                    yield part.lines[0].top, grid
            else:
                if waiting and any(
                    waiting[-1].bottom < top <= part.middle for top, _ in (*tags.tables, *tags.pictures)
                ):
                    yield from self._texts(waiting, page, tags)
                    waiting = []
                waiting.append(part)
        yield from self._texts(waiting, page, tags)

    def _texts(self, lines: Sequence[Line], page: Page, tags: Declared) -> Iterator[tuple[float, Item]]:
        for item, _ in flowed(lines, self.sizes, tags.levels, page.number):
            yield item.place.boxes[0].top, item


def _is_used(tag: int, tags: Declared) -> bool:
    return tags.is_tagged and (tag in tags.used or tag < 0)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _charts(page: Page) -> list[Box]:
    """Where many curves lie close together: a chart, whose words are no text."""
    groups: list[tuple[Box, int]] = []
    for curve in sorted(page.drawings, key=lambda rule: (rule.top, rule.left)):
        if curve.width > 0.9 * page.width and curve.height > 0.5 * page.height:
            continue
        for at, (box, count) in enumerate(groups):
            near = curve.left < box.right + 40 and curve.right > box.left - 40
            if near and curve.top < box.bottom + 40 and curve.bottom > box.top - 40:
                groups[at] = (_both(box, curve), count + 1)
                break
        else:
            groups.append((Box(curve.left, curve.top, curve.right, curve.bottom), 1))
    return [
        Box(box.left - 40, box.top - 14, box.right + 20, box.bottom + 30)
        for box, count in groups
        if count >= _CHART_CURVES and box.right - box.left > 60
    ]


def _both(box: Box, rule: Rule) -> Box:
    return Box(
        min(box.left, rule.left), min(box.top, rule.top), max(box.right, rule.right), max(box.bottom, rule.bottom)
    )


def _pictures(page: Page, charts: Sequence[Box]) -> Iterator[tuple[float, Item]]:
    """The pictures of a page without tags, which says no words for any of them."""
    for box in (*page.pictures, *charts):
        if box.right - box.left >= _LEAST_PICTURE and box.bottom - box.top >= _LEAST_PICTURE:
            yield box.top, Picture("", place=Place(page=page.number, boxes=(box,)))


def _is_list_of_contents(grid: Grid, pages: int) -> bool:
    """Whether the last column only holds numbers of pages, each at least that of the line above."""
    numbers = [row[-1].text for row in grid.rows if len(row) == 2 and row[-1].text]
    if len(numbers) < 4 or not all(number.isdecimal() and len(number) < 5 for number in numbers):
        return False
    values = [int(number) for number in numbers]
    return values == sorted(values) and values[-1] <= pages and len(numbers) > 0.7 * len(grid.rows)


def _over_pages(items: Sequence[Item]) -> Iterator[Item]:
    """Puts together what goes on on the next page: tables with the same columns, and paragraphs cut in a sentence."""
    before: Item | None = None
    for item in items:
        joined = _joined(before, item) if before is not None else None
        if joined is None:
            if before is not None:
                yield before
            before = item
        else:
            before = joined
    if before is not None:
        yield before


def _joined(before: Item, item: Item) -> Item | None:
    turned = (item.place.page or 0) - (_last_page(before) or 0)
    if isinstance(before, Grid) and isinstance(item, Grid) and turned == 1:
        return _one_table(before, item)
    if isinstance(before, Paragraph) and isinstance(item, Paragraph) and _goes_on(before, item, turned):
        text = before.text[:-1] if before.text.endswith("-") else f"{before.text} "
        pieces = (*before.pieces, *shifted(item.pieces, len(text)))
        return replace(before, text=text + item.text, pieces=pieces)
    return None


def _last_page(item: Item) -> int | None:
    if isinstance(item, Paragraph) and item.pieces:
        return item.pieces[-1].place.page
    if isinstance(item, Grid):
        return next((cell.place.page for row in reversed(item.rows) for cell in row if cell.place.page), None)
    return item.place.page


def _goes_on(before: Paragraph, item: Paragraph, turned: int) -> bool:
    """Whether the second is the rest of the first, on the next page or in the next column."""
    higher = turned == 0 and item.place.boxes[0].top < before.place.boxes[-1].top
    if turned != 1 and not higher:
        return False
    return before.kind is item.kind and before.text[-1:] not in ".!?:" and item.text[:1].islower()


def _one_table(before: Grid, item: Grid) -> Grid | None:
    """The two as one, where the second has no caption, as many columns, and the same headings or none."""
    wide = [max(sum(cell.columns for cell in row) for row in grid.rows) for grid in (before, item)]
    if item.caption or wide[0] < wide[1]:
        return None
    if wide[0] > wide[1]:
        written = tuple(tuple(cell for cell in row if cell.text) for row in item.rows)
        item = replace(item, rows=placed(written, before.rows))
    heads = item.head_rows or 0
    if heads and _texts(before, before.head_rows or 0) != _texts(item, heads):
        return None
    rows = item.rows[heads:]
    return replace(before, rows=(*before.rows, *rows), doubt=before.doubt or item.doubt)


def _texts(grid: Grid, heads: int) -> list[str]:
    return [cell.text for row in grid.rows[:heads] for cell in row]
