"""Cells to rows: each row of a sheet is read whole, or refused with its number, column and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tertial.domain.keys import key_from, numbered
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workbook.cells import read_cell
from tertial.domain.workbook.columns import MOST_ROWS, Column, Key, Kind, Refusal, Row, Sheet, Value, Words

# The rows of a sheet as they stand in the file: number, and text by the key of the column.
Written = Iterable[tuple[int, Mapping[str, str]]]
Stored = Mapping[Key, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The rows of a sheet that can be used, and why others cannot."""

    rows: Sequence[Row]
    refusals: Sequence[Refusal]


def read_sheet(sheet: Sheet, written: Written, words: Words) -> SheetRead:
    """Reads the rows of a sheet; one with more than MOST_ROWS is refused as a whole."""
    rows: list[Row] = []
    refusals: list[Refusal] = []
    for number, cells in written:
        if not any(text.strip() for text in cells.values()):
            continue
        if len(rows) + len(refusals) >= MOST_ROWS:
            template = gettext_noop("The sheet has more than %(most)s rows; divide it into several workbooks.")
            return SheetRead((), (Refusal(sheet, 0, "", Message(template, {"most": MOST_ROWS})),))
        values, wrong = _read_row(sheet, number, cells, words)
        refusals += wrong
        if not wrong:
            rows.append(Row(number, values))
    return SheetRead(rows, refusals)


def _read_row(
    sheet: Sheet, number: int, cells: Mapping[str, str], words: Words
) -> tuple[dict[str, Value], list[Refusal]]:
    values: dict[str, Value] = {}
    wrong: list[Refusal] = []
    for column in sheet.read:
        if column.key not in cells:
            continue
        text = cells[column.key].strip()
        if not text:
            if column.required:
                template = gettext_noop("The cell is empty; write %(what)s.")
                wrong.append(Refusal(sheet, number, column.key, Message(template, {"what": Message(column.heading)})))
            elif not column.keeping:
                values[column.key] = () if column.kind is Kind.LINKS else None
            continue
        try:
            values[column.key] = read_cell(column, text, words)
        except DomainError as error:
            wrong.append(Refusal(sheet, number, column.key, error.message))
    return _whole_links(sheet, values), wrong


def _whole_links(sheet: Sheet, values: dict[str, Value]) -> dict[str, Value]:
    """The values with links written in full where the row says unit and year."""
    for column in sheet.read:
        value = values.get(column.key)
        if column.kind is Kind.LINK and isinstance(value, str):
            values[column.key] = whole_link(value, values)
    return values


def whole_link(link: str, values: Mapping[str, Value]) -> str:
    """A link with the unit and year of its row before it, where it has none of its own."""
    return link if "/" in link else f"{values.get('unit')}/{values.get('year')}/{link}"


def short_link(link: str, values: Mapping[str, Value]) -> str:
    """A link as it is written in a row: the code alone where unit and year are those of the row."""
    return link.removeprefix(f"{values.get('unit')}/{values.get('year')}/")


def with_years(rows: Sequence[Row], column: Column, sheet: Sheet, years: Iterable[int]) -> SheetRead:
    """Rows whose links without unit and year are those of the row's unit, in the only year that there is."""
    only = set(years)
    found: list[Row] = []
    refusals: list[Refusal] = []
    for row in rows:
        links = row.values.get(column.key)
        short = [link for link in links if "/" not in link] if isinstance(links, tuple) else []
        if not short:
            found.append(row)
        elif len(only) != 1:
            template = gettext_noop("“%(code)s” may be a goal of several years; write it as %(unit)s/2025/%(code)s.")
            values = {"code": short[0], "unit": row.values.get("unit")}
            refusals.append(Refusal(sheet, row.number, column.key, Message(template, values)))
        else:
            own = {**row.values, "year": next(iter(only))}
            assert isinstance(links, tuple)  # noqa: S101 - seen above
            whole = tuple(whole_link(link, own) for link in links)
            found.append(replace(row, values={**row.values, column.key: whole}))
    return SheetRead(found, refusals)


def with_codes(sheet: Sheet, rows: Sequence[Row], stored: Stored) -> Sequence[Row]:
    """The rows, each with its code: where none is written that of what is stored with its name, else a new one."""
    if not sheet.coded:
        return rows
    named = {(*_beside(sheet, values), values.get(sheet.named)): values[sheet.coded] for values in stored.values()}
    taken = {_joined(*_beside(sheet, values), values[sheet.coded]) for values in stored.values()}
    taken |= {_joined(*_beside(sheet, row.values), row.values[sheet.coded]) for row in rows if _code(sheet, row)}
    found: list[Row] = []
    for row in rows:
        if _code(sheet, row):
            found.append(row)
            continue
        code = named.get((*_beside(sheet, row.values), row.values.get(sheet.named)))
        if code is None:
            wanted = key_from(str(row.values.get(sheet.named) or ""), sheet.key.removesuffix("s"))
            code = numbered(_joined(*_beside(sheet, row.values), wanted), taken).rpartition("/")[2]
            taken.add(_joined(*_beside(sheet, row.values), code))
        found.append(replace(row, values={**row.values, sheet.coded: code}))
    return found


def _code(sheet: Sheet, row: Row) -> Value:
    return row.values.get(sheet.coded)


def _beside(sheet: Sheet, values: Mapping[str, Value]) -> tuple[Value, ...]:
    return tuple(values.get(key) for key in sheet.keys if key != sheet.coded)


def _joined(*parts: Value) -> str:
    return "/".join(map(str, parts))


def once_each(sheet: Sheet, rows: Sequence[Row]) -> SheetRead:
    """The rows without those that say again what an earlier row is about."""
    first: dict[Key, int] = {}
    found: list[Row] = []
    refusals: list[Refusal] = []
    for row in rows:
        key = row.key(sheet)
        if key in first:
            template = gettext_noop("This %(one)s stands in row %(first)s already; keep one of the two rows.")
            values = {"one": Message(sheet.one), "first": first[key]}
            refusals.append(Refusal(sheet, row.number, sheet.keys[-1], Message(template, values)))
        else:
            first[key] = row.number
            found.append(row)
    return SheetRead(found, refusals)
