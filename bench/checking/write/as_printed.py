"""A report's web page or Word file, printed to PDF by a browser or an office suite, as most reports are."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.checking.report import Report
from bench.checking.write import as_docx, as_html

LINES = (
    "td, th { border-bottom: 1px solid #999 }",
    "td, th { border: 1px solid #333 }",
    "tr:nth-child(even) { background: #eee }",
)


def from_browser(report: Report) -> bytes:
    """The web page, printed by Chromium."""
    chance = Random(report.seed)
    style = (
        f"<style>body {{ font: {chance.choice([10, 11, 12])}pt {chance.choice(['serif', 'sans-serif'])} }} "
        "table { border-collapse: collapse; width: 100% } td, th { padding: 3px 5px; text-align: right } "
        f"td:first-child, th:first-child, th[scope=row] {{ text-align: left }} {chance.choice(LINES)}</style></head>"
    )
    page = as_html.write(report).replace(b"</head>", style.encode())
    browser = shutil.which("chromium") or "chromium"
    return _made("page.html", page, lambda folder: [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={folder}/user",
        f"--print-to-pdf={folder}/page.pdf", f"{folder}/page.html"])  # fmt: skip


def from_office(report: Report) -> bytes:
    """The Word file, printed by LibreOffice."""
    return _made("page.docx", as_docx.write(report), lambda folder: [
        shutil.which("soffice") or "soffice", f"-env:UserInstallation=file://{folder}/user", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), f"{folder}/page.docx"])  # fmt: skip


def _made(name: str, content: bytes, command: Callable[[Path], list[str]]) -> bytes:
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / name).write_bytes(content)
        subprocess.run(command(folder), check=True, capture_output=True, timeout=120)
        return (folder / "page.pdf").read_bytes()
