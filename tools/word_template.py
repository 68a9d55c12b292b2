"""Makes the Word template that comes with Tertial: src/tertial/reports/render/resources/report.docx.

A municipality replaces the file with its own (docs/word-template.md); it needs the styles of the same names.
Run it with the project's Python after changing a style here, and commit the file it writes.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

TARGET = Path(__file__).parents[1] / "src/tertial/reports/render/resources/report.docx"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, MUTED, ACCENT, HAIRLINE, WASH = "1A222D", "56616E", "174A74", "C9D0D8", "F2F5F8"
SAME_DAY = (2025, 1, 1, 0, 0, 0)
BULLETS, NUMBERS = 1, 2
COMPATIBILITY = (
    f'<w:compat {NAMESPACE}><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
)


def paragraph_style(name: str, based_on: str, run: str = "", paragraph: str = "", following: str = "Normal") -> str:
    """One paragraph style; `run` and `paragraph` are the properties in the order that the schema asks for."""
    identifier = name.replace(" ", "")
    base = f'<w:basedOn w:val="{based_on.replace(" ", "")}"/>' if based_on else ""
    default = ' w:default="1"' if name == "Normal" else ""
    after = f'<w:next w:val="{following.replace(" ", "")}"/>'
    # Word knows its own headings by their names in small letters, in every language.
    known = name.lower() if name.startswith(("Heading", "TOC", "Header", "Footer", "Caption")) else name
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}"><w:name w:val="{known}"/>{base}{after}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def size(points: float) -> str:
    """A font size in the half points of Word."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def colour(value: str) -> str:
    """A text colour."""
    return f'<w:color w:val="{value}"/>'


def spacing(before: float, after: float, line: int = 264) -> str:
    """Space around a paragraph in points; `line` 240 is single spacing."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{line}" w:lineRule="auto"/>'
    )


def heading(level: int, points: float, before: float, after: float, shade: str) -> str:
    """A heading that stays with what follows it."""
    new_page = "<w:pageBreakBefore/>" if level == 1 else ""
    paragraph = (
        f"<w:keepNext/><w:keepLines/>{new_page}<w:suppressAutoHyphens/>{spacing(before, after, 245)}"
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    return paragraph_style(f"Heading {level}", "Normal", f"<w:b/>{colour(shade)}{size(points)}", paragraph)


def contents_line(level: int) -> str:
    """A line of the table of contents: dots to the page number."""
    bold = "<w:b/>" if level == 1 else ""
    indent = f'<w:ind w:left="{(level - 1) * 240}" w:right="560"/>'
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9184"/></w:tabs>'
    return paragraph_style(f"TOC {level}", "Normal", bold, f"{tabs}{spacing(5 if level == 1 else 0, 2, 250)}{indent}")


def list_style(name: str, based_on: str, number: int, run: str = "") -> str:
    """A style whose paragraphs are items of a list."""
    numbering = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    return paragraph_style(name, based_on, run, f"{numbering}{spacing(0, 3)}", following=name)


def styles() -> str:
    """Every style that the renderer uses."""
    return f"""<w:styles {NAMESPACE}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
{size(11)}<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr>{spacing(0, 8)}</w:pPr></w:pPrDefault></w:docDefaults>
{paragraph_styles()}
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr>{colour(ACCENT)}<w:u w:val="single"/></w:rPr></w:style>
{table_styles()}
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>
</w:styles>"""


def paragraph_styles() -> str:
    """Headings, running text, lists, callouts and what stands in tables."""
    callout = (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
    )
    to_the_right = '<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>'
    return f"""{paragraph_style("Normal", "", colour(INK))}
{paragraph_style("Organisation", "Normal", f"<w:b/>{colour(ACCENT)}{size(12)}", spacing(24, 12))}
{paragraph_style("Title", "Normal", f"<w:b/>{colour(INK)}{size(34)}", f"<w:suppressAutoHyphens/>{spacing(0, 8, 220)}")}
{paragraph_style("Subtitle", "Normal", f"{colour(MUTED)}{size(15)}", spacing(0, 14))}
{paragraph_style("Document Fact", "Normal", size(10.5), spacing(0, 2))}
{paragraph_style("Contents Heading", "Normal", f"<w:b/>{size(14)}", f"<w:keepNext/>{spacing(28, 6)}")}
{"".join(contents_line(level) for level in (1, 2, 3))}
{heading(1, 24, 0, 12, ACCENT)}{heading(2, 17, 22, 7, INK)}{heading(3, 14, 18, 6, INK)}
{heading(4, 12, 15, 5, INK)}{heading(5, 11, 13, 4, ACCENT)}{heading(6, 11, 11, 3, MUTED)}
{list_style("List Bullet", "Normal", BULLETS)}{list_style("List Number", "Normal", NUMBERS)}
{paragraph_style("Status", "Normal", "", "<w:keepNext/>" + spacing(2, 8))}
{paragraph_style("Note", "Normal", f"{colour(MUTED)}{size(9.5)}", spacing(3, 4, 250))}
{paragraph_style("Callout", "Normal", "", f'{callout}{spacing(2, 8)}<w:ind w:left="227" w:right="113"/>')}
{paragraph_style("Callout Title", "Callout", "<w:b/>", f"<w:keepNext/>{spacing(8, 2)}")}
{paragraph_style("Caption", "Normal", "<w:b/>" + size(10.5), f"<w:keepNext/><w:keepLines/>{spacing(14, 5)}")}
{paragraph_style("Picture", "Normal", "", spacing(0, 10, 240))}
{paragraph_style("Table Text", "Normal", size(9.5), spacing(2, 2, 245))}
{paragraph_style("Table Figure", "Table Text", "", '<w:jc w:val="right"/>')}
{paragraph_style("Table Heading", "Table Text", f"<w:b/>{colour(ACCENT)}", "<w:keepNext/><w:suppressAutoHyphens/>")}
{paragraph_style("Table Figure Heading", "Table Heading", "", '<w:jc w:val="right"/>')}
{list_style("Table Bullet", "Table Text", BULLETS)}{list_style("Table Number", "Table Text", NUMBERS)}
{paragraph_style("header", "Normal", f"{colour(MUTED)}{size(9)}", to_the_right + spacing(0, 0))}
{paragraph_style("footer", "Normal", f"{colour(MUTED)}{size(9)}", f'{spacing(0, 0)}<w:jc w:val="right"/>')}"""


def table_styles() -> str:
    """The plain table and the report's own."""
    border = f'w:val="single" w:space="0" w:color="{ACCENT}"'
    return f"""<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:bottom w:sz="8" {border}/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:sz="12" {border}/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""


def numbering() -> str:
    """A bulleted and a numbered list."""
    level = '<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
    place = '<w:pPr><w:ind w:left="340" w:hanging="283"/></w:pPr>'
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0">{level.format(kind=kind, sign=sign)}{place}</w:lvl></w:abstractNum>'
        for number, kind, sign in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%1."))
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (BULLETS, NUMBERS)
    )
    return f"<w:numbering {NAMESPACE}>{lists}{numbers}</w:numbering>"


def to_the_edge(text: str) -> str:
    """A run set to the right margin, wherever that is: pages lie across too."""
    edge = '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>'
    return f"<w:r {NAMESPACE}>{edge}<w:t>{text}</w:t></w:r>"


def field(code: str) -> str:
    """A field that Word fills in itself."""
    return f'<w:fldSimple {NAMESPACE} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def tidy(document: Document) -> None:
    """Leaves out what python-docx brings along, and asks for today's layout rules."""
    for relations in (document.part.rels, document.part.package.rels):
        for identifier, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in {"stylesWithEffects", "customXml", "thumbnail"}:
                del relations[identifier]
    compatibility = document.settings.element.find(qn("w:compat"))
    if compatibility is not None:
        document.settings.element.replace(compatibility, parse_xml(COMPATIBILITY))


def main() -> None:
    """Writes the template, byte for byte the same each time."""
    document = docx.Document()
    tidy(document)
    document.part._styles_part._element = parse_xml(styles())
    document.part.numbering_part._element = parse_xml(numbering())
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.4)
    section.header_distance = section.footer_distance = Cm(1.2)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{organisation}"
    section.header.paragraphs[0]._p.append(parse_xml(to_the_edge("{title}")))
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["footer"]
        paragraph.add_run("{page} ")
        paragraph._p.append(parse_xml(field("PAGE")))
        paragraph.add_run(" {of} ")
        paragraph._p.append(parse_xml(field("NUMPAGES")))
    section.header.paragraphs[0].style = document.styles["header"]
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, SAME_DAY), source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
