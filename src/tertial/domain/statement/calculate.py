"""Adds balances up to the rows of a layout, and finds what belongs to none or to two (docs/rules/statements.md)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache
from itertools import compress
from operator import and_
from typing import Generic, TypeVar

from tertial.domain.extent import Extent, Whole
from tertial.domain.finding import Finding, Severity
from tertial.domain.forecast import LACKING
from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.quantity import Unit
from tertial.domain.statement.columns import Shown, not_compared, without
from tertial.domain.statement.layout import Layout, LayoutRow, LineKind
from tertial.domain.statement.reading import Measure, StatementLine, StatementReading
from tertial.domain.statement.sign import presented

Bucket = TypeVar("Bucket", bound=Hashable)
Balance = tuple[str, str, Bucket, int]
"""Account, activity, what the amount is (a measure, a month), and öre as booked."""

_FORESEEN = (Shown.FORECAST.value, Shown.FORECAST_DEVIATION.value)

Amounts = dict[str, dict[Bucket, int]]

Assigned = tuple[tuple[LayoutRow, ...], tuple[LayoutRow, ...]]
"""The rows that are added up, and those that only tell of it."""


def calculate(
    layout: Layout,
    balances: Iterable[Balance[Measure]],
    *,
    forecast: Mapping[str, Whole[int]] | None = None,
    known: Iterable[Measure] = (),
    extents: Mapping[Measure, Extent] | None = None,
    lacking: Mapping[Measure, Message] | None = None,
) -> StatementReading:
    """The statement of some balances. `known` are the measures there is a ledger for, so that 0 and unknown differ.

    `forecast` is öre by row key, income plus; a sum has one where each of its parts has. `extents` are what the
    measures are of; where two are unlike, the columns that compare them have no figure but the cause. So too all that
    rests on a measure that is `lacking` a part of what it should be of.
    """
    amounts, findings = row_amounts(layout, balances)
    causes = not_compared(extents or {}) | without(lacking or {})
    measures = tuple(measure for measure in known if measure not in (lacking or {}))
    foreseen = _forecasts(layout, forecast or {})

    def line(row: LayoutRow) -> StatementLine:
        whole = foreseen.get(row.key)
        found = _measures(amounts.get(row.key, {}), measures, compared=Shown.DEVIATION.value not in causes)
        if whole is not None and whole.amount is not None:
            found[Measure.FORECAST] = whole.amount
        unforeseen = whole.cause(LACKING) if whole is not None else None
        why = causes if unforeseen is None else causes | dict.fromkeys(_FORESEEN, unforeseen)
        return StatementLine(row.key, row.label, row.kind, found, why)

    all_findings = (*layout_findings(layout), *findings)
    return StatementReading(
        layout.key,
        layout.title,
        tuple(map(line, layout.rows)),
        all_findings,
        extents or {},
        convention=layout.convention,
    )


def layout_findings(layout: Layout) -> tuple[Finding, ...]:
    """What is wrong with a layout whatever the ledger holds: sums that do not say what they add up."""
    template = gettext_noop(
        "“%(label)s” is a sum that adds up no rows, so everything that “%(title)s” covers belongs to it; choose its "
        "rows."
    )
    return tuple(
        Finding("total-without-parts", Severity.ERROR, Message(template, {"label": row.label, "title": layout.title}))
        for row in layout.empty_totals
    )


def row_amounts(
    layout: Layout, balances: Iterable[Balance[Bucket]]
) -> tuple[Mapping[str, Mapping[Bucket, int]], tuple[Finding, ...]]:
    """Öre by row and bucket with the sign they are shown with, and the findings about what fits no row or two.

    What fits two rows is added to the first of them only, so that no sum counts it twice. A finding gives an account's
    amount in the first bucket that has any of it: amounts of several years or of outcome and budget make no sum.
    """
    belongs = assigned_rows(layout)
    found: Amounts[Bucket] = {row.key: defaultdict(int) for row in layout.rows}
    unmapped, doubly = _Told[Bucket](), _Told[Bucket]()
    for account, activity, bucket, booked in balances:
        rows = belongs(account, activity)
        if rows is None:
            continue
        added, beside = rows
        if not added:
            unmapped.add(account, (), bucket, booked)
        elif len(added) > 1:
            doubly.add(account, added, bucket, booked)
        for row in (*added[:1], *beside):
            found[row.key][bucket] += presented(booked)
    for row in layout.rows:
        for part in row.parts:
            for bucket, amount in found[part].items():
                found[row.key][bucket] += amount
    return found, (*_mapping_findings(layout, unmapped, doubly),)


def assigned_rows(layout: Layout) -> Callable[[str, str], Assigned | None]:
    """Tells for an account and activity the rows it belongs to; None where it lies outside the scope.

    Each code is held against the groups once: a ledger has some hundred accounts and activities but many pairs of them.
    """
    of_which = tuple(row for row in layout.rows if row.kind is LineKind.OF_WHICH and not row.parts)
    selections = (layout.scope, *(row.selection for row in (*layout.added, *of_which)))

    @cache
    def of_account(code: str) -> tuple[bool, ...]:
        return tuple(selection.holds_account(code) for selection in selections)

    @cache
    def of_activity(code: str) -> tuple[bool, ...]:
        return tuple(selection.holds_activity(code) for selection in selections)

    @cache
    def rows(accounts: tuple[bool, ...], activities: tuple[bool, ...]) -> Assigned | None:
        in_scope, *held = map(and_, accounts, activities)
        if not in_scope:
            return None
        added, beside = held[: len(layout.added)], held[len(layout.added) :]
        return tuple(compress(layout.added, added)), tuple(compress(of_which, beside))

    return lambda account, activity: rows(of_account(account), of_activity(activity))


def _measures(amounts: Mapping[Measure, int], known: Iterable[Measure], *, compared: bool) -> dict[Measure, int]:
    found = {measure: amounts.get(measure, 0) for measure in known}
    if compared and Measure.OUTCOME in found and Measure.BUDGET in found:
        found[Measure.DEVIATION] = found[Measure.OUTCOME] - found[Measure.BUDGET]
    return found


def _forecasts(layout: Layout, given: Mapping[str, Whole[int]]) -> dict[str, Whole[int]]:
    """The forecasts with those of the sums: each of what its rows are, so that a part without one leaves no sum."""
    found = dict(given)
    for row in layout.rows:
        if row.parts and row.key not in found and all(part in found for part in row.parts):
            found[row.key] = Whole.joined(found[part] for part in row.parts)
    return found


class _Told(Generic[Bucket]):
    """Per account what a finding says: its amount in the first bucket that has any of it, and the rows it fits."""

    def __init__(self) -> None:
        self._amounts: dict[str, tuple[Bucket, int]] = {}
        self._labels: dict[str, dict[str, None]] = {}

    def add(self, account: str, rows: Iterable[LayoutRow], bucket: Bucket, booked: int) -> None:
        first, so_far = self._amounts.get(account, (bucket, 0))
        if bucket == first:
            self._amounts[account] = (first, so_far + presented(booked))
        self._labels.setdefault(account, {}).update(dict.fromkeys(row.label for row in rows))

    def __iter__(self) -> Iterator[tuple[str, int, str]]:
        for account, (_bucket, amount) in sorted(self._amounts.items(), key=lambda each: each[0]):
            yield account, amount, ", ".join(self._labels[account])


def _mapping_findings(layout: Layout, unmapped: _Told[Bucket], doubly: _Told[Bucket]) -> Iterable[Finding]:
    for account, amount, _rows in unmapped:
        template = gettext_noop(
            "Account %(account)s (%(amount)s) belongs to no row of “%(title)s”; add it to the layout of the statement."
        )
        yield Finding("account-unmapped", Severity.ERROR, _about_account(template, layout, account, amount))
    for account, amount, rows in doubly:
        template = gettext_noop(
            "Account %(account)s (%(amount)s) belongs to several rows of “%(title)s”: %(rows)s. It is counted in the "
            "first; take it from the others."
        )
        yield Finding(
            "account-doubly-mapped", Severity.ERROR, _about_account(template, layout, account, amount, rows=rows)
        )


def _about_account(template: str, layout: Layout, account: str, amount: int, **more: object) -> Message:
    money = from_ore(layout.convention.printed(amount), Unit.KRONOR, 0)
    return Message(template, {"account": account, "amount": money, "title": layout.title, **more})
