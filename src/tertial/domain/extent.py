"""Sums that know what they are sums of, and what may be compared with what (docs/rules/sums.md).

A figure stands only where every part has its own, and beside a figure of the same extent; else there is a cause.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Generic, TypeVar

from tertial.domain.message import Message, gettext_noop

Amount = TypeVar("Amount", int, Decimal)
MOST_NAMED = 6
"""So many parts are named where they are missing; of the others it is said how many they are."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Amount]):
    """A part of a sum, such as a unit: its key, what it is called, and its amount; None where it lacks one."""

    key: str
    name: str
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Whole(Generic[Amount]):
    """A sum and what it is a sum of. `amount` is None where any part lacks its own, and where there are no parts.

    `parts` are the names of all by their keys, in their order; `missing` those of them that lack an amount.
    """

    amount: Amount | None
    parts: Mapping[str, str]
    missing: Mapping[str, str]

    @classmethod
    def of(cls, parts: Iterable[Part[Amount]]) -> "Whole[Amount]":
        """The sum of some parts."""
        all_parts = tuple(parts)
        missing = {part.key: part.name for part in all_parts if part.amount is None}
        amounts = [part.amount for part in all_parts if part.amount is not None]
        return cls(_sum(amounts, missing), {part.key: part.name for part in all_parts}, missing)

    @classmethod
    def joined(cls, wholes: Iterable["Whole[Amount]"]) -> "Whole[Amount]":
        """The sum of sums: whole where each of them is. Those without parts are nothing and add nothing."""
        all_wholes = tuple(wholes)
        missing = {key: name for whole in all_wholes for key, name in whole.missing.items()}
        amounts = [whole.amount for whole in all_wholes if whole.amount is not None]
        return cls(
            _sum(amounts, missing), {key: name for whole in all_wholes for key, name in whole.parts.items()}, missing
        )

    def cause(self, template: str) -> Message | None:
        """Why there is no sum, from a template with `missing`, `all` (numbers) and `names`; None where there is."""
        if not self.missing:
            return None
        said = {"missing": len(self.missing), "all": len(self.parts), "names": named(self.missing.values())}
        return Message(template, said)


def _sum(amounts: list[Amount], missing: Mapping[str, str]) -> Amount | None:
    return reduce(add, amounts) if amounts and not missing else None


def named(names: Iterable[str]) -> str | Message:
    """Names in a row, the first six and how many more there are."""
    listed = list(names)
    if len(listed) <= MOST_NAMED:
        return ", ".join(listed)
    said = {"names": ", ".join(listed[:MOST_NAMED]), "more": len(listed) - MOST_NAMED}
    return Message(gettext_noop("%(names)s and %(more)s more"), said)


@dataclass(frozen=True, slots=True)
class Moved:
    """Work that went from one unit to another on a day, of which some is counted before it and some after.

    `months` is for how many of the months it is counted; None where it is for all of them.
    """

    before: str
    after: str
    on: date
    months: int | None


@dataclass(frozen=True, slots=True)
class Extent:
    """What an amount is of: which months (1 to 12) have been read, and work that came or went."""

    months: frozenset[int]
    moved: frozenset[Moved] = frozenset()


def unlike(one: Extent, other: Extent) -> Message | None:
    """Why two amounts may not be compared; None where they are of the same months and the same work."""
    if one.months != other.months:
        template = gettext_noop("One is of %(these)s and the other of %(those)s, so they are not compared.")
        return Message(template, {"these": in_words(one.months), "those": in_words(other.months)})
    different = sorted(one.moved ^ other.moved, key=lambda moved: (moved.on, moved.before, moved.after))
    if not different:
        return None
    return part_moved(different[0])


def part_moved(moved: Moved) -> Message:
    """That only a part of some work went over, so that years before and after it are not of the same."""
    template = gettext_noop(
        "%(after)s took over a part of what %(before)s did on %(day)s. The years do not cover the same work, so they "
        "are not compared."
    )
    return Message(template, {"after": moved.after, "before": moved.before, "day": moved.on.isoformat()})


_MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def in_words(months: Iterable[int]) -> Message:
    """The months by name, those that follow on each other as one span: `January–March, May`."""
    spans: list[tuple[int, int]] = []
    for month in sorted(months):
        if spans and spans[-1][1] == month - 1:
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month, month))
    if not spans:
        return Message(gettext_noop("no month"))
    said = {f"span{at}": _span(*span) for at, span in enumerate(spans)}
    return Message(", ".join(f"%({name})s" for name in said), said)


def _span(first: int, last: int) -> Message:
    if first == last:
        return Message(_MONTHS[first - 1])
    return Message("%(first)s–%(last)s", {"first": Message(_MONTHS[first - 1]), "last": Message(_MONTHS[last - 1])})
