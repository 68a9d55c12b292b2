"""A check as JSON (docs/rules/checks/reading.md)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext

from tertial.checks.checking import CheckedFile
from tertial.checks.outputs.words import place_words
from tertial.common.wording import sentence
from tertial.domain.checks import CheckFinding, CheckResult, MarkedFigure, Place, Reading, Unread
from tertial.domain.document.as_json import exact_number

Json = dict[str, Any]
VERSION = 1


def checks_json(checked: Sequence[CheckedFile], names: Sequence[str] = ()) -> Json:
    """Every file with its findings, the map of its figures, what was not read, and how much was.

    `names` are what the files are called, where that is not their path.
    """
    named = names or [str(one.path) for one in checked]
    files = [_file(one, name) for one, name in zip(checked, named, strict=True)]
    return {"type": "check", "version": VERSION, "files": files}


def _file(checked: CheckedFile, name: str) -> Json:
    told: Json = {"file": name, "clean": checked.is_clean}
    if checked.reading is None or checked.result is None:
        return told | {"refused": sentence(checked.refusal) if checked.refusal else ""}
    return told | _result(checked.reading, checked.result)


def _result(reading: Reading, result: CheckResult) -> Json:
    return {
        "title": reading.title,
        "period": reading.period,
        "language": reading.language,
        "pages": reading.pages,
        "counts": asdict(result.counts),
        "findings": [_finding(finding, reading) for finding in result.findings],
        "figures": [_figure(figure) for figure in result.figures],
        "unread": [_unread(unread, reading) for unread in result.unread],
    }


def _finding(finding: CheckFinding, reading: Reading) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sentence": sentence(finding.message),
        "computed": finding.computed,
        "where": place_words(finding.place, reading),
        "place": _place(finding.place),
        "suspects": [_place(place) for place in finding.suspects],
        "figures": [{"text": seen.text, "place": _place(seen.place)} for seen in finding.figures],
        "key": finding.key,
    }


def _figure(figure: MarkedFigure) -> Json:
    return {
        "text": figure.text,
        "value": exact_number(figure.value),
        "unit": figure.unit.value if figure.unit else None,
        "mark": figure.mark.value,
        "by": list(figure.by),
        "calculations": list(figure.calculations),
        "place": _place(figure.place),
    }


def _unread(unread: Unread, reading: Reading) -> Json:
    return {
        "text": unread.text,
        "reason": reason_of(unread),
        "where": place_words(unread.place, reading),
        "place": _place(unread.place),
    }


def reason_of(unread: Unread) -> str:
    """Why something was not read, in the reader's language."""

    return gettext(unread.reason) if unread.reason else ""


def _place(place: Place) -> Json:
    """What is known of a place; boxes are left, top, right and bottom in points from the upper left corner."""
    told = {name: value for name, value in asdict(place).items() if value not in (None, "", ()) and name != "boxes"}
    boxes = [[box.left, box.top, box.right, box.bottom] for box in place.boxes]
    return told | ({"boxes": boxes} if boxes else {})
