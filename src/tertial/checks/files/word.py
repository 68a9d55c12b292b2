"""Reads a report that is a Word document."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from tertial.checks.files.found import Found, Grid, GridCell, Item, UnreadableReport, lines_of, one_line
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Heading, Link, Paragraph, ParagraphKind, Picture
from tertial.domain.message import Message, gettext_noop

Element = Any  # lxml has no types
_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])")
_CONTAINERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent"}
_SET_ASIDE = {"del", "moveFrom", "instrText", "Fallback", "pPr", "rPr", "footnoteReference", "endnoteReference"}
_A_STEP = 200  # twentieths of a point: what Word sets a paragraph in by is seldom less


def read_word(content: bytes) -> Found:
    """The document. Raises UnreadableReport where Word did not write it."""
    try:
        document = Document(io.BytesIO(content))
        body = document.element.body
        styles = _styles(document.styles.element)
        addresses = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
        title = one_line(document.core_properties.title or "")
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as e:
        raise UnreadableReport(
            Message(gettext_noop("This is no Word document that can be read. Save it once more in Word, as .docx."))
        ) from e
    reader = _Reader(styles, addresses)
    reader.read(body)
    return Found(tuple(reader.items), title or reader.title, links=tuple(reader.links))


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its paragraphs: their level as a heading, and what they are."""

    level: int = 0
    name: str = ""
    is_list: bool = False
    strong: bool = False


def _styles(root: Element) -> dict[str, _Style]:
    """The paragraph styles by id; what a style does not say, the one it builds on does."""
    raw = {one.get(qn("w:styleId")): one for one in root.iter(qn("w:style"))}
    return {key: _style(raw, key) for key in raw}


def _style(raw: dict[str, Element], key: str) -> _Style:
    level, is_list, strong = 0, False, False
    name = _value(raw[key].find(qn("w:name"))).lower()
    seen: set[str] = set()
    while key in raw and key not in seen:
        seen.add(key)
        style = raw[key]
        heading = _HEADING.fullmatch(_value(style.find(qn("w:name"))).lower())
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if not level and heading:
            level = int(heading[1])
        elif not level and outline is not None:
            level = _level(outline)
        is_list = is_list or style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        strong = strong or _is_on(style.find(f"{qn('w:rPr')}/{qn('w:b')}"))
        key = _value(style.find(qn("w:basedOn")))
    return _Style(level, name, is_list and not level, strong)


def _level(outline: Element) -> int:
    """Word counts its levels from 0, and 9 is running text."""
    written = _value(outline)
    return int(written) + 1 if written in set("012345678") else 0


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(qn("w:val")) or ""


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off")


def _tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Reader:
    styles: dict[str, _Style]
    addresses: dict[str, str]
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    title: str = ""
    anchor: str = ""

    def read(self, body: Element) -> None:
        for element in _blocks(body):
            if _tag(element) == "p":
                self._paragraph(element)
            else:
                self._table(element)

    def _place(self) -> Place:
        return Place(anchor=self.anchor)

    def _paragraph(self, element: Element) -> None:
        style = self._style_of(element)
        words = one_line(_words(element).replace("\n", " "))
        self._links_of(element)
        if words:
            outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            level = style.level or (_level(outline) if outline is not None else 0)
            if style.name == "title" and not self.title:
                self.title = words
            if level:
                self.items.append(Heading(words, level, self._place()))
            elif not style.name.startswith(("toc", "innehåll")):
                self.items.append(Paragraph(words, self._kind(element, style), place=self._place()))
        self.items += [Picture(*picture, self._place()) for picture in _pictures(element)]

    def _style_of(self, element: Element) -> _Style:
        return self.styles.get(_value(element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")), _Style())

    def _kind(self, element: Element, style: _Style) -> ParagraphKind:
        if style.is_list or element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return ParagraphKind.ITEM
        return ParagraphKind.NOTE if "note" in style.name or "fotnot" in style.name else ParagraphKind.TEXT

    def _links_of(self, element: Element) -> None:
        for link in element.iter(qn("w:hyperlink")):
            address = self.addresses.get(link.get(qn("r:id")) or "")
            words = one_line(_words(link))
            if address and words:
                self.links.append(Link(words, address, self._place()))

    def _table(self, table: Element) -> None:
        rows, heads, leading = _Rows(), 0, True
        for row in table.iterchildren(qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            is_head = properties is not None and _is_on(properties.find(qn("w:tblHeader")))
            leading = leading and is_head
            heads += leading
            rows.add(row, self._cell)
        if rows.cells:
            self.items.append(Grid(rows.grid(), head_rows=heads or None, place=self._place()))

    def _cell(self, cell: Element, columns: int) -> GridCell:
        lines, strong, indent = [], True, None
        for paragraph in cell.iter(qn("w:p")):
            self._links_of(paragraph)
            pictures = " ".join(words for words, decorative in _pictures(paragraph) if words and not decorative)
            words = _words(paragraph)
            if words.strip():
                indent = self._indent(paragraph, words) if indent is None else indent
                strong = strong and self._is_strong(paragraph)
            lines.append(f"{pictures} {words}" if pictures else words)
        text = lines_of("\n".join(lines))
        return GridCell(text, columns, strong=strong and bool(text), indent=indent or 0, place=self._place())

    def _indent(self, paragraph: Element, words: str) -> float:
        set_in = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        written = "" if set_in is None else set_in.get(qn("w:left")) or set_in.get(qn("w:start")) or ""
        points = int(written) / 20 if written.isdecimal() and int(written) >= _A_STEP else 0
        return points + 3 * (len(words) - len(words.lstrip(" \t\u00a0")))

    def _is_strong(self, paragraph: Element) -> bool:
        written = [run for run in paragraph.iter(qn("w:r")) if "".join(run.itertext()).strip()]
        if self._style_of(paragraph).strong:
            return True
        return bool(written) and all(_is_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in written)


@dataclass(slots=True)
class _Rows:
    """The rows of a table on their way; a cell that goes on below is made longer."""

    cells: list[list[tuple[int, GridCell]]] = field(default_factory=list)
    open: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, row: Element, read: Callable[[Element, int], GridCell]) -> None:
        made: list[tuple[int, GridCell]] = []
        left = _skipped(row)
        for cell in _cells(row):
            properties = cell.find(qn("w:tcPr"))
            span = None if properties is None else properties.find(qn("w:gridSpan"))
            columns = min(int(_value(span)), 1000) if _value(span).isdecimal() and _value(span) != "0" else 1
            merge = None if properties is None else properties.find(qn("w:vMerge"))
            if merge is not None and _value(merge) != "restart" and left in self.open:
                self._lengthen(left)
            else:
                self.open.pop(left, None)
                if merge is not None:
                    self.open[left] = (len(self.cells), len(made))
                made.append((left, read(cell, columns)))
            left += columns
        self.cells.append(made)

    def _lengthen(self, left: int) -> None:
        row, at = self.open[left]
        column, cell = self.cells[row][at]
        self.cells[row][at] = (column, replace(cell, rows=cell.rows + 1))

    def grid(self) -> tuple[tuple[GridCell, ...], ...]:
        return tuple(tuple(cell for _, cell in row) for row in self.cells)


def _skipped(row: Element) -> int:
    written = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"))
    return min(int(written), 1000) if written.isdecimal() else 0


def _cells(row: Element) -> Iterator[Element]:
    for child in row.iterchildren():
        if _tag(child) == "tc":
            yield child
        elif _tag(child) in _CONTAINERS:
            yield from _cells(child)


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables in order, also those within fields and content controls."""
    waiting = [container.iterchildren()]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif _tag(child) in ("p", "tbl"):
            yield child
        elif _tag(child) in _CONTAINERS:
            waiting.append(child.iterchildren())


def _words(element: Element) -> str:
    """The text of a paragraph without what is deleted; a break is a new line, a tab a space."""
    found: list[str] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, one in walk:
        tag = _tag(one)
        if tag in _SET_ASIDE:
            walk.skip_subtree()
        elif tag == "t":
            found.append(one.text or "")
        elif tag in ("br", "cr"):
            found.append("\n")
        elif tag == "tab":
            found.append(" ")
        elif tag == "noBreakHyphen":
            found.append("-")
    return "".join(found)


def _pictures(element: Element) -> Iterator[tuple[str, bool]]:
    """The words of each picture, and whether Word was told that it is there for its looks."""
    for described in element.iter(qn("wp:docPr")):
        decorative = any(_tag(one) == "decorative" and one.get("val") in ("1", "true") for one in described.iter())
        yield one_line(described.get("descr") or ""), decorative
