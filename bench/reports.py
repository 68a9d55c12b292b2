"""How long it takes to make reports."""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from django.conf import settings

from bench.measure import Row, times
from tertial.domain.document import Document, Section
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.charts import Drawings
from tertial.reports.compose import compose
from tertial.reports.render.files import FORMATS, render_document, render_to_files


def one_report(runs: int) -> list[Row]:
    """`tertial report KS 2024` in a warm process."""
    unit, period = unit_by_code("KS"), Period.parse("2024")
    folder = Path(mkdtemp(dir=settings.TERTIAL_HOME))

    def whole() -> None:
        render_to_files(compose(unit, period).document, FORMATS, folder, name="KS-2024")

    def forget_charts() -> None:
        rmtree(settings.TERTIAL_HOME / "cache", ignore_errors=True)
        Drawings.forget()

    whole()
    document = compose(unit, period).document
    return [
        Row("compose KS 2024", times(runs, lambda: compose(unit, period))),
        Row("report KS 2024, four formats, charts cached", times(runs, whole), at_most=1.0),
        Row(
            "report KS 2024, four formats, every chart new", times(max(3, runs // 2), whole, forget_charts), at_most=3.0
        ),
        *(
            Row(f"{form} alone, charts cached", times(runs, lambda form=form: render_document(document, form)), bound)
            for form, bound in {"pdf": 0.3, "docx": None, "html": None, "json": None}.items()
        ),
    ]


def a_municipality(runs: int) -> list[Row]:
    """Eleven committees' goal chapters in one PDF of some 450 pages."""
    one = compose(unit_by_code("KS"), Period.parse("2024")).document
    copies = 11 * _repeats(one)
    document = replace(one, title="Huddinge kommun: verksamhetsberättelse 2024", blocks=tuple(_copies(one, copies)))
    pages = _pages(render_document(document, "pdf"))
    return [
        Row(
            f"a municipality, {pages} pages, PDF",
            times(max(3, runs // 2), lambda: render_document(document, "pdf")),
            5.0,
        )
    ]


def _repeats(one: Document) -> int:
    """How many times the goal chapters stand for a committee's whole report of about forty pages."""
    return max(1, round(40 / _pages(render_document(one, "pdf"))))


def _copies(one: Document, copies: int) -> list[Section]:
    return [
        _renamed(section, number) for number in range(copies) for section in one.blocks if isinstance(section, Section)
    ]


def _renamed(section: Section, number: int) -> Section:
    blocks = tuple(_renamed(block, number) if isinstance(block, Section) else block for block in section.blocks)
    return replace(section, anchor=f"{section.anchor}-c{number}", blocks=blocks)


def _pages(content: bytes) -> int:
    import pypdfium2  # noqa: PLC0415 - only the benches read a PDF

    return len(pypdfium2.PdfDocument(content))
