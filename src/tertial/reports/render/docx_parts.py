"""The Word template, and the parts of the file that are not running text: links, pictures, numbered lists."""

import io
from copy import deepcopy
from itertools import count
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tertial.domain.document import Document, printable, sections
from tertial.domain.message import Message, gettext_noop
from tertial.reports.render.docx_inline import NAMESPACES, attribute
from tertial.reports.render.errors import TemplateUnusable

TEMPLATE = Path(__file__).parent / "resources" / "report.docx"
STYLES = (
    *("Organisation", "Title", "Subtitle", "Document Fact", "Contents Heading", "TOC 1", "TOC 2", "TOC 3"),
    *(f"Heading {level}" for level in range(1, 7)),
    *("Normal", "List Bullet", "List Number", "Status", "Note", "Callout", "Callout Title", "Caption", "Picture"),
    *("Table Text", "Table Figure", "Table Heading", "Table Figure Heading", "Table Bullet", "Table Number"),
    *("Report Table", "Hyperlink"),
)
EMU_PER_TWIP = 635
FIRST_PICTURE_NUMBER = 100


class WordFile:
    """One file in the making, from the template at `path`. Raises `TemplateUnusable`."""

    def __init__(self, document: Document, path: Path) -> None:
        self.word = _opened(path)
        self.styles = _style_identifiers(self.word, path)
        self._bookmarks = {
            section.anchor: f"section_{number}" for number, section in enumerate(sections(document.blocks), start=1)
        }
        self._pictures = count(FIRST_PICTURE_NUMBER)
        self._addresses: dict[str, str] = {}

    def bookmark(self, anchor: str) -> str:
        """The name by which Word knows a section."""
        return self._bookmarks[anchor]

    def link(self, href: str) -> str:
        """The attributes of a hyperlink; nothing for an anchor that no section has."""
        if href.startswith("#"):
            name = self._bookmarks.get(href[1:])
            return f'w:anchor="{name}" w:history="1"' if name else ""
        if href not in self._addresses:
            # python-docx looks through all relations for each new one; these are numbered apart from its own.
            name = f"rIdLink{len(self._addresses) + 1}"
            self.word.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, printable(href), name, is_external=True)
            self._addresses[href] = name
        return f'r:id="{self._addresses[href]}" w:history="1"'

    def picture(self, file: bytes, alt: str, width: int) -> str:
        """A picture in the line, `width` twips wide, with its text alternative."""
        identifier, image = self.word.part.get_or_add_image(io.BytesIO(file))
        across = width * EMU_PER_TWIP
        down = round(across * image.px_height / image.px_width)
        number = next(self._pictures)
        size = f'cx="{across}" cy="{down}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="Picture {number}" descr={attribute(alt)}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="picture-{number}" descr={attribute(alt)}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def new_numbers(self) -> str:
        """The paragraph properties of a numbered list that starts at 1; nothing where the template has no numbering."""
        style = self.word.styles.element.find(f".//{qn('w:style')}[@{qn('w:styleId')}='{self.styles['List Number']}']")
        used = style.find(f".//{qn('w:numId')}") if style is not None else None
        numbering = self.word.part.numbering_part.element
        known = {num.get(qn("w:numId")): num for num in numbering.findall(qn("w:num"))}
        if used is None or used.get(qn("w:val")) not in known:
            return ""
        abstract = deepcopy(known[used.get(qn("w:val"))].find(qn("w:abstractNumId"))).get(qn("w:val"))
        number = max(int(name) for name in known) + 1
        numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _opened(path: Path) -> WordDocument:
    try:
        word = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise TemplateUnusable(
            Message(
                gettext_noop("The Word template %(path)s is missing or is not a .docx file. Choose another."),
                {"path": str(path)},
            )
        ) from error
    body = word.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    return word


def _style_identifiers(word: WordDocument, path: Path) -> dict[str, str]:
    """Names to identifiers: a Swedish Word calls Heading 1 `Rubrik1` inside the file, but names it alike."""
    known = {style.name: style.style_id for style in word.styles}
    known |= {style.name.replace("toc ", "TOC "): style.style_id for style in word.styles if style.name}
    for name in STYLES:
        if name not in known:
            raise TemplateUnusable(
                Message(
                    gettext_noop(
                        "The Word template %(path)s has no style called “%(style)s”. Add it, or start from the "
                        "template that comes with Tertial."
                    ),
                    {"path": str(path), "style": name},
                )
            )
    return {name: known[name] for name in STYLES}
