"""Reads a report that is a web page. Nothing is fetched, and nothing in it runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

from tertial.checks.files.found import Found, Grid, GridCell, Item, UnreadableReport, lines_of, one_line
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Heading, Link, Paragraph, ParagraphKind, Picture
from tertial.domain.message import Message, gettext_noop

_LEFT_OUT = {"script", "style", "template", "noscript", "head", "nav", "object", "iframe", "dialog"}
_LEFT_OUT |= {"button", "select", "textarea", "title"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "figure", "dl"}
_BLOCKS |= {"figcaption", "ul", "ol", "li", "dt", "dd", "table", "hr", "address", "fieldset", "details", "summary"}
_BLOCKS |= {"body", "form", "tr", "td", "th", "caption", "thead", "tbody", "tfoot", *_HEADINGS}
_MOST_SPANNED = 1000
Element = Any  # lxml has no types


def read_html(content: bytes, charset: str | None = None) -> Found:
    """The page. Raises UnreadableReport where there is no text in it."""
    parser = html.HTMLParser(encoding=charset, remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _no_text() from error
    reader = _Reader()
    reader.read(root)
    if not reader.items:
        raise _no_text()
    title = next((one_line(found.text or "") for found in root.iter("title")), "")
    language = (root.get("lang") or "sv").lower()[:2]
    return Found(tuple(reader.items), title, language, links=tuple(reader.links))


def _no_text() -> UnreadableReport:
    return UnreadableReport(Message(gettext_noop("There is no text in this web page. Choose another file.")))


@dataclass(slots=True)
class _OpenTable:
    """A table on its way: its rows so far, and the cell that is open."""

    place: Place
    rows: list[list[GridCell]] = field(default_factory=list)
    in_head: list[bool] = field(default_factory=list)
    caption: str = ""
    cell: GridCell | None = None
    cell_text: list[str] = field(default_factory=list)
    head: bool = False
    holds_tables: bool = False


@dataclass(slots=True)
class _Reader:
    """Goes through the page once; how deep it is nested costs no depth here."""

    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    kinds: list[ParagraphKind] = field(default_factory=list)
    level: int = 0

    def read(self, root: Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_left_out(element):
                    self._leave_out(element)
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self.text.append(element.text or "")
            else:
                if not self._is_left_out(element):
                    self._end(element)
                self.text.append(element.tail or "")
        self._flush(root)

    def _is_left_out(self, element: Element) -> bool:
        style = (element.get("style") or "").replace(" ", "").lower()
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style
        return (
            hidden
            or element.tag in _LEFT_OUT
            or _is_picture(element)
            or (element.tag == "figure" and _drawing_in(element) is not None)
            or (element.tag == "figcaption" and _table_beside(element) is not None)
        )

    def _leave_out(self, element: Element) -> None:
        """Says of a picture or a chart what its words are; what else is left out needs no mention."""
        if element.get("aria-hidden") == "true":
            return
        if element.tag == "figure":
            self._flush(element)
            drawing = _drawing_in(element)
            if drawing is not None:
                self._picture(drawing)
            for words in element.iter("figcaption"):
                self._paragraph(one_line("".join(words.itertext())), ParagraphKind.NOTE, words)
        elif _is_picture(element):
            self._picture(element)

    def _picture(self, element: Element) -> None:
        alt = element.get("alt")
        words = alt if alt is not None else element.get("aria-label") or ""
        decorative = alt == "" or element.get("role") in ("presentation", "none")
        if self.tables:
            self.text.append(f" {words} " if words else "")
        else:
            self.items.append(Picture(one_line(words), decorative, self._place(element)))

    def _start(self, element: Element) -> None:
        tag = element.tag
        if element.get("id"):
            self.anchors.append(element.get("id") or "")
        if tag == "br":
            self.text.append("\n" if self.tables else " ")
        if tag not in _BLOCKS:
            return
        self._flush(element)
        if tag == "table":
            for table in self.tables:
                table.holds_tables = True
            self.tables.append(_OpenTable(self._place(element), caption=_caption_beside(element)))
        elif tag in ("tr", "td", "th", "thead") and self.tables:
            self._start_in_table(element, self.tables[-1])
        elif tag == "li":
            self.kinds.append(ParagraphKind.ITEM)

    def _start_in_table(self, element: Element, table: _OpenTable) -> None:
        if element.tag == "thead":
            table.head = True
        elif element.tag == "tr":
            table.rows.append([])
            table.in_head.append(table.head)
        else:
            if not table.rows:
                table.rows.append([])
                table.in_head.append(table.head)
            strong = any(True for _ in element.iter("b", "strong"))
            table.cell = GridCell(
                columns=_span(element.get("colspan")),
                rows=_span(element.get("rowspan")),
                is_heading=element.tag == "th",
                strong=strong,
                place=self._place(element),
            )

    def _end(self, element: Element) -> None:
        if element.tag == "a":
            words = one_line("".join(element.itertext()))
            if element.get("href") and words:
                self.links.append(Link(words, element.get("href") or "", self._place(element)))
        elif element.tag in _BLOCKS:
            self._end_block(element)

    def _end_block(self, element: Element) -> None:
        tag, table = element.tag, self.tables[-1] if self.tables else None
        if tag == "caption" and table:
            table.caption = one_line("".join(self.text))
            self.text.clear()
        elif tag in ("td", "th") and table and table.cell:
            self._flush(element)
            table.rows[-1].append(replace(table.cell, text=lines_of("\n".join(table.cell_text))))
            table.cell, table.cell_text = None, []
        elif tag == "thead" and table:
            table.head = False
        elif tag == "table" and table:
            self._flush(element)
            self._close_table(self.tables.pop(), role=element.get("role") or "")
        elif tag in _HEADINGS and not self.tables:
            words = one_line("".join(self.text))
            self.text.clear()
            if words:
                self.items.append(Heading(words, _HEADINGS[tag], self._place(element)))
        else:
            self._flush(element)
            if tag == "li" and self.kinds:
                self.kinds.pop()

    def _close_table(self, table: _OpenTable, role: str) -> None:
        rows = tuple(tuple(row) for row in table.rows if row)
        if table.holds_tables or role in ("presentation", "none"):
            words = [cell for row in rows for cell in row if cell.text]
            self.items += [Paragraph(one_line(cell.text), place=cell.place) for cell in words]
            return
        if rows:
            self.items.append(Grid(rows, table.caption, _head_rows(table), place=table.place))

    def _flush(self, element: Element) -> None:
        """Ends the text that is open: a line of a cell, or a paragraph."""
        words = one_line("".join(self.text)) if not self.tables else lines_of("".join(self.text))
        self.text.clear()
        if not words:
            return
        if self.tables and self.tables[-1].cell is not None:
            self.tables[-1].cell_text.append(words)
        elif not self.tables:
            kind = self.kinds[-1] if self.kinds else ParagraphKind.TEXT
            self._paragraph(words, kind, element)

    def _paragraph(self, words: str, kind: ParagraphKind, element: Element) -> None:
        if words:
            self.items.append(Paragraph(words, kind, place=self._place(element)))

    def _place(self, element: Element) -> Place:
        return Place(line=element.sourceline, anchor=self.anchors[-1] if self.anchors else "")


def _is_picture(element: Element) -> bool:
    return element.tag in ("img", "svg", "canvas") or (isinstance(element.tag, str) and element.tag.endswith("}svg"))


def _drawing_in(figure: Element) -> Element | None:
    """The picture or chart that a figure is there for; tables beside it only repeat what it shows."""
    drawn = (one for one in figure.iter("img", "svg", "canvas") if one.get("aria-hidden") != "true")
    return next(drawn, None)


def _table_beside(figcaption: Element) -> Element | None:
    figure = next(figcaption.iterancestors("figure"), None)
    return None if figure is None else next(figure.iter("table"), None)


def _caption_beside(table: Element) -> str:
    figure = next(table.iterancestors("figure"), None)
    words = None if figure is None else next(figure.iter("figcaption"), None)
    return "" if words is None else one_line("".join(words.itertext()))


def _head_rows(table: _OpenTable) -> int | None:
    """The rows in the head; without one, the first rows of which every cell is a heading."""
    if any(table.in_head):
        return sum(1 for row, head in zip(table.rows, table.in_head, strict=True) if head and row)
    heads = list(_leading_heads(table.rows))
    return len(heads) or None


def _leading_heads(rows: list[list[GridCell]]) -> Iterator[list[GridCell]]:
    for row in rows:
        if not row or not all(cell.is_heading or not cell.text for cell in row) or len(row) == 1:
            return
        yield row


def _span(written: str | None) -> int:
    return min(max(int(written), 1), _MOST_SPANNED) if written and written.isdecimal() and len(written) < 5 else 1
