"""`tertial check`: says what is wrong in reports, and draws the map of their figures."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tertial.checks.checking import CheckedFile, check_files
from tertial.checks.files.reading import SUFFIXES
from tertial.checks.outputs.as_json import checks_json, reason_of
from tertial.checks.outputs.maps import MAPS, write_map
from tertial.checks.outputs.sarif import checks_sarif
from tertial.checks.outputs.words import counts_words, mark_words, place_words, severity_word, weightiest_first
from tertial.cli import database
from tertial.cli.wrong_use import WrongUse
from tertial.common.wording import sentence
from tertial.domain.checks import CheckResult, Mark, Reading
from tertial.domain.finding import Severity
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period, UnreadablePeriod
from tertial.organisation.queries import UnknownUnit, unit_by_code

GOOD, FINDINGS = 0, 1
_WIDTH_OF_A_FILE = 160
_MOST_UNREAD = 20


def check(options: argparse.Namespace) -> int:
    """Checks files and folders of files, or the report of a unit and a period as it is now.

    Gives 1 where a figure is contradicted and nobody has answered for it, or a file could not be read.

    Raises WrongUse for what is not there, and for a map that cannot be drawn.
    """
    live = _unit_and_period(options.files)
    if live:
        checked = [_checked_live(*live)]
    else:
        paths = list(_files(options.files))
        _refuse_wrong_map(options.map, paths)
        checked = list(_with_progress(paths))
    if options.format == "json":
        print(json.dumps(checks_json(checked), ensure_ascii=False, indent=1))  # noqa: T201 - this is the output
    elif options.format == "sarif":
        print(json.dumps(checks_sarif(checked), ensure_ascii=False, indent=1))  # noqa: T201 - this is the output
    else:
        _print(checked)
    if options.map:
        write_map(checked[0], options.map)
    return GOOD if all(one.is_clean for one in checked) else FINDINGS


def _unit_and_period(given: Sequence[Path]) -> tuple[str, Period] | None:
    """The unit and the period, where two words are given that are no files and the second is a period."""
    if len(given) != 2 or any(path.exists() for path in given):
        return None
    try:
        return str(given[0]), Period.parse(str(given[1]))
    except UnreadablePeriod:
        return None


def _checked_live(code: str, period: Period) -> CheckedFile:
    """The report of a unit checked as it is now, without the findings that someone has answered."""
    from tertial.checks.live import check_live, findings_now  # noqa: PLC0415 - files need no database

    database.require_up_to_date()
    try:
        unit = unit_by_code(code)
    except UnknownUnit as error:
        raise WrongUse(error.message) from error
    live = check_live(unit, period)
    unanswered = tuple(one.finding for one in findings_now(unit, period) if one.answer is None)
    return CheckedFile(Path(f"{unit.code} {period.key}"), live.reading, replace(live.result, findings=unanswered))


def _files(given: Sequence[Path]) -> Iterator[Path]:
    """The files, and those of the folders that reports come in."""
    for path in given:
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            if not found:
                template = gettext_noop("There is no report in the folder %(name)s; reports are %(kinds)s.")
                raise WrongUse(Message(template, {"name": str(path), "kinds": ", ".join(SUFFIXES)}))
            yield from found
        elif path.is_file():
            yield path
        else:
            raise WrongUse(
                Message(gettext_noop("There is no file or folder %(name)s; look at the name."), {"name": str(path)})
            )


def _refuse_wrong_map(given: Path | None, paths: Sequence[Path]) -> None:
    if given is None:
        return
    if len(paths) != 1:
        raise WrongUse(Message(gettext_noop("A map shows one report; name one file with --map.")))
    if given.suffix.lower() not in MAPS:
        template = gettext_noop("%(name)s is no kind of map; end its name with .pdf or .html.")
        raise WrongUse(Message(template, {"name": given.name}))


def _with_progress(paths: Sequence[Path]) -> Iterator[CheckedFile]:
    errors = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=errors, transient=True)
    with progress if errors.is_terminal else nullcontext():
        task = progress.add_task(_("Reading and checking …"), total=len(paths))
        for one in check_files(paths):
            progress.advance(task)
            yield one


def _print(checked: Sequence[CheckedFile]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    for one in checked:
        console.print(str(one.path), style="bold", markup=False, soft_wrap=True)
        if one.reading is None or one.result is None:
            _line(console, sentence(one.refusal) if one.refusal else "")
        else:
            _print_result(console, one.reading, one.result)
        console.print()
    if len(checked) > 1:
        console.print(_summary(checked))


def _print_result(console: Console, reading: Reading, result: CheckResult) -> None:
    for finding in weightiest_first(result.findings):
        where = place_words(finding.place, reading)
        computed = f" ({finding.computed})" if finding.computed else ""
        _line(
            console,
            f"{severity_word(finding.severity)}, {where}: {sentence(finding.message)}{computed} [{finding.code}]",
        )
    for unread in result.unread[:_MOST_UNREAD]:
        text = " " + _("“%(text)s”") % {"text": excerpt(unread.text, 80)} if unread.text else ""
        _line(
            console,
            _("Not read, %(where)s:") % {"where": place_words(unread.place, reading)} + f"{text} {reason_of(unread)}",
        )
    if len(result.unread) > _MOST_UNREAD:
        _line(console, _("%(count)s more places were not read.") % {"count": len(result.unread) - _MOST_UNREAD})
    _line(console, counts_words(result.counts))
    marks = Counter(figure.mark for figure in result.figures)
    told = (f"{mark_words(mark).sign} {marks[mark]} {mark_words(mark).word}" for mark in Mark)
    _line(console, _("Figures: %(marks)s.") % {"marks": ", ".join(told)})


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)


def _summary(checked: Sequence[CheckedFile]) -> Table:
    table = Table(title=_("Summary"), title_justify="left")
    table.add_column(_("File"), overflow="fold")
    headings = (_("Errors"), _("Warnings"), _("Notes"), _("Tables"), _("Figures"), _("Checked figures"), _("Not read"))
    for heading in headings:
        table.add_column(heading, justify="right")
    for one in checked:
        if one.result is None:
            table.add_row(str(one.path), *[""] * (len(headings) - 1), _("the file"))
            continue
        found = Counter(finding.severity for finding in one.result.findings)
        counts = one.result.counts
        figures = (counts.tables, counts.figures, counts.figures_checked, len(one.result.unread))
        table.add_row(str(one.path), *(str(found[one]) for one in Severity), *map(str, figures))
    return table
