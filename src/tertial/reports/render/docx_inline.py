"""What stands in a paragraph of Word, as WordprocessingML."""

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tertial.domain.document import Figure, Run, Runs, Shape, StatusMark, figure_text, printable
from tertial.domain.numbers_sv import NO_BREAK_SPACE
from tertial.reports.render.shapes import TONE_COLOURS

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
GLYPHS = {
    Shape.FULL: "●",
    Shape.MOST: "◕",
    Shape.HALF: "◐",
    Shape.NONE: "○",
    Shape.CHECK: "✓",
    Shape.NEAR: "≈",
    Shape.CROSS: "✕",
    Shape.UNKNOWN: "?",
    Shape.ONGOING: "→",
    Shape.LATE: "◷",
    Shape.PAUSED: "‖",
    Shape.WARNING: "▲",
}
SYMBOL_FONT = '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'
Links = Callable[[str], str]


def plain_text(text: str) -> str:
    """Text that may stand in an element."""
    return escape(printable(text))


def attribute(text: str) -> str:
    """Text in quotes, as an attribute's value."""
    return quoteattr(printable(text))


def run_xml(text: str, properties: str = "") -> str:
    """A run; line breaks and tabs in it stay what they are."""
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = plain_text(text).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r>{wrapped}<w:t xml:space='preserve'>{lines}</w:t></w:r>"


def paragraph_xml(style: str, inner: str, properties: str = "") -> str:
    """A paragraph in a style, by the style's identifier in the template."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def runs_xml(runs: Runs, link: Links, *, bold: bool = False) -> str:
    """A line with its marks; `link` gives the attributes of a hyperlink, or nothing where there is no target."""
    return "".join(_run(run, link, bold=bold) for run in runs)


def mark_xml(mark: StatusMark) -> str:
    """A status: the sign in its tone, then the word."""
    colour = TONE_COLOURS[mark.tone].removeprefix("#").upper()
    sign = run_xml(GLYPHS[mark.shape], f'{SYMBOL_FONT}<w:color w:val="{colour}"/>')
    return sign + run_xml(NO_BREAK_SPACE + mark.word, "<w:b/>")


def field_xml(code: str, shown: str) -> str:
    """A field that Word fills in when the file is opened; `shown` stands there until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run(run: Run, link: Links, *, bold: bool) -> str:
    if isinstance(run, Figure):
        return run_xml(figure_text(run), "<w:b/>" if bold else "")
    properties = ("<w:b/>" if run.strong or bold else "") + ("<w:i/>" if run.emphasis else "")
    target = link(run.href) if run.href else ""
    if not target:
        return run_xml(run.text, properties)
    shown = run_xml(run.text, '<w:rStyle w:val="Hyperlink"/>' + properties)
    return f"<w:hyperlink {target}>{shown}</w:hyperlink>"
