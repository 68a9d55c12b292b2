"""Codes that stand once for all the lines below them, as in a table that sums by groups.

Where a column could be written so, that is asked about. Rule: docs/rules/imports.md, "What the whole file shows".
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tertial.common.tabular_files.reading import first_rows
from tertial.common.tabular_files.shapes import Row, TextTable
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.tabular.columns import CODES, Blanks, Column, ColumnMapping
from tertial.intake.ledger.tabular.questions import AsksFirst, Question, Topic

_ROWS_LOOKED_AT = 300
_APART = "\x1f"
_BALANCE_CLASSES = ("1", "2")


def check_blanks(table: TextTable, mapping: ColumnMapping) -> None:
    """Raises AsksFirst where an empty code may be the one above and nobody has said so."""
    if mapping.blanks is not None:
        return
    amounts = _places(table, mapping, (Column.AMOUNT, Column.DEBIT, Column.CREDIT))
    lines = [
        row
        for row in first_rows(table, _ROWS_LOOKED_AT)
        if any(row[1][at] for at in amounts) and row[1] != list(table.header)
    ]
    for column in (Column.UNIT, Column.ACTIVITY):
        if column in mapping.columns and _may_be_groups(table, mapping, column, lines):
            template = gettext_noop(
                "The column %(column)s of %(name)s is empty below some codes, and nothing shows whether those lines"
                " have the code above or none. Choose what an empty code means."
            )
            values = {"column": mapping.columns[column], "name": table.name}
            raise AsksFirst([Question(Topic.BLANKS, Message(template, values))])


def filled(table: TextTable, mapping: ColumnMapping, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows as cells apart, numbered first, each empty code of a line filled with the one above it if that was said."""
    if mapping.blanks is not Blanks.ABOVE:
        yield from rows
        return
    last: dict[int, str] = dict.fromkeys(
        _places(table, mapping, tuple(c for c in CODES if c is not Column.ACCOUNT)), ""
    )
    amounts = _places(table, mapping, (Column.AMOUNT, Column.DEBIT, Column.CREDIT))
    for some in rows:
        yield [_fill(line, last, amounts) for line in some]


def _fill(line: str, last: dict[int, str], amounts: Sequence[int]) -> str:
    number, *cells = line.removesuffix("\n").split(_APART)
    if not any(cells[at].strip() for at in amounts):
        return line
    for at, above in last.items():
        cells[at] = cells[at].strip() or above
        last[at] = cells[at]
    return f"{_APART.join([number, *cells])}\n"


def _may_be_groups(table: TextTable, mapping: ColumnMapping, column: Column, lines: Sequence[Row]) -> bool:
    """Whether a column begins filled, is empty below, and never has the same code on two lines after each other.

    A line of a balance account has no unit and no activity, so there an empty cell is none.
    """
    (account,) = _places(table, mapping, (Column.ACCOUNT,))
    at = table.header.index(mapping.columns[column])
    words = tuple(word.lower() for word in mapping.total_words)
    codes = [
        cells[at].strip()
        for _, cells in lines
        if any(sign.isdecimal() for sign in cells[account])
        and not _says_total(cells, words)
        and (cells[at].strip() or not cells[account].strip().startswith(_BALANCE_CLASSES))
    ]
    if not codes or not codes[0] or "" not in codes:
        return False
    given = [code for code in codes if code]
    return all(one != next_one for one, next_one in pairwise(given))


def _says_total(cells: Sequence[str], words: tuple[str, ...]) -> bool:
    return any(word in words for cell in cells for word in cell.lower().split())


def _places(table: TextTable, mapping: ColumnMapping, columns: Sequence[Column]) -> list[int]:
    return [table.header.index(mapping.columns[column]) for column in columns if column in mapping.columns]
