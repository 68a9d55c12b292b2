"""Codes that a layout treats alike, so that sums over many codes can be made before the layout is applied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tertial.domain.statement.calculate import assigned_rows
from tertial.domain.statement.layout import CodeGroup, Layout


@dataclass(frozen=True, slots=True)
class Alike:
    """For each account and activity the first that the layout treats alike, which stands for it.

    `doubtful` are the pairs of such that belong to no row or to several: they are named account by account.
    """

    accounts: Mapping[str, str]
    activities: Mapping[str, str]
    doubtful: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Coding:
    """What belongs to a row: the accounts and activities, and the pairs of them where not each goes with every other.

    `activities` is None where all belong, as is `pairs` where each account goes with every activity named.
    """

    accounts: Sequence[str]
    activities: Sequence[str] | None = None
    pairs: Sequence[tuple[str, str]] | None = None


def alike(layout: Layout, accounts: Iterable[str], activities: Iterable[str]) -> Alike:
    """Groups the codes by the selections of the layout that they belong to."""
    selections = [layout.scope, *(row.selection for row in layout.rows if not row.parts)]
    stand_in = _stand_ins(accounts, [selection.accounts for selection in selections])
    activity_for = _stand_ins(activities, [selection.activities for selection in selections])
    rows = assigned_rows(layout)
    doubtful = frozenset(
        (account, activity)
        for account in set(stand_in.values())
        for activity in set(activity_for.values())
        if (found := rows(account, activity)) is not None and len(found[0]) != 1
    )
    return Alike(stand_in, activity_for, doubtful)


def coding_of(layout: Layout, row_key: str, accounts: Iterable[str], activities: Iterable[str]) -> Coding:
    """What of the codes is counted in a row, or in any part of one that adds others up."""
    wanted = _rows_added(layout, row_key)
    rows = assigned_rows(layout)

    def belongs(account: str, activity: str) -> bool:
        added, beside = rows(account, activity) or ((), ())
        return any(row.key in wanted for row in (*added[:1], *beside))

    same = alike(layout, accounts, activities)
    stand_ins = sorted(set(same.activities.values()))
    going_with = {
        account: frozenset(activity for activity in stand_ins if belongs(account, activity))
        for account in set(same.accounts.values())
    }
    of_account = {code: going_with[account] for code, account in same.accounts.items() if going_with[account]}
    some = set().union(*of_account.values())
    named = [code for code, activity in same.activities.items() if activity in some]
    pairs = None
    if len(set(of_account.values())) > 1:
        pairs = [pair for pair in product(of_account, named) if same.activities[pair[1]] in of_account[pair[0]]]
    return Coding(list(of_account), None if len(some) == len(stand_ins) else named, pairs)


def _rows_added(layout: Layout, row_key: str) -> set[str]:
    """The rows with a selection that a row consists of: itself, or the parts of its parts."""
    row = layout.row(row_key)
    return set().union(*(_rows_added(layout, part) for part in row.parts)) if row.parts else {row_key}


def _stand_ins(codes: Iterable[str], groups: list[tuple[CodeGroup, ...]]) -> dict[str, str]:
    first: dict[tuple[bool, ...], str] = {}
    return {
        code: first.setdefault(tuple(any(group.holds(code) for group in each) for each in groups), code)
        for code in codes
    }
