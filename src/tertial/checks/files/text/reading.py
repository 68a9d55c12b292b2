"""Reads a report that is plain text: its pages, headings, paragraphs and tables."""

import re
from collections.abc import Iterator, Sequence

from tertial.checks.files.found import Found, Grid, GridCell, Item, UnreadableReport, one_line
from tertial.checks.files.pdf.blocks import Block, blocks_of, is_contents
from tertial.checks.files.pdf.grids import grid_of
from tertial.checks.files.pdf.lines import Line, lines_of
from tertial.checks.files.pdf.shapes import HYPHEN, Word
from tertial.checks.files.text.chunks import Chunk, tables_in
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Heading, Paragraph, ParagraphKind
from tertial.domain.message import Message, gettext_noop

_MOST_LINES = 200_000
_LONGEST_LINE = 2_000
_WIDE_GAP = re.compile(r"\S {3,}\S")
_BULLET = re.compile(r"[\u2022\u00b7\uf0b7\u25aa*-] ")
_ENDS = re.compile(r"[.!?:;,)\u201d\"-]$")
# How wide and high a letter is taken to be, so that one space holds words together and two part cells.
_WIDTH, _HEIGHT, _PITCH = 3.9, 10.0, 12.0


def read_text(content: bytes) -> Found:
    """The report. Raises UnreadableReport where it is no text, or longer than a report is."""
    text = _decoded(content)
    pages = [page.split("\n")[:_MOST_LINES] for page in _pages(text)]
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableReport(Message(gettext_noop("The file holds no text. Choose another file.")))
    lines = [line for page in pages for line in page if line.strip()]
    aligned = sum(bool(_WIDE_GAP.search(line)) for line in lines) > 0.02 * len(lines)
    items: list[Item] = []
    count = 1
    for number, page in enumerate(pages, start=1):
        for start, run in _runs(page):
            if "\t" in run[0].strip():
                items.append(_tabbed(run, number, count + start))
            else:
                items += (_aligned if aligned else _loose)(run, number, count + start)
        count += len(page)
    return Found(tuple(items), pages=len(pages) if len(pages) > 1 else 0)


def _runs(page: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines in runs, each with where it begins: at least two lines with tabs between words, or the rest."""
    tabbed = ["\t" in line.strip() for line in page]
    start = 0
    for at in range(1, len(page) + 1):
        if at < len(page) and tabbed[at] == tabbed[start]:
            continue
        if not tabbed[start] or at - start > 1:
            yield start, list(page[start:at])
        else:
            yield start, [page[start].replace("\t", " ")]
        start = at


def _tabbed(lines: Sequence[str], page: int, first: int) -> Grid:
    """A table whose cells are parted by tabs."""
    rows = tuple(
        tuple(GridCell(one_line(text), place=Place(page=page, line=first + at)) for text in line.split("\t"))
        for at, line in enumerate(lines)
    )
    return Grid(rows, place=Place(page=page, line=first))


def _decoded(content: bytes) -> str:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableReport(Message(gettext_noop("The file is no text, whatever its name says.")))
    for charset in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return content.decode(charset).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _pages(text: str) -> list[str]:
    """The pages: between form feeds, or from lines set in by one space where a program wrote that instead."""
    if "\f" in text:
        divided = text.split("\f")
        return divided[:-1] if not divided[-1].strip() else divided
    pages: list[list[str]] = [[]]
    before = ""
    for line in text.split("\n"):
        if re.match(r" \S", line) and before.strip() and not before.rstrip().endswith("-"):
            pages.append([])
        pages[-1].append(line)
        before = line
    return ["\n".join(page) for page in pages]


def _aligned(page: Sequence[str], number: int, first: int) -> Iterator[Item]:
    """A page whose columns stand below each other, as letters of one width do."""
    words = [word for at, line in enumerate(page) for word in _words(line[:_LONGEST_LINE], at)]
    lines = [line for line in lines_of(words) if not is_contents(line)]
    waiting: list[str] = []
    start = first
    for part in blocks_of(lines, (), ()):
        if isinstance(part, Line):
            at = first + round(part.top / _PITCH)
            if waiting and at - start > len(waiting):
                yield from _texts([Chunk(tuple(waiting), number, start)])
                waiting = []
            start = start if waiting else at
            waiting.append(part.text.replace(HYPHEN, "-"))
            continue
        if waiting:
            yield from _texts([Chunk(tuple(waiting), number, start)])
            waiting = []
        yield _grid(part, number)
    if waiting:
        yield from _texts([Chunk(tuple(waiting), number, start)])


def _grid(block: Block, number: int) -> Grid:
    return grid_of(block, (), number)


def _words(line: str, at: int) -> Iterator[Word]:
    top = at * _PITCH
    for found in re.finditer(r"[^\s]+", line.expandtabs(8)):
        yield Word(found.group(), found.start() * _WIDTH, top, found.end() * _WIDTH, top + _HEIGHT)


def _loose(page: Sequence[str], number: int, first: int) -> Iterator[Item]:
    """A page whose cells have one space between them, and its rows blank lines."""
    chunks: list[Chunk] = []
    lines: list[str] = []
    for at, line in enumerate([*page, ""]):
        if line.strip():
            lines.append(line.rstrip("\n")[:_LONGEST_LINE])
        elif lines:
            chunks.append(Chunk(tuple(lines), number, first + at - len(lines)))
            lines = []
    for part in tables_in(chunks):
        if isinstance(part, Grid):
            yield part
        else:
            yield from _texts([part])


def _texts(chunks: Sequence[Chunk]) -> Iterator[Item]:
    """Headings and paragraphs: a short line before one that begins anew is a heading, or a paragraph of its own."""
    for chunk in chunks:
        width = max(len(line) for line in chunk.lines)
        group: list[str] = []
        start = chunk.line
        for at, line in enumerate(chunk.lines):
            if group and _begins(group, line, width):
                yield _made(group, chunk.page, start, alone=False)
                group, start = [], chunk.line + at
            group.append(line)
        yield _made(group, chunk.page, start, alone=len(group) == len(chunk.lines))


def _begins(group: Sequence[str], line: str, width: int) -> bool:
    if _BULLET.match(line.strip()):
        return True
    before = group[-1].strip()
    capital = line.strip()[:1].isupper()
    if len(before) >= 0.62 * max(width, 60) or not capital:
        return False
    return len(group) == 1 or bool(re.search(r"[.!?:]$", before))


def _made(group: Sequence[str], page: int, line: int, *, alone: bool) -> Item:
    text = ""
    for part in map(str.strip, group):
        divided = text.endswith("-") and text[-2:-1].islower() and part[:1].islower()
        if divided and not part.startswith(("och ", "eller ", "samt ")):
            text = text[:-1] + part
        else:
            text = (
                f"{text}{'' if text.endswith('-') and not part.startswith(('och ', 'eller ', 'samt ')) else ' '}{part}"
            )
    text = one_line(text)
    place = Place(page=page, line=line)
    if len(group) <= 2 and len(text) < 110 and not _ENDS.search(text) and text[:1].isupper() and not alone:
        return Heading(text, 2, place)
    kind = ParagraphKind.ITEM if _BULLET.match(text) else ParagraphKind.TEXT
    return Paragraph(text, kind, place=place)
