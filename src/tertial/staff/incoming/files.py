"""Files from disk as rows of text: CSV, Excel and OpenDocument, and the lines that could not be divided into cells."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.utils import timezone

from tertial.common.tabular_files import Refusal, as_heading, open_table
from tertial.common.tabular_files import rows as table_rows
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.staff.errors import UnusableFile
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.incoming.reading import StaffFiles, TextFile, read
from tertial.staff.models import StaffData


def read_files(kind: StaffData | None, paths: Sequence[tuple[Path, str]], units: Mapping[str, Unit]) -> StaffFiles:
    """Reads the files, with the names their sender gave them; without a kind the headings decide it.

    Raises UnreadableFile for what is no table and UnusableFile for one with other columns.
    """
    broken: list[Refusal] = []
    files = [_text_file(name, path, broken) for path, name in paths]
    sent = read(kind or kind_of(files[0]), files, units, today=timezone.localdate())
    return replace(sent, refused=[*broken, *sent.refused])


def kind_of(file: TextFile) -> StaffData:
    """What a file holds, from its headings; raises UnusableFile where no kind has all its columns there."""
    headings = {as_heading(text) for text in file.rows[0][1]} if file.rows else set()
    for kind, columns in COLUMNS.items():
        if all(headings & {as_heading(heading) for heading in column.headings} for column in columns):
            return kind
    template = gettext_noop(
        "%(file)s does not have the columns of any of the four kinds of file; choose what it holds to see which "
        "are missing."
    )
    raise UnusableFile(Message(template, {"file": file.name}))


def _could_be_headings(cells: Sequence[str]) -> bool:
    """Whether a row has most of the columns of some kind: below a title or a note, or on a sheet after it."""
    headings = {as_heading(text) for text in cells if text.strip()}
    found = [
        [bool(headings & {as_heading(heading) for heading in column.headings}) for column in columns]
        for columns in COLUMNS.values()
    ]
    return any(sum(one) >= 2 and sum(one) * 2 >= len(one) for one in found)


def _text_file(name: str, path: Path, broken: list[Refusal]) -> TextFile:
    table = open_table(path, name=name, fits=_could_be_headings)

    rows = [(table.header_row, list(table.header)), *table_rows(table, lambda row: broken.append(table.refusal(row)))]
    return TextFile(name, rows, hashlib.sha256(path.read_bytes()).hexdigest())
