"""Every statement of every unit is what its lines add up to, line by line, in plain Python."""

from collections import defaultdict

import duckdb
import pytest

from tertial.domain.period import Period
from tertial.domain.statement import Layout, Measure
from tertial.economy.ledger import store
from tertial.economy.ledger.reading import layout_of, read_statement
from tertial.economy.models import Code, Dimension, LedgerImport, LedgerKind, Statement
from tertial.organisation.models import Unit

pytestmark = pytest.mark.django_db

Line = tuple[int, str, str, str, int]


def lines_of(kind: LedgerKind) -> list[Line]:
    """Month, unit of the ledger, account, activity and öre of every line that counts."""
    found: list[Line] = []
    for each in LedgerImport.objects.filter(kind=kind):
        path = str(store.lines_path(each.content))
        asked = duckdb.sql(f"SELECT period, unit, account, activity, amount FROM read_parquet('{path}')")
        found += asked.fetchall()
    return found


def below(unit: Unit) -> set[int]:
    """The unit and everything below it, now or before."""
    found = {unit.pk}
    while more := set(Unit.objects.filter(parent__in=found).values_list("pk", flat=True)) - found:
        found |= more
    return found


def added_up(layout: Layout, lines: list[Line], codes: set[str], months: range) -> dict[str, int]:
    """Öre as shown (income plus) of every row that holds codes, added up one line after the other."""
    sums: dict[str, int] = defaultdict(int)
    for month, unit, account, activity, amount in lines:
        if unit not in codes or month not in months:
            continue
        if not (layout.scope.holds_account(account) and layout.scope.holds_activity(activity)):
            continue
        for row in layout.added:
            if row.selection.holds_account(account) and row.selection.holds_activity(activity):
                sums[row.key] -= amount
    return sums


def test_every_statement_of_every_unit_is_what_its_lines_add_up_to(sample: Unit, periods: list[str]):
    ledger = {Measure.OUTCOME: lines_of(LedgerKind.OUTCOME), Measure.BUDGET: lines_of(LedgerKind.BUDGET)}
    keys = list(dict.fromkeys(Statement.objects.values_list("key", flat=True)))
    compared = 0
    for unit in Unit.objects.filter(successions_out=None, successions_in=None):
        held = below(unit)
        codes = set(Code.objects.filter(dimension=Dimension.UNIT, unit__in=held).values_list("code", flat=True))
        for key in keys:
            period = Period.parse(periods[0])
            reading = read_statement(unit, period, key)
            if reading.closed is None:
                continue
            months = range(period.year * 100 + 1, period.year * 100 + reading.closed.last + 1)
            layout = layout_of(unit, key, period.year)
            for measure, lines in ledger.items():
                expected = added_up(layout, lines, codes, months)
                for line in reading.lines:
                    if line.key in {row.key for row in layout.added} and measure in line.amounts:
                        assert line.amounts[measure] == expected[line.key], (unit, key, line.key, measure)
                        compared += 1
    assert compared > 100
