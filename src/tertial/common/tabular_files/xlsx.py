"""Excel workbooks (XLSX, XLSM) as rows of text, read from their XML a block at a time.

Memory follows the filled cells, never what a sheet claims to span, and each cell comes with its number format, so that
a code shown as 0351 is not read as 351. The parts are those of ECMA-376 part 1.
"""

import posixpath
import re
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path

from tertial.common.tabular_files.number_formats import PLAIN, FigureText, NumberFormat, Shown, as_shown, number_format
from tertial.common.tabular_files.refusals import too_wide
from tertial.common.tabular_files.shapes import MOST_COLUMNS, Row, Sheet
from tertial.common.tabular_files.xml_parts import Attributes, Broken, TooLarge, as_unreadable, fed, parser, read_small

MOST_ROWS = 1_048_576
MOST_SHARED_TEXTS = 4_000_000
MOST_SHARED_LETTERS = 200_000_000
MOST_LETTERS_OF_A_CELL = 1_000_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "relationships/"


class XlsxBook:
    """An open workbook. Raises UnreadableFile for one that is damaged or holds more than a table does."""

    formats_known = True

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        self._archive = zipfile.ZipFile(path)
        with as_unreadable(name):
            self._parts = _workbook_parts(self._archive)
            self._sheets, self._from_1904 = _sheets(self._archive, self._parts)
            self._formats = _formats(self._archive, self._parts.one("styles"))
            self._texts = _SharedTexts(self._archive, self._parts.one("sharedStrings"))
        self.sheets = tuple(sheet for sheet, _part in self._sheets)

    def __enter__(self) -> "XlsxBook":
        return self

    def __exit__(self, *_error: object) -> None:
        self._texts.close()
        self._archive.close()

    def rows(self, sheet: str, most_bytes: int = 0, *, tell_figures: bool = False) -> Iterator[Row]:
        """Each row of a sheet that holds something, with its number; `most_bytes` ends the looking early."""
        part = next(part for one, part in self._sheets if one.name == sheet)
        with as_unreadable(self._name), self._archive.open(part) as file:
            cells = _Cells(self._name, sheet, self._texts, self._formats, self._from_1904, tell_figures=tell_figures)
            reading = parser(cells.start, cells.end, cells.add)
            for _ in fed(reading, file, most_bytes):
                yield from cells.taken()

    def merged(self, sheet: str) -> str:
        """The first cells of a sheet that are merged, as B3:C4."""
        part = next(part for one, part in self._sheets if one.name == sheet)
        found: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "mergeCell":
                found.append(attributes.get("ref", ""))

        with as_unreadable(self._name), self._archive.open(part) as file:
            for _ in fed(parser(start), file):
                pass
        return next(iter(found), "")


class _Parts:
    """What a part of the archive points at, by the last word of the kind of pointing and by its mark."""

    def __init__(self, home: str, found: list[tuple[str, str, str]]) -> None:
        self.home = home
        self.by_mark = {mark: self._place(target) for mark, _kind, target in found}
        self._by_kind = {kind: self._place(target) for _mark, kind, target in found}

    def one(self, kind: str) -> str:
        return self._by_kind.get(kind, "")

    def _place(self, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.home), target))


def is_xlsx(archive: zipfile.ZipFile) -> bool:
    """Whether the archive holds a workbook in XML, and not one in binary parts or of another kind."""
    names = set(archive.namelist())
    return "[Content_Types].xml" in names and "xl/workbook.bin" not in names and "mimetype" not in names


def _workbook_parts(archive: zipfile.ZipFile) -> _Parts:
    top = _Parts("", _relations(archive, "_rels/.rels"))
    home = top.one("officeDocument")
    if not home or home not in archive.namelist():
        raise Broken
    folder, file = posixpath.split(home)
    return _Parts(home, _relations(archive, f"{folder}/_rels/{file}.rels"))


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            found.append((attributes["Id"], attributes["Type"].rpartition(_RELATION)[2], attributes["Target"]))

    read_small(archive, part, start)
    return found


def _sheets(archive: zipfile.ZipFile, parts: _Parts) -> tuple[list[tuple[Sheet, str]], bool]:
    found: list[tuple[Sheet, str]] = []
    from_1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            mark = next(value for name, value in attributes.items() if name.rpartition(":")[2] == "id")
            part = parts.by_mark.get(mark, "")
            if "/chartsheets/" not in part and "/dialogsheets/" not in part:
                found.append((Sheet(attributes["name"], attributes.get("state", "visible") != "visible"), part))

    read_small(archive, parts.home, start)
    if not found:
        raise Broken
    return found, from_1904


def _formats(archive: zipfile.ZipFile, part: str) -> list[NumberFormat]:
    """The number format of each style that a cell may have."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    within: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        within.append(tag)
        if tag == "numFmt" and "numFmts" in within:
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in within:
            numbers.append(int(attributes.get("numFmtId", "0")))

    if part and part in archive.namelist():
        read_small(archive, part, start, lambda _tag: within.pop())
    known: dict[int, NumberFormat] = {}
    return [known.setdefault(number, number_format(number, codes.get(number, ""))) for number in numbers]


class _SharedTexts:
    """The texts that cells share, read as far as they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        self._texts: list[str] = []
        self._letters = 0
        self._parts: list[str] | None = None
        self._spoken = 0
        self._more = self._reading(archive, part)

    def __getitem__(self, index: int) -> str:
        while index >= len(self._texts):
            if next(self._more, None) is None:
                raise Broken
        return self._texts[index]

    def close(self) -> None:
        """Lets go of the part, which keeps the file open while texts of it are left unread."""
        self._more.close()

    def _reading(self, archive: zipfile.ZipFile, part: str) -> Generator[int, None, None]:
        if part not in archive.namelist():
            return
        reading = parser(self._start, self._end, self._add)
        with archive.open(part) as file:
            yield from fed(reading, file)

    def _start(self, tag: str, _attributes: Attributes) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":  # how the text is spoken, in Japanese
            self._spoken += 1

    def _end(self, tag: str) -> None:
        if tag == "rPh":
            self._spoken -= 1
        elif tag == "si" and self._parts is not None:
            text = _plain("".join(self._parts))
            self._letters += len(text)
            self._texts.append(text)
            self._parts = None
            if len(self._texts) > MOST_SHARED_TEXTS or self._letters > MOST_SHARED_LETTERS:
                raise TooLarge

    def _add(self, text: str) -> None:
        if self._parts is not None and not self._spoken:
            self._parts.append(text)


class _Cells:
    """Takes what the parser meets in a sheet and makes rows of it."""

    def __init__(
        self,
        name: str,
        sheet: str,
        texts: _SharedTexts,
        formats: list[NumberFormat],
        from_1904: bool,
        *,
        tell_figures: bool,
    ) -> None:
        self._tell_figures = tell_figures
        self._name, self._sheet = name, sheet
        self._texts, self._formats, self._from_1904 = texts, formats, from_1904
        self._columns: dict[str, int] = {}
        self._rows: list[Row] = []
        self._number, self._cells = 0, list[str]()
        self._filled = self._taking = False
        self._column = -1
        self._type, self._format = "n", PLAIN
        self._parts, self._letters = list[str](), 0

    def taken(self) -> list[Row]:
        """The rows that are whole since this was asked last."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            reference = attributes.get("r", "")
            self._column = self._column_of(reference) if reference else self._column + 1
            self._type = attributes.get("t", "n")
            style = attributes.get("s")
            self._format = self._formats[int(style)] if style and int(style) < len(self._formats) else PLAIN
            self._parts, self._letters = [], 0
        elif tag in ("v", "t"):
            self._taking = True
        elif tag == "rPh":
            self._taking = False
        elif tag == "row":
            number = int(attributes.get("r", self._number + 1))
            if not self._number < number <= MOST_ROWS:
                raise Broken
            self._number, self._cells, self._filled, self._column = number, [], False, -1

    def end(self, tag: str) -> None:
        if tag == "c" and self._parts:
            self._put(self._value("".join(self._parts)))
            self._parts = []
        elif tag in ("v", "t"):
            self._taking = False
        elif tag == "row" and self._filled:
            self._rows.append((self._number, self._cells))

    def add(self, text: str) -> None:
        if self._taking:
            self._letters += len(text)
            if self._letters > MOST_LETTERS_OF_A_CELL:
                raise TooLarge
            self._parts.append(text)

    def _put(self, text: str) -> None:
        if not text:
            return
        missing = self._column - len(self._cells)
        if missing >= 0:
            if self._column >= MOST_COLUMNS:
                raise too_wide(self._name, self._sheet, self._number, self._column + 1)
            if missing:
                self._cells += [""] * missing
            self._cells.append(text)
        else:
            self._cells[self._column] = text
        self._filled = True

    def _value(self, text: str) -> str:
        kind = self._type
        if kind == "n":
            shown = as_shown(text.strip(), self._format, from_1904=self._from_1904) if text.strip() else ""
            return FigureText(shown) if self._tell_figures and self._format.shown is Shown.PLAIN else shown
        if kind == "s":
            return self._texts[int(text)]
        if kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return text.strip().removesuffix("T00:00:00").replace("T", " ")
        return _plain(text)

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            found = 0
            for letter in letters.upper()[:4]:
                if not "A" <= letter <= "Z":
                    raise Broken
                found = found * 26 + ord(letter) - 64
            self._columns[letters] = found = found - 1
        return found


def _plain(text: str) -> str:
    """The text without its escapes and the spaces around it."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.strip()
