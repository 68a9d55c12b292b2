"""OpenDocument workbooks (ODS) as rows of text, read from their XML a block at a time.

Memory follows the filled cells, and each cell comes as it is shown: a code shown as 0351 is not read as 351. The parts
are those of OpenDocument 1.3.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tertial.common.tabular_files.number_formats import FigureText, as_number
from tertial.common.tabular_files.refusals import too_wide
from tertial.common.tabular_files.shapes import MOST_COLUMNS, Row, Sheet
from tertial.common.tabular_files.xml_parts import Attributes, Broken, TooLarge, as_unreadable, fed, parser

MOST_ROWS = 1_048_576
MOST_LETTERS_OF_A_CELL = 1_000_000
_CONTENT = "content.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ZEROS = re.compile("-?0[0-9]+")
_TIME = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S")


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Whether the archive holds a spreadsheet in OpenDocument."""
    names = set(archive.namelist())
    return {"mimetype", _CONTENT} <= names and archive.read("mimetype")[:100].startswith(_KIND)


class OdsBook:
    """An open workbook. Raises UnreadableFile for one that is damaged or holds more than a table does."""

    formats_known = True

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        self._archive = zipfile.ZipFile(path)
        found = _Sheets()
        with as_unreadable(name), self._archive.open(_CONTENT) as file:
            for _ in fed(parser(found.start, found.end), file):
                pass
            if not found.sheets:
                raise Broken
        self.sheets = tuple(Sheet(sheet, style in found.hidden_styles) for sheet, style in found.sheets)

    def __enter__(self) -> "OdsBook":
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    def rows(self, sheet: str, most_bytes: int = 0, *, tell_figures: bool = False) -> Iterator[Row]:
        """Each row of a sheet that holds something, with its number; `most_bytes` ends the looking early."""
        with as_unreadable(self._name), self._archive.open(_CONTENT) as file:
            cells = _Cells(self._name, sheet, tell_figures=tell_figures)
            for _ in fed(parser(cells.start, cells.end, cells.add), file, most_bytes):
                yield from cells.taken()
                if cells.done:
                    return

    def merged(self, sheet: str) -> str:
        """The number of the first row of a sheet that has merged cells."""
        found, within, row = list[str](), False, 0

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal within, row
            if tag == "table":
                within, row = attributes.get("table:name", "") == sheet, 0
            elif within and tag == "table-row":
                row += _repeated(attributes, "table:number-rows-repeated")
            elif within and tag == "table-cell":
                spans = [attributes.get(f"table:number-{way}-spanned", "1") for way in ("columns", "rows")]
                if spans != ["1", "1"]:
                    found.append(f"{row}:{row}")

        with as_unreadable(self._name), self._archive.open(_CONTENT) as file:
            for _ in fed(parser(start), file):
                pass
        return next(iter(found), "")


class _Sheets:
    """The sheets of a workbook with their styles, and the styles that hide a sheet."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.hidden_styles: set[str] = set()
        self._style = ""
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self._style)
        elif tag == "table":
            if not self._depth:
                self.sheets.append((attributes.get("table:name", ""), attributes.get("table:style-name", "")))
            self._depth += 1

    def end(self, tag: str) -> None:
        self._depth -= tag == "table"


class _Cells:
    """Takes what the parser meets in one sheet and makes rows of it."""

    def __init__(self, name: str, sheet: str, *, tell_figures: bool) -> None:
        self._tell_figures = tell_figures
        self._name, self._sheet = name, sheet
        self._within = self._depth = 0
        self.done = False
        self._rows: list[Row] = []
        self._number, self._times, self._cells = 0, 1, list[str]()
        self._attributes: Attributes | None = None
        self._place, self._parts, self._letters = 0, list[str](), 0
        self._in_text = self._in_note = 0

    def taken(self) -> list[Row]:
        """The rows that are whole since this was asked last."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1 and attributes.get("table:name", "") == self._sheet:
                self._within = 1
        elif not self._within or self._depth != 1:
            return
        elif tag == "table-row":
            self._times, self._cells, self._place = _repeated(attributes, "table:number-rows-repeated"), [], 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._attributes, self._parts, self._letters = attributes, [], 0
        else:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag in ("annotation", "shape", "frame"):
            self._in_note += 1
        elif tag == "p" and not self._in_note:
            if self._parts:
                self._parts.append(" ")
            self._in_text += 1
        elif tag in ("s", "tab", "line-break") and not self._in_note:
            self._parts.append(" " * min(int(attributes.get("text:c", "1")), 1000))

    def end(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
            self.done = self.done or bool(self._within and not self._depth)
            self._within = self._within if self._depth else 0
        elif not self._within or self._depth != 1:
            return
        elif tag in ("annotation", "shape", "frame"):
            self._in_note -= 1
        elif tag == "p" and not self._in_note:
            self._in_text -= 1
        elif tag in ("table-cell", "covered-table-cell") and self._attributes is not None:
            covered = tag == "covered-table-cell"
            shown = "" if covered else _as_shown("".join(self._parts).strip(), self._attributes)
            is_figure = self._tell_figures and self._attributes.get("office:value-type") == "float"
            self._put(FigureText(shown) if is_figure else shown, self._attributes)
            self._attributes = None
        elif tag == "table-row":
            self._end_row()

    def add(self, text: str) -> None:
        if self._in_text and self._attributes is not None and not self._in_note:
            self._letters += len(text)
            if self._letters > MOST_LETTERS_OF_A_CELL:
                raise TooLarge
            self._parts.append(text)

    def _put(self, text: str, attributes: Attributes) -> None:
        times = _repeated(attributes, "table:number-columns-repeated")
        if text:
            if self._place + times > MOST_COLUMNS:
                raise too_wide(self._name, self._sheet, self._number + 1, self._place + times)
            self._cells += [""] * (self._place - len(self._cells)) + [text] * times
        self._place += times

    def _end_row(self) -> None:
        if self._cells:
            if self._number + self._times > MOST_ROWS:
                raise TooLarge
            self._rows += [(self._number + step, self._cells) for step in range(1, self._times + 1)]
        self._number += self._times


def _repeated(attributes: Attributes, name: str) -> int:
    times = int(attributes.get(name, "1"))
    if times < 1:
        raise Broken
    return times


def _as_shown(text: str, attributes: Attributes) -> str:
    """The cell as a text file would hold it: a figure by its value, unless it is shown with zeros in front."""
    value = attributes.get("office:value", "")
    kind = attributes.get("office:value-type", "")
    if kind in ("float", "currency") and value:
        written = as_number(float(value))
        return text if _ZEROS.fullmatch(text) and written.isascii() and _same(text, written) else written
    if kind == "percentage" and value:
        return f"{as_number(round(float(value) * 100, 10))} %"
    if kind == "boolean":
        return "TRUE" if attributes.get("office:boolean-value") == "true" else "FALSE"
    if kind == "date":
        return attributes.get("office:date-value", text).removesuffix("T00:00:00").replace("T", " ")
    if kind == "time" and (found := _TIME.fullmatch(attributes.get("office:time-value", ""))):
        return ":".join(part.zfill(2) for part in found.groups())
    return text or attributes.get("office:string-value", "").strip()


def _same(shown: str, written: str) -> bool:
    return written.lstrip("-").isdecimal() and int(shown) == int(written)
