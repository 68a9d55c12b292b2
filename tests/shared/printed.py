"""Reports as the command line prints them."""

import io
import re
import zipfile
from pathlib import Path

from tertial.__main__ import main


def printed(folder: Path, unit: str, period: str) -> dict[str, bytes]:
    """The report in every format, without the moment when it was written; findings are no failure."""
    assert main(["report", unit, period, "--out", str(folder)]) < 2
    found = {path.suffix: path.read_bytes() for path in sorted(folder.iterdir())}
    found[".docx"] = zipfile.ZipFile(io.BytesIO(found[".docx"])).read("word/document.xml")
    found[".json"] = re.sub(rb'"\d{4}-\d\d-\d\dT[^"]*"', b'"now"', found[".json"])
    return found
