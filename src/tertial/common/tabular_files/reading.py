"""The door of the package: a file becomes a table, a table becomes rows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tertial.common.tabular_files import charsets, delimited, workbooks
from tertial.common.tabular_files.refusals import locked, not_a_table, too_many_columns
from tertial.common.tabular_files.shapes import (
    MOST_COLUMNS,
    BrokenRow,
    FileKind,
    Fits,
    OnBroken,
    Reading,
    Row,
    TextTable,
    UnreadableFile,
)
from tertial.domain.message import Message, gettext_noop

MOST_BYTES_OF_A_WORKBOOK = 2 * 1024**3
_LINES_LOOKED_AT = 60
_BYTES_LOOKED_AT = 32 << 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHER = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK\x05\x06")
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|html|table|meta|head)", re.IGNORECASE)
_CONTROLS = dict.fromkeys(range(32), " ")
_FIGURE = re.compile(r"[-+(]?[0-9][0-9 .,:\-\u00a0\u2212)]*")


def open_table(
    path: Path,
    *,
    name: str = "",
    reading: Reading = Reading(),  # noqa: B008 - immutable
    fits: Fits | None = None,
) -> TextTable:
    """Finds out how the file is written and where its headings are; `name` is what the sender called it.

    Among lines and sheets the first whose headings `fits` says yes to is taken, and never a hidden sheet by itself.

    Raises UnreadableFile with one sentence for whatever is no table: an empty file, a PDF, a workbook with a password,
    one that unpacks to too much, a charset or sheet that is not there.
    """
    name = name or path.name
    start = _start(path, name)
    if start.startswith((_ZIP, _OLE)):
        met = _checked(path, name, start)
        table = _open_workbook(path, name, reading, fits)
        return replace(table, formulas=met.formulas, hidden_rows=met.hidden_rows)
    if start.startswith(_OTHER) or _MARKUP.match(start):
        raise not_a_table(name)
    return _open_delimited(path, name, start, reading, fits)


def open_book(path: Path, name: str = "") -> tuple[workbooks.Book, workbooks.Met]:
    """The workbook with all its sheets, and what was met in its parts. Raises UnreadableFile for what is none."""
    name = name or path.name
    start = _start(path, name)
    if not start.startswith((_ZIP, _OLE)):
        template = gettext_noop("“%(name)s” is no workbook; save it as XLSX in Excel or LibreOffice.")
        raise UnreadableFile(Message(template, {"name": name}))
    met = _checked(path, name, start)
    return workbooks.open_workbook(path, name), met


def _start(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        start = file.read(1 << 16)
    if not start.strip():
        raise UnreadableFile(Message(gettext_noop("“%(name)s” is empty; export it again."), {"name": name}))
    return start


def _checked(path: Path, name: str, start: bytes) -> workbooks.Met:
    """What was met in the parts of a workbook, once it is known to be safe to open."""
    if path.stat().st_size > MOST_BYTES_OF_A_WORKBOOK:
        template = gettext_noop("“%(name)s” is larger than 2 GB; export it as CSV, or a part at a time.")
        raise UnreadableFile(Message(template, {"name": name}))
    if start.startswith(_OLE) and workbooks.is_encrypted(path):
        raise locked(name)
    return workbooks.check_zip(path, name) if start.startswith(_ZIP) else workbooks.Met()


def rows(table: TextTable, on_broken: OnBroken) -> Iterator[Row]:
    """Each row below the headings with its number and as many cells as there are headings; empty rows are left out.

    A line that cannot be divided like that goes to `on_broken` instead: every line comes out one way or the other.
    """
    if table.kind is FileKind.DELIMITED:
        for number, cells in delimited.lines_as_cells(table, on_broken):
            yield number, [cell.strip() for cell in cells]
        return
    width = len(table.header)
    with workbooks.open_workbook(table.path, table.name) as workbook:
        for number, cells in workbook.rows(table.sheet):
            if number > table.header_row:
                padded = cells + [""] * (width - len(cells))
                fitting = delimited.fitted(padded, number, " | ".join(cells), width, on_broken)
                if fitting:
                    yield number, fitting


def first_rows(table: TextTable, most: int) -> list[Row]:
    """The first rows, to show what was read and to guess from."""
    return list(islice(rows(table, _ignore), most))


def numbered_lines(table: TextTable, on_broken: OnBroken, on_read: delimited.OnRead = int) -> Iterator[list[str]]:
    """The rows, some thousand at a time, each as a line with its number first and cells apart by U+001F.

    In that shape nothing needs quotation marks, so that a database reads it at full speed.
    """
    apart = delimited.SEPARATOR
    if table.kind is FileKind.WORKBOOK:
        clean = ((number, [cell.translate(_CONTROLS) for cell in cells]) for number, cells in rows(table, on_broken))
        while some := [f"{number}{apart}{apart.join(cells)}\n" for number, cells in islice(clean, 20_000)]:
            yield some
        return
    width, sign = len(table.header), table.delimiter
    may_be_empty = (sign, " ", "")
    for block in delimited.blocks(table, on_broken, on_read):
        if isinstance(block, delimited.DividedLines):
            yield [f"{number}{apart}{apart.join(cells)}\n" for number, cells in block.rows]
            continue
        lines = []
        for number, line in enumerate(block.lines, start=block.first):
            if line.count(sign) == width - 1 and line[:1] not in may_be_empty:
                lines.append(f"{number}{apart}{line.replace(sign, apart)}\n")
            elif delimited.is_empty(line, sign):
                continue
            elif cells := delimited.fitted(line.split(sign), number, line, width, on_broken):
                lines.append(f"{number}{apart}{apart.join(cells)}\n")
        yield lines


def _open_workbook(path: Path, name: str, reading: Reading, fits: Fits | None) -> TextTable:
    with workbooks.open_workbook(path, name) as workbook:
        sheets = tuple(sheet.name for sheet in workbook.sheets)
        hidden = tuple(sheet.name for sheet in workbook.sheets if sheet.hidden)
        if reading.sheet and reading.sheet not in sheets:
            template = gettext_noop("“%(name)s” has no sheet called “%(sheet)s”; it has %(sheets)s.")
            raise UnreadableFile(Message(template, {"name": name, "sheet": reading.sheet, "sheets": ", ".join(sheets)}))
        looked_at = [reading.sheet] if reading.sheet else [sheet for sheet in sheets if sheet not in hidden]
        found = {sheet: list(_top_of(workbook, sheet)) for sheet in looked_at}
    filled = [sheet for sheet in looked_at if found[sheet]]
    if not filled:
        raise UnreadableFile(_nothing_visible(name, hidden))
    fitting = [sheet for sheet in filled if fits and any(fits(cells) for _, cells in found[sheet])]
    sheet = (fitting or filled)[0]
    header_row, header = _headings(found[sheet], reading.header_row, name, fits)
    return TextTable(
        path,
        name,
        FileKind.WORKBOOK,
        "",
        "",
        False,
        sheet,
        sheets,
        header_row,
        header,
        hidden_sheets=hidden,
        fitting_sheets=tuple(fitting),
        above=_above(found[sheet], header_row),
        formats_known=workbook.formats_known,
    )


def _top_of(workbook: workbooks.Book, sheet: str) -> Iterator[Row]:
    return islice(workbook.rows(sheet, _BYTES_LOOKED_AT), _LINES_LOOKED_AT)


def _nothing_visible(name: str, hidden: tuple[str, ...]) -> Message:
    if hidden:
        template = gettext_noop(
            "“%(name)s” has nothing but hidden sheets (%(hidden)s); show the one to read, or choose it."
        )
        return Message(template, {"name": name, "hidden": ", ".join(hidden)})
    return Message(gettext_noop("“%(name)s” has only empty sheets."), {"name": name})


def _open_delimited(path: Path, name: str, start: bytes, reading: Reading, fits: Fits | None) -> TextTable:
    charset = _charset(path, name, reading.charset)
    if b"\x00" in start and not charset.name.startswith("utf-16"):
        raise not_a_table(name)
    lines = delimited.first_lines(path, charset.name, 500)
    filled = [line for line in lines if line.strip()]
    delimiter = reading.delimiter or delimited.guess_delimiter(filled)
    if not delimiter:
        raise not_a_table(name)
    quoted = delimited.guess_quoted(filled, delimiter) if reading.quoted is None else reading.quoted
    found = list(islice(delimited.numbered(lines, delimiter, quoted), _LINES_LOOKED_AT))
    widest = max((_filled_width(cells) for _, cells in found), default=0)
    if widest > MOST_COLUMNS:
        raise too_many_columns(name)
    header_row, header = _headings(found, reading.header_row, name, fits)
    return TextTable(
        path,
        name,
        FileKind.DELIMITED,
        charset.name,
        delimiter,
        quoted,
        "",
        (),
        header_row,
        header,
        not charset.whole,
        above=_above(found, header_row),
    )


def _filled_width(cells: list[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _above(found: list[Row], header_row: int) -> tuple[str, ...]:
    """The lines above the headings, each as one text."""
    return tuple(" ".join(cell.strip() for cell in cells if cell.strip()) for at, cells in found if at < header_row)


def _charset(path: Path, name: str, chosen: str) -> charsets.Charset:
    """The charset given, once it is known to fit, else the one found out."""
    found = charsets.detect(charsets.blocks(path))
    if found.name == "utf-16" and (fault := charsets.first_fault(path, found.name)) is not None:
        template = gettext_noop(
            "“%(name)s” is UTF-16, and line %(line)s is cut off in the middle of a character. Send or export the "
            "file again."
        )
        raise UnreadableFile(Message(template, {"name": name, "line": fault}))
    if not chosen:
        return found
    wanted = charsets.known(chosen)
    fault = None if found.name.startswith(wanted) and found.whole else charsets.first_fault(path, wanted)
    if fault is not None:
        template = gettext_noop("Line %(line)s of “%(name)s” is not %(charset)s; it looks like %(found)s. Choose that.")
        values = {"line": fault, "name": name, "charset": wanted, "found": found.name}
        raise UnreadableFile(Message(template, values))
    if found.foreign and found.name.startswith("utf-8") and not wanted.startswith("utf-8"):
        template = gettext_noop("“%(name)s” is UTF-8, not %(charset)s: its å, ä and ö would be wrong. Choose utf-8.")
        raise UnreadableFile(Message(template, {"name": name, "charset": wanted}))
    return found if found.name.startswith(wanted) else charsets.Charset(wanted, True, found.foreign)


def _headings(found: list[Row], chosen: int | None, name: str, fits: Fits | None) -> tuple[int, tuple[str, ...]]:
    """The number of the line with the headings, and the headings: each named, none named twice."""
    if not found:
        raise not_a_table(name)
    if chosen is None:
        number, cells = next(((at, cells) for at, cells in found if fits and fits(cells)), None) or _likeliest_headings(
            found
        )
    elif chosen == 0:
        widest = max((len(cells) for _, cells in found), default=0)
        number, cells = 0, [""] * widest
    else:
        number, cells = chosen, next((cells for at, cells in found if at == chosen), [])
    while cells and not cells[-1].strip() and chosen != 0:
        cells = cells[:-1]
    if not cells:
        template = gettext_noop("Row %(row)s of “%(name)s” holds no headings; choose the row that does.")
        raise UnreadableFile(Message(template, {"row": number, "name": name}))
    headings: list[str] = []
    for place, cell in enumerate(cells, start=1):
        heading = " ".join(cell.split()) or f"#{place}"
        times = headings.count(heading)
        headings.append(f"{heading} ({times + 1})" if times else heading)
    return number, tuple(headings)


def _likeliest_headings(found: list[Row]) -> Row:
    """The first line in which nearly all columns hold words; the top line where there is none."""
    widest = max(sum(1 for cell in cells if cell.strip()) for _, cells in found)
    for number, cells in found:
        words = [cell for cell in cells if cell.strip() and not _FIGURE.fullmatch(cell.strip())]
        if len(words) >= max(1, 0.6 * widest) and len(set(words)) == len(words):
            return number, cells
    return found[0]


def _ignore(broken: BrokenRow) -> None:
    """Broken lines are reported when the whole file has been read."""
