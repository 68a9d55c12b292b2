"""What people have answered to a finding, and how long it holds (docs/rules/checks/answers.md)."""

import re
from hashlib import sha256

from tertial.domain.checks.reading import Paragraph, Reading
from tertial.domain.checks.result import CheckFinding
from tertial.domain.checks.words import label_key

_DIGITS = re.compile(r"[0-9][0-9 \u00a0.,]*")


def place_key(finding: CheckFinding, reading: Reading) -> str:
    """Tells the place of a finding by its rule and by words, so that figures can change there and rows come and go.

    In a table it is the caption, the row and the column; in text the sentence without its figures.
    """
    return sha256("\x1f".join((finding.code, *_words(finding, reading))).encode()).hexdigest()[:32]


def _words(finding: CheckFinding, reading: Reading) -> tuple[str, ...]:
    place = finding.place
    if place.table is not None and place.table < len(reading.tables):
        table = reading.tables[place.table]
        row = table.rows[place.row].label if place.row is not None and place.row < len(table.rows) else ""
        column = table.columns[place.column].label if place.column is not None else ""
        return (label_key(table.caption), label_key(row), label_key(column), place.anchor)
    part = reading.parts[place.part] if place.part is not None and place.part < len(reading.parts) else None
    text = part.text if isinstance(part, Paragraph) else ""
    before = max(0, text.rfind(". ", 0, place.start or 0))
    after = text.find(". ", place.end or 0)
    return (place.anchor, label_key(_DIGITS.sub(" ", text[before : after if after >= 0 else len(text)])))
