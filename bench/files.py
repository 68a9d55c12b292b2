"""How long it takes to check reports that are files."""

from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from bench.measure import Row, times
from tertial.checks.checking import check_file, check_files
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
from tertial.reports.render.files import FORMATS, render_document

_REPORTS = 20


def checked(runs: int) -> list[Row]:
    """One report in each format, each in a process of its own, and a folder of twenty PDFs."""
    document = compose(unit_by_code("KS"), Period.parse("2024")).document
    folder = Path(mkdtemp(dir=settings.TERTIAL_HOME))
    files = {form: folder / f"KS-2024.{form}" for form in FORMATS}
    for form, path in files.items():
        path.write_bytes(render_document(document, form))
    reading = check_file(files["pdf"]).reading
    pages = reading.pages if reading else 0
    many = [folder / f"{number}.pdf" for number in range(_REPORTS)]
    for path in many:
        path.write_bytes(files["pdf"].read_bytes())
    return [
        Row(f"check a PDF of {pages} pages", times(runs, lambda: check_file(files["pdf"])), 3.0),
        *(
            Row(f"check the same as {form}", times(runs, lambda form=form: check_file(files[form])))
            for form in FORMATS[1:]
        ),
        Row(f"check {_REPORTS} PDFs of {pages} pages", times(max(1, runs // 4), lambda: list(check_files(many))), 60.0),
    ]
