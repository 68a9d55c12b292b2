"""Writes the map of a report: a copy of the PDF with marks, or a web page."""

from pathlib import Path

from tertial.checks.checking import CheckedFile
from tertial.checks.outputs.marked_pdf import marked_pdf
from tertial.checks.outputs.page import map_page
from tertial.common.files import write_whole
from tertial.domain.message import DomainError, Message, gettext_noop

MAPS = (".pdf", ".html")


class NoMap(DomainError):
    """The map cannot be drawn."""


def write_map(checked: CheckedFile, path: Path) -> None:
    """Writes the map of a file that was read. Raises NoMap, and OSError."""
    if checked.reading is None or checked.result is None:
        raise NoMap(Message(gettext_noop("There is no map of a file that could not be read.")))
    if path.suffix.lower() == ".html":
        write_whole(path, map_page(checked.path.name, checked.reading, checked.result).encode())
        return
    if not is_pdf(checked.path):
        raise NoMap(Message(gettext_noop("Only a PDF has a map that is a PDF; end the name of the map with .html.")))
    write_whole(path, marked_pdf(checked.path, checked.result))


def is_pdf(path: Path) -> bool:
    """Whether the file is a PDF, whatever its name says."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(2048)
