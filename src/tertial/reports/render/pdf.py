"""The tree as PDF/UA-1, set by Typst (docs/adr/0012)."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst

from tertial.domain.document import (
    Block,
    Callout,
    Chart,
    Document,
    Picture,
    Section,
    Shape,
    Table,
    Tone,
    sections,
    to_json,
)
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.reports.charts import Drawings, is_small
from tertial.reports.fonts import FONTS, drawable, font_folder, fonts_missing
from tertial.reports.render.breaking import HEADING_SIZES, TITLE_SIZE, leaves_the_line, splits, throughout, with_breaks
from tertial.reports.render.errors import ReportNotRendered
from tertial.reports.render.head import day_made, head_lines
from tertial.reports.render.pictures import picture_svg, share_of_width
from tertial.reports.render.row_headers import row_heads, with_row_headers
from tertial.reports.render.shapes import shape_svg
from tertial.reports.render.short_chapters import is_low, is_short
from tertial.reports.render.widths import LANDSCAPE, column_widths
from tertial.reports.render.wording import words_in

Json = dict[str, Any]
RESOURCES = Path(__file__).parent / "resources"
BOX = "□"
CHARACTERS_ACROSS = 92.0
MARK = "M"
LONGEST_MAKER, LONGEST_RUNNING_TITLE = 40, 60
REGIONS = {"sv": "SE", "en": "GB"}
_one_at_a_time = Lock()


def render_pdf(document: Document, drawings: Drawings, fonts: Path = FONTS) -> bytes:
    """The report as a tagged PDF with bookmarks. Raises `FontsMissing`, `ChartNotDrawn` and `ReportNotRendered`."""
    folder = font_folder(fonts)
    source = _source(_input(document, drawings, folder))
    try:
        with _one_at_a_time:
            pdf, warnings = _compiler(folder).compile_with_warnings(
                source,
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=int(document.generated_at.timestamp()) if document.generated_at else None,
            )
    except typst.TypstError as error:
        raise ReportNotRendered(
            Message(
                gettext_noop("The PDF could not be made (%(reason)s). Choose another format and report the fault."),
                {"reason": error.message},
            )
        ) from error
    if any("font" in warning.message for warning in warnings):
        raise fonts_missing(folder)
    # One file for PDF; only pictures come one a page.
    return with_row_headers(cast("bytes", pdf), list(row_heads(document.blocks)))


def showable(text: str, fonts: Path) -> str:
    """Composed letters, and a box for each that no font can show: PDF/UA allows no guess in its place."""
    return text if text.isascii() else _boxed(unicodedata.normalize("NFC", text), fonts)


def _boxed(text: str, fonts: Path) -> str:
    strange = {ord(letter) for letter in set(text)} - drawable(fonts)
    if not strange:
        return text
    return text.translate({code: None if unicodedata.category(chr(code)).startswith(MARK) else BOX for code in strange})


@cache
def _compiler(folder: Path) -> typst.Compiler:
    return typst.Compiler(
        root=str(RESOURCES),
        font_paths=[str(folder)],
        ignore_system_fonts=True,
    )


def _source(given: Json) -> bytes:
    """What Typst sets: a call with the JSON as a text. As an input of the system it would make Typst forget all."""
    text = json.dumps(given, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/report.typ": draw\n#draw(json(bytes("{text}")))\n'.encode()


def _input(document: Document, drawings: Drawings, fonts: Path) -> Json:
    # Letters are composed text by text: in the JSON as a whole, a mark would melt into the sign that ends a text.
    def shown(text: str) -> str:
        return with_breaks(showable(text, fonts))

    tree = cast("Json", throughout(to_json(document), shown))
    words = words_in(document.language)
    # In an SVG nothing is composed, for the same reason.
    _complete(tree["blocks"], document.blocks, lambda chart: _boxed(drawings.svg(chart), fonts))
    for node, block in zip(tree["blocks"], document.blocks, strict=True):
        node["short"] = isinstance(block, Section) and is_short(block)
    language = document.language.split("-")[0]
    made = day_made(document.generated_at) if document.generated_at else None
    return {
        "tree": tree,
        "words": asdict(words),
        "head": throughout([list(line) for line in head_lines(document, words)], shown),
        "title_breaks": leaves_the_line(document.title, TITLE_SIZE),
        "running_head": [
            excerpt(tree["organisation"], LONGEST_MAKER),
            excerpt(tree["title"], LONGEST_RUNNING_TITLE),
        ],
        "language": language,
        "region": REGIONS.get(language),
        "date": [made.year, made.month, made.day] if made else None,
        "drawings": {f"{shape}-{tone}": shape_svg(shape, tone) for shape in Shape for tone in Tone},
        "anchors": _unique_anchors(document),
    }


def _unique_anchors(document: Document) -> list[str]:
    """Addresses that a link can lead to: Typst refuses a link to one that stands on two sections."""
    counted = Counter(section.anchor for section in sections(document.blocks))
    return [anchor for anchor, count in counted.items() if count == 1]


def _complete(nodes: list[Json], blocks: tuple[Block, ...], draw: Callable[[Chart], str], level: int = 0) -> None:
    """Puts beside each heading, table and chart of the JSON what only a page needs: breaks, widths and pictures."""
    for node, block in zip(nodes, blocks, strict=True):
        match block:
            case Section():
                node["breaks"] = leaves_the_line(block.title, HEADING_SIZES[min(level, len(HEADING_SIZES) - 1)])
                _complete(node["blocks"], block.blocks, draw, level + 1)
            case Callout():
                _complete(node["blocks"], block.blocks, draw)
            case Table():
                _complete_table(node, block)
            case Chart():
                node["svg"] = draw(block)
                node["small"] = is_small(block)
            case Picture():
                node["svg"] = picture_svg(block)
                node["across"] = share_of_width(block)
                del node["content"]


def _complete_table(node: Json, table: Table) -> None:
    node["low"] = is_low(table)
    widths = column_widths(table, CHARACTERS_ACROSS)
    for column, width in zip(node["columns"], widths, strict=True):
        column.update(asdict(width))
    characters = CHARACTERS_ACROSS * (LANDSCAPE if table.wide else 1)
    shares = [width.share for width in widths]
    for row_node, row in zip(node["rows"], table.rows, strict=True):
        if splits(row, shares, characters):
            row_node["splits"] = True
