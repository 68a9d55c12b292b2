"""A report in the formats asked for, as bytes or as files that are whole or not there."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from django.conf import settings

from tertial.domain.document import Document, anchor_from
from tertial.reports.charts import Drawings
from tertial.reports.render import docx, docx_parts, html, json, pdf
from tertial.reports.writing import write_reports

Renderer = Callable[[Document, Drawings], bytes]

_RENDERERS: Mapping[str, Renderer] = {
    "pdf": pdf.render_pdf,
    "docx": lambda document, drawings: docx.render_docx(document, drawings, _word_template()),
    "html": html.render_html,
    "json": lambda document, _drawings: json.render_json(document),
}
FORMATS = tuple(_RENDERERS)


def render_document(document: Document, form: str, drawings: Drawings | None = None) -> bytes:
    """The report in one of `FORMATS`, the same bytes for the same tree. Raises `ReportNotRendered` and its like."""
    return _RENDERERS[form](document, drawings or _kept_drawings())


def render_fragment(document: Document, drawings: Drawings | None = None) -> str:
    """The report as the inside of a web page; see `html.render_fragment`."""
    return html.render_fragment(document, drawings or _kept_drawings())


def render_to_files(
    document: Document, formats: Iterable[str], out_dir: Path | str, *, name: str = "", drawings: Drawings | None = None
) -> list[Path]:
    """Writes the report as `name.pdf`, `name.docx` and so on, and gives the paths.

    All of them take their places, whole, or none does. Raises `ReportNotWritten` where there is no room or no right to
    write, and what `render_document` raises.
    """
    stem = name or anchor_from(document.title)
    made = {Path(out_dir) / f"{stem}.{form}": render_document(document, form, drawings) for form in formats}
    write_reports(made)
    return list(made)


def _word_template() -> Path:
    """The municipality's own template where there is one (docs/word-template.md)."""
    own = Path(settings.TERTIAL_HOME) / "word" / "report.docx"
    return own if own.exists() else docx_parts.TEMPLATE


def _kept_drawings() -> Drawings:
    return Drawings(Path(settings.TERTIAL_HOME) / "cache" / "charts")
