"""Codes that a layout treats alike, so that sums over many codes can be made before the layout is applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tertial.domain.statement.calculate import assigned_rows
from tertial.domain.statement.layout import CodeGroup, Layout


@dataclass(frozen=True, slots=True)
class Alike:
    """For each account and activity the first that the layout treats alike, which stands for it.

    `doubtful` are the pairs of such that belong to no row or to several: they are told account by account.
    """

    accounts: Mapping[str, str]
    activities: Mapping[str, str]
    doubtful: frozenset[tuple[str, str]]


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
        if layout.scope.holds(account, activity) and len(rows(account, activity)[0]) != 1
    )
    return Alike(stand_in, activity_for, doubtful)


def _stand_ins(codes: Iterable[str], groups: list[tuple[CodeGroup, ...]]) -> dict[str, str]:
    first: dict[tuple[bool, ...], str] = {}
    return {
        code: first.setdefault(tuple(any(group.holds(code) for group in each) for each in groups), code)
        for code in codes
    }
