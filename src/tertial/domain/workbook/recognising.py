"""Which sheet of a workbook is which: by its name, and by the headings that it has."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tertial.domain.workbook.columns import Sheet

# By the key of a sheet its names, and by that of a column its headings, in every language.
Headings = Mapping[str, Mapping[str, Sequence[str]]]
ROWS_LOOKED_AT = 10
VERSION = 1
"""The form of the workbook, written on its first sheet; it changes where an older Tertial would read it wrongly."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the columns of a sheet stand, from 0: by their keys. `row` is the number of the row with the headings."""

    row: int
    columns: Mapping[str, int]
    extra: Sequence[str]


def as_heading(text: str) -> str:
    """A heading without what people write differently: capitals, spaces, dashes and points."""
    return re.sub(r"[\W_]+", "", text.lower())


def place_in(sheet: Sheet, headings: Headings, top: Sequence[tuple[int, Sequence[str]]]) -> Place | None:
    """The row that fits the headings of the sheet best, if any has at least half of the required ones."""
    best: Place | None = None
    for number, cells in top[:ROWS_LOOKED_AT]:
        place = _place(sheet, headings[sheet.key], number, cells)
        if best is None or len(place.columns) > len(best.columns):
            best = place
    if best is None or len(_required(sheet) & best.columns.keys()) * 2 < len(_required(sheet)):
        return None
    return best


def _place(sheet: Sheet, headings: Mapping[str, Sequence[str]], number: int, cells: Sequence[str]) -> Place:
    spelled = {as_heading(name): column.key for column in sheet.columns for name in headings[column.key]}
    found: dict[str, int] = {}
    extra: list[str] = []
    for at, cell in enumerate(cells):
        key = spelled.get(as_heading(cell)) if cell.strip() else None
        if key is not None and key not in found:
            found[key] = at
        elif cell.strip():
            extra.append(cell.strip())
    return Place(number, found, extra)


def _required(sheet: Sheet) -> set[str]:
    return {column.key for column in sheet.columns if column.required}


def fit(sheet: Sheet, place: Place | None) -> float:
    """How well headings fit a sheet: the share of its columns that are there, less those it does not have."""
    if place is None or not _required(sheet) <= place.columns.keys():
        return 0
    return len(place.columns) / (len(sheet.columns) + len(place.extra))


def version_in(rows: Iterable[tuple[int, Sequence[str]]], labels: Collection[str]) -> int:
    """The form that a workbook says it has, on the row with one of the labels; ours where it says nothing."""
    wanted = {as_heading(label) for label in labels}
    for _number, cells in rows:
        if len(cells) > 1 and as_heading(cells[0]) in wanted and cells[1].strip().isdecimal():
            return int(cells[1])
    return VERSION
