"""The rows of a statement, and which accounts and activities belong to each (docs/rules/statements.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.statement.sign import BY_DEFAULT, Convention

_PATTERN = re.compile(r"(?P<first>[0-9A-Za-zÅÄÖåäö]{1,20})(?:-(?P<last>[0-9A-Za-zÅÄÖåäö]{1,20}))?\*?")


class UnusableLayout(DomainError):
    """A layout contradicts itself, or holds what is no group of codes."""


class LineKind(StrEnum):
    """An ordinary row, a sum, or a row that shows what is in the row above it and is never added."""

    ROW = "row"
    TOTAL = "total"
    OF_WHICH = "of_which"


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """The codes that begin with something from `first` to `last`: `50-57` holds 5010 and 5799, `79` holds 7910."""

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> "CodeGroup":
        """Reads `50-57`, `79` or `1*`. Raises UnusableLayout."""
        found = _PATTERN.fullmatch(text.strip())
        if found is None:
            template = gettext_noop(
                "%(text)s is not a group of codes; write the beginning of the codes, as 50-57 or 79."
            )
            raise UnusableLayout(Message(template, {"text": excerpt(text)}))
        first, last = found["first"], found["last"] or found["first"]
        if len(first) != len(last) or first > last:
            template = gettext_noop("%(text)s goes from a later beginning to an earlier one, or mixes lengths.")
            raise UnusableLayout(Message(template, {"text": excerpt(text)}))
        return cls(first, last)

    def holds(self, code: str) -> bool:
        """Whether the code belongs to the group; a code shorter than the group's beginnings does not."""
        return self.first <= code[: len(self.first)] <= self.last and len(code) >= len(self.first)


@dataclass(frozen=True, slots=True)
class Selection:
    """Accounts and activities; where no group is named all belong."""

    accounts: tuple[CodeGroup, ...] = ()
    activities: tuple[CodeGroup, ...] = ()

    @classmethod
    def parse(cls, accounts: Iterable[str] = (), activities: Iterable[str] = ()) -> "Selection":
        """Reads the groups as they are declared. Raises UnusableLayout."""
        return cls(tuple(map(CodeGroup.parse, accounts)), tuple(map(CodeGroup.parse, activities)))

    def holds_account(self, code: str) -> bool:
        """Whether anything on the account may belong."""
        return not self.accounts or any(group.holds(code) for group in self.accounts)

    def holds_activity(self, code: str) -> bool:
        """Whether anything on the activity may belong."""
        return not self.activities or any(group.holds(code) for group in self.activities)


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A row: either a selection, or the keys of the rows above it that it adds up (`parts`)."""

    key: str
    label: str
    kind: LineKind = LineKind.ROW
    selection: Selection = Selection()
    parts: tuple[str, ...] = ()

    @property
    def holds_everything(self) -> bool:
        """Whether it names no accounts or activities, so that everything the statement covers belongs to it."""
        return not (self.parts or self.selection.accounts or self.selection.activities)


@dataclass(frozen=True, slots=True)
class Layout:
    """A statement's rows in their order. What `scope` holds must belong to exactly one row that is added up.

    `convention` is the signs it is printed with; nothing is calculated by it.

    Raises UnusableLayout for two rows with one key, and for a sum of rows that do not stand above it.
    """

    key: str
    title: str
    rows: tuple[LayoutRow, ...]
    scope: Selection = Selection()
    convention: Convention = BY_DEFAULT

    def __post_init__(self) -> None:
        above: set[str] = set()
        for row in self.rows:
            if row.key in above:
                template = gettext_noop("Two rows of “%(title)s” are called %(key)s; give each its own.")
                raise UnusableLayout(Message(template, {"title": self.title, "key": row.key}))
            unknown = [part for part in row.parts if part not in above]
            if unknown:
                template = gettext_noop("“%(label)s” adds up %(parts)s, which does not stand above it.")
                raise UnusableLayout(Message(template, {"label": row.label, "parts": ", ".join(unknown)}))
            above.add(row.key)

    @property
    def added(self) -> tuple[LayoutRow, ...]:
        """The rows with a selection that together are the statement: all but sums of others and `of which`."""
        return tuple(row for row in self.rows if not row.parts and row.kind is not LineKind.OF_WHICH)

    @property
    def empty_totals(self) -> tuple[LayoutRow, ...]:
        """The sums that neither add up rows nor hold codes of their own, so that everything would belong to them."""
        return tuple(row for row in self.rows if row.kind is LineKind.TOTAL and row.holds_everything)

    def row(self, key: str) -> LayoutRow:
        """The row with the key; raises KeyError."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)
