"""Text with delimiters: how it is written, and its lines as cells.

The csv module divides records with quotation marks; lines without any, as nearly all of an export are, are divided by
their delimiters alone, which is several times faster.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tertial.common.tabular_files.shapes import BrokenRow, Fault, OnBroken, Row, TextTable, UnreadableFile
from tertial.domain.message import Message, gettext_noop

DELIMITERS = (";", "\t", ",", "|")
SEPARATOR = "\x1f"  # ASCII's own character between units; it stands in no export
LONGEST_LINE = 1 << 20
_TOP = 1 << 18
_BLOCK = 1 << 17  # so little that what is made of it stays in the processor's cache
_MOST_LINES_OF_A_RECORD = 200
OnRead = Callable[[int], object]
_CONTROLS = re.compile("[\x00-\x1f]+")
_ODD = re.compile(f'["\x00{SEPARATOR}\ud800-\udfff]')


def open_text(path: Path, charset: str) -> TextIO:
    """The file as text with its line ends as they are; a byte that is no character comes as one nothing else uses."""
    return path.open(encoding=charset, errors="surrogateescape", newline="")


def first_lines(path: Path, charset: str, most: int) -> list[str]:
    """The first lines of the text, without their ends."""
    with open_text(path, charset) as file:
        text = file.read(_TOP)
    return re.split("\r\n|\n|\r", text)[:most]


def guess_delimiter(lines: list[str]) -> str:
    """The character that divides most of the lines into the same number of cells, more than one; empty if none does."""
    best: tuple[float, int, str] = (0, 0, "")
    for sign in DELIMITERS:
        widths = Counter(len(cells) for cells in _divided(lines, sign))
        widths.pop(1, None)
        if widths:
            width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
            # A decimal comma also divides every line in two; many columns weigh more than a few odd lines.
            best = max(best, (round(times * min(width, 12) / len(lines), 3), width, sign))
    return best[2]


def guess_quoted(lines: list[str], delimiter: str) -> bool:
    """Whether quotation marks hold cells together; not where they are mere signs in the text that never pair up."""
    if not any('"' in line for line in lines):
        return True
    try:
        list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error:
        widths = Counter(line.count(delimiter) for line in lines if line)
        return widths.most_common(1)[0][1] < 0.9 * sum(widths.values())
    return True


@dataclass(frozen=True, slots=True)
class PlainLines:
    """Lines in which every delimiter divides: no quotation marks and nothing unreadable among them."""

    first: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class DividedLines:
    """Lines that are divided already."""

    rows: list[Row]


Block = PlainLines | DividedLines


def blocks(table: TextTable, on_broken: OnBroken, on_read: OnRead = int) -> Iterator[Block]:
    """The text below the headings, some thousand lines at a time; empty lines are left out of what is divided.

    `on_read` gets how many bytes have been read. Raises UnreadableFile for text that ends within a character.
    """
    with open_text(table.path, table.charset) as file:
        source = _LineSource(file, table, on_read)
        try:
            while source.next_block():
                yield from _divide(source, table, on_broken)
        except UnicodeDecodeError as error:
            template = gettext_noop("“%(name)s” is cut off or not %(charset)s; export it again.")
            raise UnreadableFile(Message(template, {"name": table.name, "charset": table.charset})) from error


def lines_as_cells(table: TextTable, on_broken: OnBroken) -> Iterator[Row]:
    """Each line below the headings with its number and as many cells as there are headings."""
    for block in blocks(table, on_broken):
        if isinstance(block, DividedLines):
            yield from block.rows
            continue
        for number, line in enumerate(block.lines, start=block.first):
            if not is_empty(line, table.delimiter):
                cells = fitted(line.split(table.delimiter), number, line, len(table.header), on_broken)
                if cells:
                    yield number, cells


def is_empty(line: str, delimiter: str) -> bool:
    """Whether the line holds nothing but delimiters, as a spreadsheet writes rows that once held something."""
    return not line or (line[0] in (delimiter, " ") and not line.strip(delimiter + " \t"))


def fitted(cells: list[str], number: int, line: str, width: int, on_broken: OnBroken) -> list[str] | None:
    """The cells, as many as the headings; empty cells beyond them are cut. A row that does not fit is broken."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) == width:
        return cells
    fault = Fault.TOO_FEW if len(cells) < width else Fault.TOO_MANY
    on_broken(BrokenRow(number, line, fault, len(cells)))
    return None


class _LineSource:
    """Whole lines of a text, a block at a time, and more of them for a cell that goes on over the end of a block."""

    def __init__(self, file: TextIO, table: TextTable, on_read: OnRead) -> None:
        self._file = file
        self._table = table
        self._on_read = on_read
        self._text = ""
        self.first = 1
        self.lines: list[str] = []
        self.at = 0
        self._until = 0
        self._reader = _reader(self, table)

    def next_block(self) -> bool:
        """Moves on to the next block, or to what a record that went over its end has left of it; False at the end."""
        self.first, self.lines, self.at = self.first + self.at, self.lines[self.at :], 0
        self._text = "\n".join(self.lines)
        return bool(self.lines) or self._more()

    def odd_lines(self) -> list[int]:
        """The places of lines that delimiters alone may not divide: with quotation marks, or what looks like one."""
        text = self._text
        if "\x00" in text or SEPARATOR in text or not (text.isascii() or _is_whole(text)):
            return [at for at, line in enumerate(self.lines) if _ODD.search(line)]
        if self._table.quoted and '"' in text:
            return [at for at, line in enumerate(self.lines) if '"' in line]
        return []

    def plain_until(self, end: int) -> PlainLines:
        """The lines up to a place, below the headings; the source moves on to there."""
        start = min(max(self.at, self._table.header_row - self.first + 1), end)
        self.at = end
        return PlainLines(self.first + start, self.lines[start:end])

    def __iter__(self) -> "_LineSource":
        return self

    def __next__(self) -> str:
        if self.at >= self._until or (self.at >= len(self.lines) and not self._more()):
            raise StopIteration
        line = self.lines[self.at]
        self.at += 1
        return f"{line}\n"

    def next_record(self) -> list[str]:
        """The cells of the record that begins where the source is. Raises csv.Error or StopIteration."""
        self._until = self.at + _MOST_LINES_OF_A_RECORD
        return next(self._reader)

    def begin_anew(self, at: int) -> None:
        """Moves to a line after one that spoiled its record."""
        self.at, self._reader = at, _reader(self, self._table)

    def _more(self) -> bool:
        text = self._file.read(_BLOCK)
        if not text:
            return False
        rest = self._file.readline(LONGEST_LINE)
        if len(rest) == LONGEST_LINE:
            template = gettext_noop("“%(name)s” has a line with more than a million characters; it is not a table.")
            raise UnreadableFile(Message(template, {"name": self._table.name}))
        self._text = (text + rest).replace("\r\n", "\n").replace("\r", "\n")
        lines = self._text.split("\n")
        if not lines[-1]:
            lines.pop()
        self.lines.extend(lines)
        self._on_read(self._file.buffer.tell())
        return True


def _divide(source: _LineSource, table: TextTable, on_broken: OnBroken) -> Iterator[Block]:
    """The lines and records that begin in the source's block, in their order."""
    block_ends = len(source.lines)
    rows: list[Row] = []
    for odd in source.odd_lines():
        if odd > source.at:
            yield DividedLines(rows)
            yield source.plain_until(odd)
            rows = []
        if odd == source.at:  # else it is within a record that has been read
            row = _record(source, table, on_broken)
            rows += [row] if row else []
    yield DividedLines(rows)
    if source.at < block_ends:
        yield source.plain_until(block_ends)


def _record(source: _LineSource, table: TextTable, on_broken: OnBroken) -> Row | None:
    """The record that begins at the source's line. A line that spoils it is broken, and the next begins a new one."""
    start, number = source.at, source.first + source.at
    try:
        cells = source.next_record()
    except (csv.Error, StopIteration):
        source.begin_anew(start + 1)
        if number > table.header_row:
            on_broken(BrokenRow(number, _shown(source.lines[start]), Fault.QUOTES, 0))
        return None
    if number <= table.header_row or not any(cells):
        return None
    row = _checked(cells, number, "\n".join(source.lines[start : source.at]), len(table.header), on_broken)
    return (number, row) if row else None


def _reader(source: "_LineSource", table: TextTable) -> Iterator[list[str]]:
    if table.quoted:
        return csv.reader(source, delimiter=table.delimiter, strict=True)
    return csv.reader(source, delimiter=table.delimiter, quoting=csv.QUOTE_NONE)


def _checked(cells: list[str], number: int, line: str, width: int, on_broken: OnBroken) -> list[str] | None:
    if "\x00" in line or not (line.isascii() or _is_whole(line)):
        on_broken(BrokenRow(number, _shown(line), Fault.CHARACTERS, len(cells)))
        return None
    fitting = fitted(cells, number, line, width, on_broken)
    if fitting and ("\n" in line or SEPARATOR in line):
        return [_CONTROLS.sub(" ", cell) for cell in fitting]
    return fitting


def _is_whole(text: str) -> bool:
    """Whether every character of the text is one, and none stands for a byte that could not be read."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\x00", "?")


def numbered(lines: list[str], delimiter: str, quoted: bool) -> Iterator[Row]:
    """The first lines as cells of whatever number, to look for headings in."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            cells = next(_divided([line], delimiter), []) if quoted else line.split(delimiter)
            if any(cells):
                yield number, [cell.strip() for cell in cells]


def _divided(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """The lines as cells, as well as can be: for guessing only."""
    try:
        yield from csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    except csv.Error:
        yield from (line.split(delimiter) for line in lines)
