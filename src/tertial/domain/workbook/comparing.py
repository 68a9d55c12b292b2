"""What a file would change: each row beside what is stored, and what is stored but not in the file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.workbook.columns import LONGEST_CELL, Column, Key, Kind, Row, Sheet, Value
from tertial.domain.workbook.reading import Stored
from tertial.domain.workbook.weights import weights_of, written_weights


class Fate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """A column whose value is another than what is stored."""

    column: Column
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a row, and in which columns it differs from what is stored."""

    sheet: Sheet
    row: Row
    fate: Fate
    before: Mapping[str, Value] | None = None
    differences: Sequence[Difference] = ()

    @property
    def stored(self) -> bool:
        """Whether what the row is about is there already."""
        return self.fate is not Fate.ADDED

    @property
    def values(self) -> Mapping[str, Value]:
        """What is to stand after it: the row, and what is stored in the columns that the file leaves alone."""
        return {**(self.before or {}), **self.row.values}

    def differs(self, *columns: str) -> bool:
        """Whether it differs in any of the columns."""
        return any(each.column.key in columns for each in self.differences)


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes of a sheet in the order of its rows, and the keys of what is stored but not in the file."""

    sheet: Sheet
    changes: Sequence[Change]
    missing: Sequence[Key]

    def count(self, fate: Fate) -> int:
        """How many rows have the fate."""
        return sum(change.fate is fate for change in self.changes)


def compare(sheet: Sheet, rows: Sequence[Row], stored: Stored, years: Collection[int] = ()) -> Compared:
    """Compares rows, each about another thing, with what is stored.

    Links are compared within `years`: a file of one year says nothing of others. What is stored in a group that the
    file has rows of, and is not in the file, is missing; never because of that removed.
    """
    changes = [_change(sheet, row, stored.get(row.key(sheet)), years) for row in rows]
    keys, groups = {row.key(sheet) for row in rows}, {row.group(sheet) for row in rows}
    missing = [
        key
        for key, values in stored.items()
        if key not in keys and tuple(values.get(each) for each in sheet.group) in groups and not _is_away(values)
    ]
    return Compared(sheet, changes, missing)


def _is_away(values: Mapping[str, Value]) -> bool:
    return bool(values.get("archived") or values.get("withdrawn"))


def _change(sheet: Sheet, row: Row, stored: Mapping[str, Value] | None, years: Collection[int]) -> Change:
    if stored is None:
        # A row that only asks for what is not there to be removed, asks for nothing.
        fate = Fate.UNCHANGED if row.values.get("remove") else Fate.ADDED
        return Change(sheet, row, fate)
    given = [column for column in sheet.read if column.key in row.values]
    found = [_difference(column, row, stored, years) for column in given]
    differences = [each for each in found if each is not None]
    return Change(sheet, row, Fate.CHANGED if differences else Fate.UNCHANGED, stored, differences)


def _difference(column: Column, row: Row, stored: Mapping[str, Value], years: Collection[int]) -> Difference | None:
    before, after = stored.get(column.key), row.values[column.key]
    if column.weighs:
        links = row.values.get(column.weighs, stored.get(column.weighs))
        weights = weights_of(stored.get(column.weighs), before) or {}
        stands = {link: weights.get(link, 1) for link in links} if isinstance(links, tuple) else {}
        return None if weights_of(links, after) == stands else Difference(column, written_weights(stands), after)
    same = _same(column, before, after, years or _years_of(row, column))
    return None if same else Difference(column, before, after)


def _same(column: Column, before: Value, after: Value, years: Collection[int]) -> bool:
    if column.kind is Kind.LINKS:
        return _within(before, years) == _within(after, years)
    if column.kind is Kind.TEXT and isinstance(before, str) and isinstance(after, str):
        stored = before.replace("\r\n", "\n").strip()
        # A cell holds only so much: what a workbook had to cut is not thereby cut in Tertial.
        return stored == after or (len(after) >= LONGEST_CELL and stored.startswith(after))
    return (before or None) == (after or None)


def _within(links: Value, years: Collection[int]) -> set[str]:
    return {link for link in links if int(link.split("/")[1]) in years} if isinstance(links, tuple) else set()


def _years_of(row: Row, column: Column) -> set[int]:
    links = row.values.get(column.key)
    return {int(link.split("/")[1]) for link in links} if isinstance(links, tuple) else set()
