"""The words of a check: marks, severities, places and counts, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.checks import CheckFinding, Counts, Mark, Place, Reading
from tertial.domain.finding import Severity
from tertial.domain.message import excerpt, gettext_noop

_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class MarkWords:
    """A mark as a word and a sign, so that colour never stands alone."""

    word: str
    sign: str


_MARKS = {
    Mark.VERIFIED: (gettext_noop("verified"), "✓"),
    Mark.ROUNDING: (gettext_noop("rounding"), "≈"),
    Mark.CONTRADICTED: (gettext_noop("contradicted"), "✕"),
    Mark.UNCOMPARED: (gettext_noop("nothing to compare with"), "○"),
}
_SEVERITIES = {
    Severity.ERROR: gettext_noop("Error"),
    Severity.WARNING: gettext_noop("Warning"),
    Severity.NOTE: gettext_noop("Note"),
}


def mark_words(mark: Mark) -> MarkWords:
    """The word and the sign of a mark."""
    word, sign = _MARKS[mark]
    return MarkWords(_(word), sign)


def severity_word(severity: Severity) -> str:
    """The word of a severity."""
    return _(_SEVERITIES[severity])


def weightiest_first(findings: Iterable[CheckFinding]) -> list[CheckFinding]:
    """Errors, then warnings, then notes, each in the order of the document."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def place_words(place: Place, reading: Reading) -> str:
    """Where something stands, from the page inwards: page 27, table, row, column; or line and heading."""
    said = []
    if place.page:
        said.append(_("page %(number)s") % {"number": place.page})
    elif place.line:
        said.append(_("line %(number)s") % {"number": place.line})
    if place.table is not None and place.table < len(reading.tables):
        said += _in_table(place, reading)
    elif place.part is not None and (heading := _heading_above(place.part, reading)):
        said.append(_("under “%(heading)s”") % {"heading": excerpt(heading, _LONGEST_NAME)})
    return ", ".join(said)


def _in_table(place: Place, reading: Reading) -> list[str]:
    table = reading.tables[place.table or 0]
    name = table.caption or _heading_above(place.part or 0, reading)
    said = [_("table “%(name)s”") % {"name": excerpt(name, _LONGEST_NAME)}] if name else []
    if place.row is not None and place.row < len(table.rows):
        label = table.rows[place.row].label
        said += [_("row “%(name)s”") % {"name": excerpt(label.replace("\n", " "), _LONGEST_NAME)}] if label else []
    if place.column is not None and place.column < len(table.columns):
        label = table.columns[place.column].label
        said += [_("column “%(name)s”") % {"name": excerpt(label, _LONGEST_NAME)}] if label.strip() else []
    return said


def _heading_above(part: int, reading: Reading) -> str:
    above = [heading for heading in reading.headings if (heading.place.part or 0) <= part]
    return above[-1].text if above else ""


def counts_words(counts: Counts) -> str:
    """How much was read, and of how much of it something was checked."""
    told = {
        "tables": counts.tables,
        "figures": counts.figures,
        "sentences": counts.sentences,
        "tables_checked": counts.tables_checked,
        "figures_checked": counts.figures_checked,
        "sentences_checked": counts.sentences_checked,
    }
    return (
        _(
            "Read: %(tables)s tables, %(figures)s figures and %(sentences)s sentences. Checked: figures in "
            "%(tables_checked)s tables, %(figures_checked)s figures and %(sentences_checked)s sentences."
        )
        % told
    )
