"""How long it takes to make reports."""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from django.conf import settings

from bench.measure import Row, times
from tertial.domain.checks import check, read_report
from tertial.domain.document import Block, Cell, Document, FigureCell, Paragraph, Section, Table, Text, TextCell
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
        Drawings._recent.clear()

    whole()
    document = compose(unit, period).document
    return [
        Row("compose KS 2024", times(runs, lambda: compose(unit, period))),
        Row("report KS 2024, four formats, charts cached", times(runs, whole), at_most=1.0),
        Row(
            "report KS 2024, four formats, every chart new", times(max(3, runs // 2), whole, forget_charts), at_most=3.0
        ),
        Row("consistency checks over the live report", times(runs, lambda: check(read_report(document))), 0.05),
        Row("pdf alone, charts cached", _times_of_new_words(runs, document), 0.3),
        Row("pdf again, its first chapter changed", _times_of_a_new_chapter(runs, document), 0.3),
        *(
            Row(f"{form} alone, charts cached", times(runs, lambda form=form: render_document(document, form)))
            for form in ("docx", "html", "json")
        ),
    ]


def a_municipality(runs: int) -> list[Row]:
    """Eleven committees' goal chapters in one PDF of some 450 pages."""
    one = compose(unit_by_code("KS"), Period.parse("2024")).document
    committees = range(11 * max(1, round(40 / _pages(one))))
    chapters = [_marked(section, f"c{number}") for number in committees for section in one.blocks]
    document = replace(one, title="Huddinge kommun: verksamhetsberättelse 2024", blocks=tuple(chapters))
    name = f"a municipality, {_pages(document)} pages, PDF"
    return [Row(name, _times_of_new_words(max(3, runs // 2), document), 5.0)]


def _times_of_new_words(runs: int, document: Document) -> list[float]:
    """The typesetter remembers what it has set, so each run gets other words and figures everywhere."""
    waiting = [
        replace(document, blocks=tuple(_marked(block, f"r{number}") for block in document.blocks))
        for number in range(runs)
    ]
    return times(runs, lambda: render_document(waiting.pop(), "pdf"))


def _times_of_a_new_chapter(runs: int, document: Document) -> list[float]:
    first, *others = document.blocks
    waiting = [replace(document, blocks=(_marked(first, f"a{number}"), *others)) for number in range(runs)]
    return times(runs, lambda: render_document(waiting.pop(), "pdf"))


def _marked(block: Block, mark: str) -> Block:
    match block:
        case Section():
            blocks = tuple(_marked(inner, mark) for inner in block.blocks)
            return Section(f"{block.title} {mark}", f"{block.anchor}-{mark}", blocks)
        case Paragraph():
            return Paragraph((*block.runs, Text(f" {mark}")))
        case Table():
            rows = tuple(
                replace(row, cells=tuple(_marked_cell(cell, mark) for cell in row.cells)) for row in block.rows
            )
            return replace(block, rows=rows)
        case _:
            return block


def _marked_cell(cell: Cell, mark: str) -> Cell:
    match cell:
        case TextCell():
            return replace(cell, runs=(*cell.runs, Text(f" {mark}")))
        case FigureCell(figure):
            quantity = replace(figure.quantity, value=figure.quantity.value + int(mark[1:]))
            return FigureCell(replace(figure, quantity=quantity))
        case _:
            return cell


def _pages(document: Document) -> int:
    import pypdfium2  # noqa: PLC0415 - only the benches read a PDF

    return len(pypdfium2.PdfDocument(render_document(document, "pdf")))
