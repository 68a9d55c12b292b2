"""The way into checking that is measured: a file's bytes go in, what was read and what was found come out."""

import json
from dataclasses import dataclass

from tertial.domain.checks.check import check
from tertial.domain.checks.read_report import read_report
from tertial.domain.checks.reading import Reading
from tertial.domain.checks.result import CheckResult
from tertial.domain.document import from_json


@dataclass(frozen=True)
class Checked:
    """What checking read in a file, and what it found."""

    reading: Reading
    result: CheckResult


def checked(content: bytes, form: str) -> Checked:
    """A file's content, checked."""
    if form != "json":
        raise NotImplementedError(form)
    reading = read_report(from_json(json.loads(content)))
    return Checked(reading, check(reading))
