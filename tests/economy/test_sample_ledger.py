"""The sample municipality's ledger, imported like any other, comes to the figures of the published report."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tertial.demo.ledger import written_export
from tertial.demo.loaded import sample
from tertial.domain.deviation import change_percent, deviation_percent
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_decimal
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as Measured
from tertial.domain.quantity import round_half_up
from tertial.domain.statement import Measure, StatementLine, StatementReading
from tertial.economy.budget.queries.forecasts import forecast_table
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import LedgerImport, LedgerKind, Statement
from tertial.economy.projects.queries.ledger_sums import ledger_sums
from tertial.organisation.queries import unit_by_code
from tests.shared.published.economy import chosen_tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]

TABLES = chosen_tables()
YEAR = Period.parse("2024")
ROW_KEYS = {
    "income_statement": (
        *("income", "personnel", "premises", "grants_given", "purchased_activity", "consultants"),
        *("goods_services", "other", "capital_cost", "costs", "result"),
    ),
    "operations": ("political", "infrastructure", "care", "common", "result"),
    "net_cost_political": ("total", "committees", "parties", "other_political"),
    "net_cost_infrastructure": (
        *("total", "planning", "business", "roads", "rescue", "defence", "other_infrastructure"),
    ),
    "net_cost_common": ("total",),
}
MEASURES = {
    "Budget helår": Measure.BUDGET_YEAR,
    "Utfall helår": Measure.OUTCOME,
    "Avvikelse helår": Measure.DEVIATION,
    "Utfall föregående år": Measure.PREVIOUS,
    "jan-dec 2022": Measure.BEFORE_PREVIOUS,
    "jan-dec 2023": Measure.PREVIOUS,
    "jan-dec 2024": Measure.OUTCOME,
}
FROM = {Measure.OUTCOME: Measure.PREVIOUS, Measure.PREVIOUS: Measure.BEFORE_PREVIOUS}


def read(key: str) -> StatementReading:
    return read_statement(unit_by_code("KS"), YEAR, key)


def lines(key: str) -> dict[str, StatementLine]:
    return {line.key: line for line in read(key).lines}


def rows(key: str) -> list[list[str]]:
    """The published rows that are rows of the statement: not `Varav` and not the percent below."""
    return [row for row in TABLES[key]["rows"] if row[0] != "Varav:" and not row[0].startswith("Procentuell")]


def tkr(ore: int) -> str:
    return plain(format_decimal(from_ore(ore, Measured.TKR, 0).value, 0))


def percent(share: Decimal | None, decimals: int) -> str:
    assert share is not None
    return f"{plain(format_decimal(share, decimals))} %"


def plain(text: str) -> str:
    return " ".join(text.replace("−", "-").split())


@pytest.mark.parametrize("key", TABLES)
def test_every_amount_comes_out_as_published_in_whole_thousands(key: str):
    found = lines(key)
    for row, row_key in zip(rows(key), ROW_KEYS[key], strict=True):
        assert found[row_key].label == row[0]
        for cell, column in zip(row, TABLES[key]["columns"], strict=True):
            if column in MEASURES:
                assert tkr(found[row_key].amounts[MEASURES[column]]) == cell, (row_key, column)


def test_deviations_in_percent_come_out_as_published():
    layout = Statement.objects.get(municipality__code="HUDDINGE", key="operations")
    decimals = {row.key: row.percent_decimals or layout.percent_decimals for row in layout.rows.all()}
    found = lines("operations")
    for row, key in zip(rows("operations"), ROW_KEYS["operations"], strict=True):
        amounts = found[key].amounts
        assert percent(deviation_percent(amounts[Measure.DEVIATION], amounts[Measure.BUDGET]), decimals[key]) == row[4]


@pytest.mark.parametrize("key", [key for key in TABLES if key.startswith("net_cost")])
def test_net_cost_has_grown_by_the_published_percent(key: str):
    amounts = lines(key)["total"].amounts
    published = TABLES[key]["rows"][-1]
    for cell, column in zip(published[2:], TABLES[key]["columns"][2:], strict=True):
        now = MEASURES[column]
        assert percent(change_percent(amounts[now], amounts[FROM[now]]), 0) == cell


def test_what_the_board_does_not_do_comes_to_nothing():
    for key, line in lines("operations").items():
        if key not in ROW_KEYS["operations"]:
            assert not any(line.amounts.values())


@pytest.mark.parametrize("key", TABLES)
def test_every_account_and_activity_belongs_to_exactly_one_row(key: str):
    assert read(key).findings == ()


def test_all_the_statements_tell_of_the_same_money():
    results = [lines(key)["result"].amounts for key in ("income_statement", "operations")]
    assert results[0] == results[1]
    for key, row in (
        ("net_cost_political", "political"),
        ("net_cost_infrastructure", "infrastructure"),
        ("net_cost_common", "common"),
    ):
        assert lines(key)["total"].amounts == lines("operations")[row].amounts
        parts = [line.amounts for each, line in lines(key).items() if each != "total"]
        if parts:
            total = lines(key)["total"].amounts
            assert {measure: sum(part[measure] for part in parts) for measure in total} == total


def test_every_month_has_something_booked_and_budgeted():
    imports = LedgerImport.objects.filter(municipality__code="HUDDINGE")
    for kind in LedgerKind:
        covered = {period for each in imports.filter(kind=kind) for period in each.periods}
        assert covered == {year * 100 + month for year in (2022, 2023, 2024) for month in range(1, 13)}


def test_nothing_was_refused_and_debit_and_credit_are_equal():
    for each in LedgerImport.objects.filter(municipality__code="HUDDINGE"):
        assert each.refused_count == 0
        if each.kind == LedgerKind.OUTCOME:
            assert each.debit + each.credit == 0


def test_the_whole_export_has_three_years_and_three_hundred_thousand_lines(tmp_path: Path):
    files = written_export(tmp_path)
    counts: dict[str, dict[int, int]] = {"outcome": {}, "budget": {}}
    for file in files:
        with file.path.open("rb") as opened:
            counts[file.kind][file.year] = sum(1 for _line in opened) - 1

    assert set(counts["outcome"]) == set(counts["budget"]) == {2022, 2023, 2024}
    assert sum(counts["outcome"].values()) >= 300_000
    assert min(counts["outcome"].values()) >= 80_000


def declared_projects() -> list[dict[str, Any]]:
    """Every project with a code in the sample, and the exploitation parts, which have codes of their own."""
    projects = [each for each in sample("projects-2024.toml")["projects"] if "code" in each]
    return projects + [each["exploitation"] for each in projects if "exploitation" in each]


def test_every_project_has_booked_what_its_table_prints():
    sums = ledger_sums(unit_by_code("KS"), YEAR)
    projects = declared_projects()
    kinds_that_cost_plus = {"special_initiatives", "digitalisation_pot"}
    checked = 0
    for each in projects:
        booked = sums.get(each["code"])
        debit, credit = (booked.expenditure, booked.income) if booked else (0, 0)
        if "outcome" in each:
            sign = 1 if each.get("kind") in kinds_that_cost_plus else -1
            assert sign * (debit + credit) == ore(each["outcome"]), each["code"]
            checked += 1
        if "received" in each:
            assert -credit == ore(each["received"]), each["code"]
            checked += 1
        for name, amount in (("expenditure", -debit), ("income", -credit)):
            if name in each:
                assert amount == ore(each[name]), (each["code"], name)
                checked += 1

    assert checked >= len(projects) > 60


def test_nothing_is_booked_on_a_project_that_nobody_knows():
    known = {each["code"] for each in declared_projects()}

    assert set(ledger_sums(unit_by_code("KS"), YEAR)) - {""} <= known


def ore(thousands: float) -> int:
    return int(Decimal(str(thousands)) * 100_000)


def test_the_published_text_amounts_in_millions_come_out_too():
    """What the report writes in its running text, with one decimal."""
    found = lines("income_statement")
    deviations = {
        "income": "23.8",
        "personnel": "2.3",
        "purchased_activity": "5.4",
        "consultants": "-29.7",
        "goods_services": "19.0",
        "capital_cost": "-7.4",
        "result": "13.8",
    }
    for key, millions in deviations.items():
        assert in_millions(found[key].amounts[Measure.DEVIATION]) == Decimal(millions), key
    personnel = found["personnel"].amounts
    assert in_millions(personnel[Measure.PREVIOUS] - personnel[Measure.OUTCOME]) == Decimal("58.5")
    activities = lines("operations")
    for key, millions in {"political": "-5.4", "infrastructure": "6.9", "common": "12.3"}.items():
        assert in_millions(activities[key].amounts[Measure.DEVIATION]) == Decimal(millions), key
    assert in_millions(found["result"].amounts[Measure.BUDGET_YEAR]) == Decimal("-818.3")


def in_millions(ore: int) -> Decimal:
    return round_half_up(from_ore(ore, Measured.MNKR, 1).value, 1)


def test_no_season_repeats_itself_so_that_it_foresees_the_year_exactly():
    rows = forecast_table(unit_by_code("KS"), Period.parse("2024-T2"), "income_statement")[0]
    final = {line.key: line.amounts[Measure.OUTCOME] for line in read("income_statement").lines}

    missed = {
        row.line.key: abs(row.by_season.amount - final[row.line.key]) / abs(final[row.line.key])
        for row in rows
        if row.by_season.amount is not None
    }

    exact = [row for row, share in missed.items() if share < 0.001]
    assert len(missed) >= 6
    assert len(exact) <= 1
    assert max(missed.values()) < 0.25
