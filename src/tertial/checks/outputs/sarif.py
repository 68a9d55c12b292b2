"""A check as SARIF 2.1.0, the form in which tools that check things hand over what they found.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tertial.checks.checking import CheckedFile
from tertial.checks.outputs.words import place_words
from tertial.common.wording import sentence
from tertial.domain.checks import CheckFinding, Place, Reading
from tertial.domain.finding import Severity

Json = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def checks_sarif(checked: Iterable[CheckedFile]) -> Json:
    """One run with every finding of every file; files that could not be read are told by the tool itself."""
    files = list(checked)
    results = [
        _result(finding, one.path, one.reading)
        for one in files
        if one.reading and one.result
        for finding in one.result.findings
    ]
    codes = sorted({result["ruleId"] for result in results})
    refused = [one for one in files if one.refusal]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Tertial", "rules": [{"id": code} for code in codes]}},
                "artifacts": [{"location": {"uri": _uri(one.path)}} for one in files],
                "invocations": [
                    {
                        "executionSuccessful": not refused,
                        "toolExecutionNotifications": [_refused(one) for one in refused],
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(finding: CheckFinding, path: Path, reading: Reading) -> Json:
    computed = f" ({finding.computed})" if finding.computed else ""
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{sentence(finding.message)}{computed}"},
        "locations": [_location(finding.place, path, reading)],
        "relatedLocations": [_location(place, path, reading) for place in finding.suspects[1:]],
        "partialFingerprints": {"tertial/v1": finding.key},
    }


def _location(place: Place, path: Path, reading: Reading) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(path)}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    told: Json = {"physicalLocation": physical}
    if words := place_words(place, reading):
        told["message"] = {"text": words}
        told["logicalLocations"] = [{"fullyQualifiedName": words}]
    known = {"page": place.page, "table": place.table, "row": place.row, "column": place.column}
    boxes = [[box.left, box.top, box.right, box.bottom] for box in place.boxes]
    properties = {name: value for name, value in known.items() if value is not None}
    if properties or boxes:
        told["properties"] = properties | ({"boxes": boxes} if boxes else {})
    return told


def _refused(checked: CheckedFile) -> Json:
    return {
        "level": "error",
        "message": {"text": sentence(checked.refusal) if checked.refusal else ""},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(checked.path)}}}],
    }


def _uri(path: Path) -> str:
    """The path as SARIF writes it: from where the command runs, or the whole of it."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
