"""Statements read out of the store, compared with the same ledger added up line by line in plain Python.

Random ledgers with corrections and take-backs, random layouts with gaps and overlaps, random trees of units.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.accounts.system import the_system
from tertial.common.kept import one_moment
from tertial.domain.period import Period
from tertial.domain.statement import Layout, Measure, row_amounts
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger import derived, store
from tertial.economy.ledger.behind import LineFilter, accounts_behind, lines_behind
from tertial.economy.ledger.imports import undo_import
from tertial.economy.ledger.reading import layout_of, months, read_statement
from tertial.economy.models import LedgerKind
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit
from tests.shared.small_ledger import Line, ledger_unit, put_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ACCOUNTS = ("3010", "3510", "4610", "5010", "5710", "6010", "7910", "1180")
ACTIVITIES = ("100", "110", "240", "910", "")
PERIODS = tuple(year * 100 + month for year in (2022, 2023, 2024) for month in (1, 2, 3))
UNITS = ("10", "11", "20", "99")
GROUPS = ("3", "35", "4-5", "50-57", "5", "6-7", "79")
SYSTEMS = ("Ekonomi", "Lön")
CODINGS: tuple[dict[str, object], ...] = ({}, {"account": "5"}, {"unit": "1", "month": 4}, {"activity": "1"})
MEASURES = (Measure.OUTCOME, Measure.PREVIOUS, Measure.BEFORE_PREVIOUS, Measure.BUDGET, Measure.BUDGET_YEAR)

amounts = st.integers(-(10**9), 10**9)
lines = st.lists(
    st.tuples(
        st.sampled_from(PERIODS),
        st.sampled_from(ACCOUNTS),
        st.sampled_from(UNITS),
        st.sampled_from(ACTIVITIES),
        amounts,
    ),
    min_size=1,
    max_size=25,
)


@dataclass(frozen=True)
class Import:
    """An import as the test makes it."""

    kind: LedgerKind
    source_system: str
    lines: list[Line]
    undone: bool


imports = st.lists(
    st.builds(Import, st.sampled_from(LedgerKind), st.sampled_from(SYSTEMS), lines, st.booleans()),
    min_size=1,
    max_size=4,
)
rows = st.lists(
    st.tuples(
        st.lists(st.sampled_from(GROUPS), max_size=2, unique=True),
        st.lists(st.sampled_from(("1", "2", "9", "110")), max_size=1),
        st.sampled_from(("row", "of_which")),
    ),
    min_size=1,
    max_size=4,
)
parents = st.lists(st.integers(0, 3), min_size=3, max_size=3)


@settings(max_examples=25)
@given(imports, rows, parents, st.sampled_from(["2024", "2024-T1", "2024-01--2024-02", "2024-02", "2023"]))
def test_the_store_and_plain_python_give_the_same_statement(made, layout, above, period):
    with transaction.atomic(), TemporaryDirectory() as folder:
        units = tree_of(above)
        store_layout(units[0], layout)
        for number, each in enumerate(made):
            stored = put_in(
                units[0], Path(folder) / str(number), each.lines, kind=each.kind, source_system=each.source_system
            )
            if each.undone:
                undo_import(by=the_system(), ledger_import=stored)
        with one_moment():  # as a page reads
            for unit in units:
                compare(unit, codes_below(units, unit), made, layout, Period.parse(period))
        transaction.set_rollback(True)


@settings(max_examples=40)
@given(lines, rows)
def test_every_level_of_sums_says_what_the_lines_say(booked, layout):
    with transaction.atomic(), TemporaryDirectory() as folder:
        municipality = tree_of([0, 0, 0])[0]
        store_layout(municipality, layout)
        content = put_in(municipality, Path(folder) / "lines", booked).content
        wanted = layout_of(municipality, "prov", 2022)

        expected = by_unit_and_month(wanted, store.lines_path(content))

        assert by_unit_and_month(wanted, derived.balances(content)) == expected
        assert by_unit_and_month(wanted, derived.rows(content, wanted)) == expected
        transaction.set_rollback(True)


def by_unit_and_month(layout: Layout, level: Path) -> tuple[object, set[tuple[object, object]]]:
    """Öre of each row by unit and month, and the accounts that are told with their amounts."""
    sql = (
        "SELECT account, activity, unit, period, sum(amount)::BIGINT FROM read_parquet(?) "
        "GROUP BY ALL ORDER BY unit, period, account, activity"
    )
    found = store.connection().execute(sql, [str(level)]).fetchall()
    amounts, findings = row_amounts(layout, [(each[0], each[1], (each[2], each[3]), each[4]) for each in found])
    told = [finding.message.params for finding in findings]
    return amounts, {(params["account"], params["amount"]) for params in told}


def tree_of(above: Sequence[int]) -> list[Unit]:
    """A municipality and three units, each under one made before it; "99" belongs to none of them."""
    units = [
        save_unit(by=the_system(), code="BY", name="BY", kind="municipality", parent=None, valid_from=date(2019, 1, 1))
    ]
    for number, parent in enumerate(above):
        under = units[min(parent, len(units) - 1)]
        code = f"E{number}"
        units.append(
            save_unit(
                by=the_system(), code=code, name=code, kind="department", parent=under, valid_from=date(2019, 1, 1)
            )
        )
        ledger_unit(units[0], UNITS[number], units[-1])
    return units


def codes_below(units: Sequence[Unit], unit: Unit) -> set[str]:
    """The ledger's units of a unit and of everything below it, found by walking up from each."""
    found = set()
    for number, each in enumerate(units[1:]):
        step: Unit | None = each
        while step is not None and step.pk != unit.pk:
            step = step.parent
        if step is not None:
            found.add(UNITS[number])
    return found


def store_layout(municipality: Unit, layout: Sequence[tuple[list[str], list[str], str]]) -> None:
    given = [
        {"key": f"r{number}", "label": f"Rad {number}", "accounts": accounts, "activities": activities, "kind": kind}
        for number, (accounts, activities, kind) in enumerate(layout)
    ]
    added = [row["key"] for row in given if row["kind"] == "row"]
    total = [{"key": "sum", "label": "Summa", "kind": "total", "parts": added}] if added else []
    values = {"title": "Prov", "scope_accounts": ["3-8"]}
    save_statement(by=the_system(), municipality=municipality, key="prov", values=values, rows=[*given, *total])


def counting_lines(made: Sequence[Import], kind: LedgerKind) -> list[Line]:
    """The lines that count: per system and month those of the last import that was not taken back."""
    found: list[Line] = []
    for system in SYSTEMS:
        newest: dict[int, int] = {}
        for number, each in enumerate(made):
            if (each.kind, each.source_system, each.undone) == (kind, system, False):
                newest |= dict.fromkeys((line[0] for line in each.lines), number)
        found += [line for period, number in newest.items() for line in made[number].lines if line[0] == period]
    return found


def in_group(code: str, group: str) -> bool:
    first, _dash, last = group.partition("-")
    return first <= code[: len(first)] <= (last or first)


def belongs(line: Line, row: tuple[list[str], list[str], str]) -> bool:
    accounts, activities, _kind = row
    return (not accounts or any(in_group(line[1], group) for group in accounts)) and (
        not activities or any(in_group(line[3], group) for group in activities)
    )


def plainly(lines: Sequence[Line], codes: set[str], first: int, last: int, layout) -> tuple[dict[str, int], set[str]]:
    """Öre by row with the sign they are shown with, and the accounts that belong to no row or to several."""
    found: dict[str, int] = defaultdict(int)
    told = set()
    for line in lines:
        if not first <= line[0] <= last or line[2] not in codes or not "3" <= line[1][0] <= "8":
            continue
        added = [number for number, row in enumerate(layout) if row[2] == "row" and belongs(line, row)]
        if len(added) != 1:
            told.add(line[1])
        for number in added[:1]:
            found[f"r{number}"] -= line[4]
            found["sum"] -= line[4]
        for number, row in enumerate(layout):
            if row[2] == "of_which" and belongs(line, row):
                found[f"r{number}"] -= line[4]
    return found, told


def closed_through(made: Sequence[Import], codes: set[str], year: int) -> int:
    """The last month of the year that each system has, of those that book on the units; of all where none does."""
    last, booking = {}, set()
    for system in SYSTEMS:
        of_system = [each for each in made if each.source_system == system]
        counted = counting_lines(of_system, LedgerKind.OUTCOME)
        months = {line[0] for line in counted if line[0] // 100 == year}
        if not months:
            continue
        last[system] = max(months) % 100
        if any(codes & {line[2] for line in each.lines} for each in counting_in(of_system, months)):
            booking.add(system)
    return min((last[system] for system in booking or last), default=0)


def missing_months(made: Sequence[Import], codes: set[str], first: int, last: int) -> set[int]:
    """The months that no system has, or that one which books on the units has before and after but not then."""
    held, booking = {}, set()
    for system in SYSTEMS:
        of_system = [each for each in made if each.source_system == system]
        months = {line[0] for line in counting_lines(of_system, LedgerKind.OUTCOME)}
        if months:
            held[system] = months
            if any(codes & {line[2] for line in each.lines} for each in counting_in(of_system, months)):
                booking.add(system)
    wanted = set(range(first, last + 1))
    missing = wanted - {month for months in held.values() for month in months}
    for system in booking or held:
        missing |= {month for month in wanted - held[system] if min(held[system]) < month < max(held[system])}
    return missing


def counting_in(made: Sequence[Import], months: set[int]) -> list[Import]:
    """The imports of one system that any of the months is read from."""
    standing = [each for each in made if each.kind is LedgerKind.OUTCOME and not each.undone]
    newest = {month: each for each in standing for month in {line[0] for line in each.lines}}
    return [newest[month] for month in months]


def spans_of(made: Sequence[Import], codes: set[str], period: Period) -> dict[Measure, tuple[LedgerKind, int, int]]:
    """Kind, first and last month of each measure: of the closed months, and an earlier year that has as many."""
    first, end = period.start.month, min(period.end.month, closed_through(made, codes, period.year))
    found = {Measure.BUDGET_YEAR: (LedgerKind.BUDGET, period.year * 100 + 1, period.year * 100 + 12)}
    if end < first or (period.is_month and end < period.end.month):
        return found
    months = period.year * 100 + first, period.year * 100 + end
    found |= {Measure.OUTCOME: (LedgerKind.OUTCOME, *months), Measure.BUDGET: (LedgerKind.BUDGET, *months)}
    for back, measure in ((1, Measure.PREVIOUS), (2, Measure.BEFORE_PREVIOUS)):
        if closed_through(made, codes, period.year - back) >= end:
            found[measure] = (LedgerKind.OUTCOME, *(month - 100 * back for month in months))
    return found


def compare(unit: Unit, codes: set[str], made: Sequence[Import], layout, period: Period) -> None:
    spans = spans_of(made, codes, period)
    reading = read_statement(unit, period, "prov")
    told: set[str] = set()
    for measure in MEASURES:
        kind, first, last = spans.get(measure, (LedgerKind.OUTCOME, 1, 0))
        counted = counting_lines(made, kind)
        known = any(first <= line[0] <= last for line in counted)
        if kind is LedgerKind.OUTCOME:
            known = known and not missing_months(made, codes, first, last)
        expected, doubtful = plainly(counted, codes, first, last, layout)
        told |= doubtful
        for line in reading.lines:
            assert line.amounts.get(measure) == (expected[line.key] if known else None), (measure, line.key)
    named = {finding.message.params["account"] for finding in reading.findings if "account" in finding.message.params}
    assert named == told
    compare_behind(unit, period, reading, spans)


def compare_behind(unit: Unit, period: Period, reading, spans) -> None:
    for number, line in enumerate(reading.lines):
        cell = (unit, period, "prov", line.key, Measure.OUTCOME)
        amount = sum(each.amount for each in accounts_behind(*cell))
        if Measure.OUTCOME in line.amounts or Measure.OUTCOME not in spans:
            assert amount == line.amounts.get(Measure.OUTCOME, 0)
        page = lines_behind(*cell, page_size=None)
        assert page.total == sum(each.amount for each in page.lines) == amount
        compare_filtered(cell, CODINGS[number % len(CODINGS)])
        if period.key == "2024" and Measure.OUTCOME in spans:
            _kind, _first, last = spans[Measure.OUTCOME]
            assert sum(month[0] for month in months(unit, 2024, "prov", line.key)[: last % 100]) == amount


def compare_filtered(cell, coding: dict[str, object]) -> None:
    """A filter on coding is answered from sums and one on words from lines; "Text" stands in every line."""
    sums, of_lines = LineFilter(**coding), LineFilter(text="text", **coding)
    assert accounts_behind(*cell, filters=sums) == accounts_behind(*cell, filters=of_lines)
    page, other = (lines_behind(*cell, filters=filters, page_size=2) for filters in (sums, of_lines))
    assert (page.count, page.total, page.lines) == (other.count, other.total, other.lines)
