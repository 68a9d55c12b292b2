"""Opens a Word file in LibreOffice, as someone who does not have Word does."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

OFFICE = shutil.which("soffice")
ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}

needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice (soffice) is not installed; the Word file was not opened"
)


def opened_in_office(word: Path, folder: Path) -> etree._Element:
    """The content of the file as LibreOffice has understood it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "odt", "--outdir", folder, word],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return etree.fromstring(zipfile.ZipFile(folder / f"{word.stem}.odt").read("content.xml"))
