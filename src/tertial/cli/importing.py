"""`tertial import`: shows how it goes and what came of it."""

import argparse
from contextlib import nullcontext

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from tertial.common.exports import ExportTable
from tertial.things.importers import ImportReport, ImportRequest, importer

GOOD, FINDINGS = 0, 1
_WIDTH_OF_A_FILE = 200
OPTIONS = (
    "kind",
    "source_system",
    "year",
    "closed_through",
    "column",
    "decimal",
    "amount_in",
    "days",
    "year_end",
    "blanks",
    "credit",
    "flip_sign",
    "sheet",
    "header_row",
)


def import_files(options: argparse.Namespace) -> int:
    """Imports files from a source, or with --dry-run says what they would bring; 1 where something should be seen.

    Raises UnknownSource, and DomainError for files that cannot be imported: nothing is stored then.
    """
    found = importer(options.source)
    errors = Console(stderr=True, highlight=False)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    )
    with progress if errors.is_terminal else nullcontext():
        task = progress.add_task(_("Reading the files …"), total=None)
        report = found.run(
            ImportRequest(
                files=options.files,
                unit=options.unit,
                options={name: _as_text(getattr(options, name)) for name in OPTIONS},
                dry_run=options.dry_run,
                on_progress=lambda done, every: progress.update(task, completed=done, total=every),
            )
        )
    _print(report, errors)
    return FINDINGS if report.findings else GOOD


def _as_text(value: object) -> str:
    """An option as the rooms take it: several values on a line each, and a switch as a word."""
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return "" if value in (None, False) else str(value)


def _print(report: ImportReport, errors: Console) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    console.print(report.title, style="bold", markup=False)
    for name, value in report.facts:
        console.print(f"{name}: {value}" if name else value, markup=False, soft_wrap=True)
    for table in report.tables:
        console.print(_as_rich(table))
    for finding in report.findings:
        errors.print(_("Check: %(finding)s") % {"finding": finding}, markup=False, soft_wrap=True)


def _as_rich(table: ExportTable) -> Table:
    made = Table(title=table.name, title_justify="left")
    for place, heading in enumerate(table.headings):
        figures = all(_is_figure(row[place]) for row in table.rows)
        made.add_column(heading, justify="right" if figures and place else "left", overflow="fold", no_wrap=figures)
    for row in table.rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


def _is_figure(cell: object) -> bool:
    return str(cell).strip("\u2212-–0123456789,\u00a0 ") == ""
