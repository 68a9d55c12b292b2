"""Files of reports that take long to make: made by the worker, and kept for a while under TERTIAL_HOME/reports."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.utils import translation

from tertial.accounts.models import Person
from tertial.common.period_words import period_name
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.reports.compose import compose
from tertial.reports.composed import stamp_of
from tertial.reports.render.files import render_document
from tertial.reports.text_slots import subject_of
from tertial.reports.writing import write_reports
from tertial.things import work
from tertial.things.models import Work

NAME = "report.file"
MADE_LATER = ("pdf", "docx")
"""Formats that take longer than a second; the others are written while someone waits."""

_DAYS_KEPT, _MOST_BYTES = 7, 500 * 1024**2
_COMPOSING = gettext_noop("The report is put together.")
_SETTING = gettext_noop("The file is being made.")


def ask(by: Person, unit: Unit, period: Period, file_type: str) -> Work:
    """Asks for a file; gives the work that made it where nothing has been written since, or that is under way."""
    ref, variant = subject_of(unit), f"{period.key}:{file_type}"
    before, seen = work.newest(NAME, ref, variant), _fingerprint(unit)
    if before is not None and before.result.get("stamp") == seen and path_of(before) is not None:
        return before
    asked = work.ask(by=by, name=NAME, ref=ref, variant=variant, period=period.key, file_type=file_type)
    work.work_waits()
    return asked


def path_of(row: Work) -> Path | None:
    """Where the file lies that came of the work; None where there is none, or no more."""
    name = row.result.get("file", "")
    path = folder() / Path(name).name
    return path if name and path.is_file() else None


def folder() -> Path:
    """Where files are kept until they are a week old, or take too much room."""
    return Path(settings.TERTIAL_HOME) / "reports"


def _make(hold: work.Hold) -> None:
    row = hold.work
    unit, period = Unit.objects.get(ref=Ref("unit", row.ref.key)), Period.parse(row.options["period"])
    seen = _fingerprint(unit)
    hold.tell(phase=Message(_COMPOSING))
    document = compose(unit, period).document
    hold.tell(phase=Message(_SETTING))
    with translation.override(document.language):
        content = render_document(document, row.options["file_type"])
    work.check_not_stopped()
    name = f"{hashlib.sha256(content).hexdigest()}.{row.options['file_type']}"
    folder().mkdir(mode=0o700, exist_ok=True)
    write_reports({folder() / name: content})
    _sweep(keep=name)
    hold.finish(file=name, stamp=seen)


def _detail(row: Work) -> str:
    """Which of the unit's reports, and as what."""
    return f"{period_name(Period.parse(row.options['period']))}, {row.options['file_type'].upper()}"


def _again(by: Person, row: Work) -> None:
    ask(
        by,
        Unit.objects.get(ref=Ref("unit", row.ref.key)),
        Period.parse(row.options["period"]),
        row.options["file_type"],
    )


def _fingerprint(unit: Unit) -> str:
    """What a file rests on: all that is written, the day, and the municipality's Word template."""
    own = Path(settings.TERTIAL_HOME) / "word" / "report.docx"
    template = own.stat().st_mtime_ns if own.exists() else 0
    return hashlib.sha256(repr((stamp_of(unit), template)).encode()).hexdigest()


def _sweep(keep: str) -> None:
    """Throws away what is a week old and, the oldest first, what takes too much room."""
    found = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in folder().iterdir() if path.is_file())
    room, limit = sum(size for _at, size, _path in found), time.time() - _DAYS_KEPT * 24 * 3600
    for at, size, path in found:
        if path.name != keep and (at < limit or room > _MOST_BYTES):
            path.unlink(missing_ok=True)
            room -= size


MAKING = work.LongWork(
    name=NAME,
    told=gettext_noop("Making the file of a report"),
    do=_make,
    again=_again,
    detail=_detail,
    stop=lambda _by, row: work.withdraw(row),
)
