"""A copy of a PDF in which each figure is marked, with what was computed in a note that opens.

The kind of a mark tells what its colour does: underlined is verified, underlined with a wave is rounding, framed is
contradicted, struck with dots is compared with nothing. The copy is made in a process of its own, as reading is.
"""

import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tertial.checks.apart import MOST_SECONDS
from tertial.checks.files.found import UnreadableReport
from tertial.checks.outputs.words import mark_words
from tertial.common.wording import sentence
from tertial.domain.checks import CheckResult, MarkedFigure, Place
from tertial.domain.message import Message, gettext_noop

Note = tuple[int, tuple[tuple[float, float, float, float], ...], str, str]


def marked_pdf(path: Path, result: CheckResult) -> bytes:
    """The bytes of the copy. Raises UnreadableReport where it could not be made."""
    command = [sys.executable, "-m", "tertial.checks.marking", str(path)]
    given = marshal.dumps(tuple(_notes(result)))
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=given, capture_output=True, timeout=2 * MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _not_made() from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise _not_made()
    return done.stdout


def _not_made() -> UnreadableReport:
    return UnreadableReport(
        Message(gettext_noop("The copy with marks could not be made of this PDF. Make the map as a web page: .html."))
    )


def _notes(result: CheckResult) -> Iterator[Note]:
    """Page, boxes, mark and words of each figure; what a finding says stands with its first suspect."""
    said = {_key(finding.place): sentence(finding.message) for finding in reversed(result.findings)}
    for figure in result.figures:
        if figure.place.page and figure.place.boxes:
            boxes = tuple((box.left, box.top, box.right, box.bottom) for box in figure.place.boxes)
            yield figure.place.page, boxes, figure.mark.value, _words(figure, said.get(_key(figure.place), ""))


def _key(place: Place) -> tuple[object, ...]:
    return place.part, place.table, place.row, place.column, place.start


def _words(figure: MarkedFigure, finding: str) -> str:
    words = mark_words(figure.mark)
    told = [f"{words.sign} {figure.text}: {words.word}", finding, *figure.calculations[:4]]
    return "\n".join(one for one in told if one)
