"""A report in the formats asked for, as bytes or as files that are whole or not there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from tertial.domain.document import Document, anchor_from
from tertial.domain.message import Message
from tertial.reports.charts import Drawings
from tertial.reports.fonts import FontsMissing
from tertial.reports.render import docx, docx_parts, html, json, pdf
from tertial.reports.render.errors import ReportNotRendered, TemplateUnusable
from tertial.reports.render.html_inline import AddressOf
from tertial.reports.render.locating import not_rendered
from tertial.reports.writing import write_reports

Renderer = Callable[[Document, Drawings], bytes]
Made = TypeVar("Made")

_RENDERERS: dict[str, Renderer] = {
    "pdf": pdf.render_pdf,
    "docx": lambda document, drawings: docx.render_docx(document, drawings, _word_template()),
    "html": html.render_html,
    "json": lambda document, _drawings: json.render_json(document),
}
FORMATS = tuple(_RENDERERS)


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """The files that were written, and for each format that could not be made the sentence that says why."""

    paths: tuple[Path, ...]
    failed: Mapping[str, Message]


def render_document(document: Document, file_type: str, drawings: Drawings | None = None) -> bytes:
    """The report in one of `FORMATS`, the same bytes for the same tree.

    Raises `ReportNotRendered`, which names the block that cannot be printed, or `FontsMissing`.
    """
    drawn = drawings or _kept_drawings()
    return _told_where(lambda part: _RENDERERS[file_type](part, drawn), document, file_type)


def render_fragment(
    document: Document, drawings: Drawings | None = None, *, address_of: AddressOf | None = None
) -> str:
    """The report as the inside of a web page; see `html.render_fragment`. Raises `ReportNotRendered`."""
    drawn = drawings or _kept_drawings()
    return _told_where(lambda part: html.render_fragment(part, drawn, address_of), document, "html")


def render_to_files(
    document: Document, formats: Iterable[str], out_dir: Path | str, *, name: str = "", drawings: Drawings | None = None
) -> WrittenReport:
    """Writes the report as `name.pdf`, `name.docx` and so on; a format that cannot be made does not stop the others.

    All that could be made take their places, whole, or none does. Raises `ReportNotWritten` where there is no room or
    no right to write.
    """
    stem = name or anchor_from(document.title)
    made: dict[Path, bytes] = {}
    failed: dict[str, Message] = {}
    for file_type in formats:
        try:
            made[Path(out_dir) / f"{stem}.{file_type}"] = render_document(document, file_type, drawings)
        except (ReportNotRendered, FontsMissing) as error:
            failed[file_type] = error.message
    write_reports(made)
    return WrittenReport(tuple(made), failed)


def _told_where(render: Callable[[Document], Made], document: Document, file_type: str) -> Made:
    """What the renderer makes of the document; whatever stops it becomes a sentence that names the block."""
    try:
        return render(document)
    except (KeyboardInterrupt, SystemExit, TemplateUnusable, FontsMissing):
        raise
    except BaseException as error:  # a library in Rust panics with what is no Exception
        raise not_rendered(document, render, file_type, error) from error


def _word_template() -> Path:
    """The municipality's own template where there is one (docs/word-template.md)."""
    own = Path(settings.TERTIAL_HOME) / "word" / "report.docx"
    return own if own.exists() else docx_parts.TEMPLATE


def _kept_drawings() -> Drawings:
    return Drawings(Path(settings.TERTIAL_HOME) / "cache" / "charts")
