"""The tree as a Word file over a template that the municipality can replace (docs/word-template.md)."""

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tertial.domain.document import Block, Callout, Chart, Document, Picture, Section, Table, printable
from tertial.reports.charts import Drawings, is_small
from tertial.reports.render.docx_inline import NAMESPACES, field_xml, paragraph_xml, run_xml
from tertial.reports.render.docx_parts import TEMPLATE, WordFile
from tertial.reports.render.docx_tables import TableWriter, small_block
from tertial.reports.render.head import head_lines
from tertial.reports.render.pictures import share_of_width
from tertial.reports.render.wording import words_in

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
DEPTH_OF_CONTENTS = 3
DEEPEST_HEADING = 6
SMALL_CHART_TWIPS = 5100
SAME_DAY = (1980, 1, 1, 0, 0, 0)


def render_docx(document: Document, drawings: Drawings, template: Path = TEMPLATE) -> bytes:
    """The report as .docx, the same bytes for the same tree. Raises `TemplateUnusable` and `ChartNotDrawn`."""
    return _Writer(document, drawings, template).written()


class _Writer:
    def __init__(self, document: Document, drawings: Drawings, template: Path) -> None:
        self._document = document
        self._drawings = drawings
        self._words = words_in(document.language)
        self._file = WordFile(document, template)
        self._styles = self._file.styles
        self._tables = TableWriter(self._file)
        self._final = self._file.word.element.body.find(qn("w:sectPr"))

    def written(self) -> bytes:
        inner = "".join([*self._head(), *self._contents(), *self._body()])
        body = self._file.word.element.body
        for element in list(parse_xml(f"<w:body {NAMESPACES}>{inner}</w:body>")):
            self._final.addprevious(element)
        self._fill_in_headers()
        self._describe()
        if len(body) == 1:
            self._final.addprevious(parse_xml(f"<w:p {NAMESPACES}/>"))
        saved = io.BytesIO()
        self._file.word.save(saved)
        return _without_times(saved)

    def _head(self) -> Iterator[str]:
        document = self._document
        for style, text in (
            ("Organisation", document.organisation),
            ("Title", document.title),
            ("Subtitle", document.subtitle),
        ):
            if text:
                yield paragraph_xml(self._styles[style], run_xml(text))
        for label, value in head_lines(document, self._words):
            yield paragraph_xml(self._styles["Document Fact"], run_xml(f"{label}: {value}"))

    def _contents(self) -> Iterator[str]:
        """A field that Word fills in with page numbers; until then it shows the headings, each a link."""
        lines = list(_lines(self._document.blocks, 1))
        if not lines:
            return
        yield paragraph_xml(self._styles["Contents Heading"], run_xml(self._words.contents))
        code = f'TOC \\o "1-{DEPTH_OF_CONTENTS}" \\h \\z \\u'
        start, end = field_xml(code, "\0").split("\0")
        for number, (level, section) in enumerate(lines):
            anchor = self._file.bookmark(section.anchor)
            shown = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run_xml(section.title)}</w:hyperlink>'
            before = start if number == 0 else ""
            after = end if number == len(lines) - 1 else ""
            yield paragraph_xml(self._styles[f"TOC {level}"], before + shown + after)

    def _body(self) -> Iterator[str]:
        parts = [
            (across, list(pieces)) for across, pieces in groupby(_pieces(self._document), lambda piece: piece.across)
        ]
        for number, (across, pieces) in enumerate(parts, start=1):
            if across:
                yield self._end_of_part(landscape=False)
            for piece in pieces:
                yield from self._piece(piece)
            if across and number < len(parts):
                yield self._end_of_part(landscape=True)
            elif across:
                _turn(self._final)

    def _piece(self, piece: "_Piece") -> Iterator[str]:
        match piece.block:
            case Section():
                yield self._heading(piece.block, piece.level)
            case Table():
                yield self._tables.write(piece.block, self._text_width(landscape=piece.block.wide))
            case Chart():
                yield from self._chart(piece.block)
            case Picture():
                yield from self._picture(piece.block)
            case Callout():
                yield from self._callout(piece.block)
            case _:
                yield small_block(piece.block, self._file)

    def _heading(self, section: Section, level: int) -> str:
        name = self._file.bookmark(section.anchor)
        number = name.removeprefix("section_")
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        inner = f'{start}{run_xml(section.title)}<w:bookmarkEnd w:id="{number}"/>'
        return paragraph_xml(self._styles[f"Heading {min(level, DEEPEST_HEADING)}"], inner)

    def _chart(self, chart: Chart) -> Iterator[str]:
        yield paragraph_xml(self._styles["Caption"], run_xml(chart.title))
        width = SMALL_CHART_TWIPS if is_small(chart) else self._text_width(landscape=False)
        picture = self._file.picture(self._drawings.png(chart), chart.alt, width)
        yield paragraph_xml(self._styles["Picture"], picture)

    def _picture(self, picture: Picture) -> Iterator[str]:
        width = round(self._text_width(landscape=False) * share_of_width(picture))
        yield paragraph_xml(self._styles["Picture"], self._file.picture(picture.content, picture.alt, width))
        if picture.caption:
            yield paragraph_xml(self._styles["Note"], run_xml(picture.caption))

    def _callout(self, callout: Callout) -> Iterator[str]:
        if callout.title:
            yield paragraph_xml(self._styles["Callout Title"], run_xml(callout.title))
        for block in callout.blocks:
            yield small_block(block, self._file, {"Normal": "Callout", "Status": "Callout", "Note": "Callout"})

    def _text_width(self, *, landscape: bool) -> int:
        size, margins = self._final.find(qn("w:pgSz")), self._final.find(qn("w:pgMar"))
        side = int(size.get(qn("w:h" if landscape else "w:w")))
        return side - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right")))

    def _end_of_part(self, *, landscape: bool) -> str:
        """Ends a part of the file; only the first part has a first page of its own."""
        part = deepcopy(self._final)
        if landscape:
            _turn(part)
        first_page = self._final.find(qn("w:titlePg"))
        if first_page is not None:
            self._final.remove(first_page)
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return paragraph_xml(self._styles["Note"], "", thin + part.xml)

    def _fill_in_headers(self) -> None:
        """Puts title, organisation and the words around page numbers where the template asks for them in braces."""
        page, of = self._words.page.partition("{page}")[::2]
        of = of.partition("{pages}")[0]
        given = {
            "{title}": self._document.title,
            "{organisation}": self._document.organisation,
            "{period}": self._document.period,
            "{page}": page.strip(),
            "{of}": of.strip(),
        }
        for relation in self._file.word.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
                continue
            for text in relation.target_part.element.iter(qn("w:t")):
                for name, value in given.items():
                    text.text = (text.text or "").replace(name, printable(value))

    def _describe(self) -> None:
        document, word = self._document, self._file.word
        properties: Any = word.core_properties
        language = LANGUAGES.get(document.language, document.language)
        properties.title = printable(document.title)[:255]
        properties.author = printable(document.organisation)[:255]
        properties.subject = printable(document.period)[:255]
        properties.language = language
        if document.generated_at:
            properties.created = properties.modified = document.generated_at.astimezone(UTC).replace(tzinfo=None)
        for element in word.styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), language)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading (a section without its blocks) or a block, and whether its page lies across."""

    block: Block
    level: int
    across: bool


def _pieces(document: Document) -> list[_Piece]:
    """The report in one line; a heading goes with what follows it, so that none is left alone on a page."""
    pieces: list[_Piece] = []
    for block, level in reversed(list(_flat(document.blocks, 1))):
        wide = isinstance(block, Table) and block.wide
        follows = isinstance(block, Section) and bool(pieces) and pieces[-1].across and pieces[-1].level > level
        pieces.append(_Piece(block, level, wide or follows))
    return pieces[::-1]


def _flat(blocks: tuple[Block, ...], level: int) -> Iterator[tuple[Block, int]]:
    for block in blocks:
        yield block, level
        if isinstance(block, Section):
            yield from _flat(block.blocks, level + 1)


def _turn(part: Any) -> None:  # noqa: ANN401 - lxml has no types
    size = part.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def _lines(blocks: tuple[Block, ...], level: int) -> Iterator[tuple[int, Section]]:
    for block in blocks:
        if isinstance(block, Section) and level <= DEPTH_OF_CONTENTS:
            yield level, block
            yield from _lines(block.blocks, level + 1)


def _without_times(saved: io.BytesIO) -> bytes:
    """The same archive with one date in all its entries."""
    written = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, SAME_DAY), source.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
