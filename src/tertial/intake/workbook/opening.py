"""Opens a workbook and reads its sheets, each recognised by its name and its headings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tertial.common.tabular_files import FigureText, UnreadableFile, open_book
from tertial.common.tabular_files.shapes import Row as FileRow
from tertial.common.tabular_files.workbooks import Book
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workbook.columns import Kind, Refusal, Row, Sheet, Words
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import read_sheet
from tertial.domain.workbook.recognising import (
    ROWS_LOOKED_AT,
    VERSION,
    Headings,
    Place,
    as_heading,
    fit,
    place_in,
    version_in,
)
from tertial.intake.workbook.wording import FORM, START, headings, in_each_language, not_read, sheet_names


@dataclass(slots=True)
class BookRead:
    """The rows of the sheets that a workbook has, by their keys; why others cannot be taken; what should be told."""

    rows: dict[str, Sequence[Row]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)


def read_book(path: Path, name: str, words: Words) -> BookRead:
    """Reads a workbook. Raises UnreadableFile for what is none, or has none of the sheets."""
    read, spelled = BookRead(), headings()
    book, met = open_book(path, name)
    with book:
        _check_version(book, name)
        found = _recognised(book, spelled, read)
        for each in found:
            _read_one(book, each, words, read)
    if not found and not read.refusals:
        template = gettext_noop("“%(name)s” has none of the workbook's sheets; download the workbook and fill that in.")
        raise UnreadableFile(Message(template, {"name": name}))
    if met.formulas:
        read.notices.append(Message(gettext_noop("Some cells are formulas: their last results are read.")))
    if met.hidden_rows:
        read.notices.append(Message(gettext_noop("Some rows are hidden; they are read like the others.")))
    return read


def _check_version(book: Book, name: str) -> None:
    """A newer workbook may hold what would be left out here."""
    for each in book.sheets:
        if as_heading(each.name) in {as_heading(start) for start in in_each_language(lambda: str(START))}:
            version = version_in(book.rows(each.name, 1 << 20), in_each_language(lambda: str(FORM)))
            if version > VERSION:
                template = gettext_noop(
                    "“%(name)s” was made by a newer Tertial (form %(version)s; this one reads %(ours)s); update "
                    "Tertial, or download the workbook here and move your rows into it."
                )
                raise UnreadableFile(Message(template, {"name": name, "version": version, "ours": VERSION}))


def _recognised(book: Book, spelled: Headings, read: BookRead) -> list[tuple[Sheet, str, Place]]:
    """Each of our sheets with its name in the file and where its columns stand; what does not fit is said."""
    by_name = {as_heading(name): sheet for sheet in SHEETS for name in sheet_names()[sheet.key]}
    left_out = {as_heading(name) for name in not_read()}
    found: list[tuple[Sheet, str, Place]] = []
    for each in book.sheets:
        if as_heading(each.name) in left_out:
            continue
        top = list(islice(book.rows(each.name, 1 << 20), ROWS_LOOKED_AT))
        named, fitting = by_name.get(as_heading(each.name)), _best(spelled, top)
        place = place_in(named, spelled, top) if named is not None else None
        if named is None and fitting is None:
            template = gettext_noop("The sheet “%(name)s” is none of the workbook's; it was not read.")
            read.notices.append(Message(template, {"name": each.name}))
        elif named is not None and fitting is not None and fitting[0] is not named and fit(named, place) < 1:
            read.refusals.append(Refusal(named, 0, "", _swapped(each.name, fitting[0])))
        elif named is not None and (place is None or fitting is None):
            if top:
                read.refusals.append(Refusal(named, 0, "", _lacking(named, place)))
        else:
            sheet, where = (named, place) if named is not None else (fitting or (None, None))
            if sheet is not None and where is not None:
                found.append((sheet, each.name, where))
    return _once_each(found, read)


def _best(spelled: Headings, top: Sequence[FileRow]) -> tuple[Sheet, Place] | None:
    """The sheet that the headings fit best, where all that must be there are."""
    places = [(sheet, place_in(sheet, spelled, top)) for sheet in SHEETS]
    fitting = [(fit(sheet, place), sheet, place) for sheet, place in places if place is not None]
    best = max(fitting, key=lambda each: each[0], default=None)
    return (best[1], best[2]) if best is not None and best[0] > 0 else None


def _swapped(name: str, fitting: Sheet) -> Message:
    template = gettext_noop(
        "The sheet is called “%(name)s” but has the columns of “%(fitting)s”; are two sheets swapped? Give it its name "
        "back."
    )
    return Message(template, {"name": name, "fitting": Message(fitting.heading)})


def _lacking(sheet: Sheet, place: Place | None) -> Message:
    there = place.columns if place is not None else {}
    lacks = [Message(column.heading) for column in sheet.columns if column.required and column.key not in there]
    if len(lacks) == 1:
        template = gettext_noop("The column “%(column)s” is missing; put it back with its heading.")
        return Message(template, {"column": lacks[0]})
    template = gettext_noop("The headings are not there, such as “%(column)s”; put back the row that holds them.")
    return Message(template, {"column": lacks[0] if lacks else Message(sheet.columns[0].heading)})


def _once_each(found: list[tuple[Sheet, str, Place]], read: BookRead) -> list[tuple[Sheet, str, Place]]:
    kept: dict[str, tuple[Sheet, str, Place]] = {}
    for sheet, name, place in found:
        if sheet.key in kept:
            template = gettext_noop("Both “%(first)s” and “%(second)s” have its columns; keep one of them.")
            values = {"first": kept[sheet.key][1], "second": name}
            read.refusals.append(Refusal(sheet, 0, "", Message(template, values)))
        kept.setdefault(sheet.key, (sheet, name, place))
    return list(kept.values())


def _read_one(book: Book, found: tuple[Sheet, str, Place], words: Words, read: BookRead) -> None:
    sheet, title, place = found
    merged = book.merged(title)
    if merged:
        template = gettext_noop("The cells %(cells)s are merged; part them, and write the value in each.")
        read.refusals.append(Refusal(sheet, 0, "", Message(template, {"cells": merged})))
        return
    _tell_columns(sheet, place, read)
    given = read_sheet(sheet, _cells(book.rows(title, tell_figures=True), place), words)
    read.rows[sheet.key] = given.rows
    read.refusals += given.refusals


def _tell_columns(sheet: Sheet, place: Place, read: BookRead) -> None:
    if place.extra:
        template = gettext_noop("“%(sheet)s” has columns that are not read: %(columns)s.")
        read.notices.append(Message(template, {"sheet": Message(sheet.heading), "columns": ", ".join(place.extra)}))
    for column in sheet.columns:
        if column.kind is not Kind.SHOWN and column.key not in place.columns:
            template = gettext_noop("“%(sheet)s” lacks the column “%(column)s”; what it is about stays as it is.")
            values = {"sheet": Message(sheet.heading), "column": Message(column.heading)}
            read.notices.append(Message(template, values))


def _cells(rows: Iterable[FileRow], place: Place) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, cells in rows:
        if number > place.row:
            yield number, {key: _written(cells[at]) if at < len(cells) else "" for key, at in place.columns.items()}


def _written(cell: str) -> str:
    """The cell as a person would write it here: what a spreadsheet keeps as a number has a decimal comma."""
    return cell.replace(".", ",") if isinstance(cell, FigureText) else cell
