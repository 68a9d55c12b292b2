"""The way into checking that is measured: a file's bytes go in, what was read and what was found come out."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tertial.checks.files.reading import read
from tertial.domain.checks.check import check
from tertial.domain.checks.reading import Reading
from tertial.domain.checks.result import CheckResult


@dataclass(frozen=True)
class Checked:
    """What checking read in a file, and what it found."""

    reading: Reading
    result: CheckResult


def checked(content: bytes, form: str) -> Checked:
    """A file's content, checked in this process: what `tertial check` does in one of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"report.{form.partition('-')[0]}")
        path.write_bytes(content)
        reading = read(path)
    return Checked(reading, check(reading))
