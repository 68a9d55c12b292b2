"""Project tables as docs/rules/project-tables.md works them out, and what must hold for any table."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity, parse_decimal
from tertial.domain.project_table import (
    CHOICES,
    AmountSign,
    ColumnKey,
    Convention,
    DeviationSign,
    LedgerSums,
    Measure,
    ProjectFacts,
    RowsBy,
    TableShape,
    column_name,
    column_named,
    figures_of,
    read_table,
    used_share,
    utilisation,
    with_parts,
)
from tertial.domain.project_table.declaring import wrong_in
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tests.domain.rule_page import table, tables, with_plain_spaces

TKR = 100_000  # öre
CONVENTIONS = st.builds(Convention, st.sampled_from(AmountSign), st.sampled_from(DeviationSign))
AMOUNTS = st.integers(-(10**12), 10**12)
PLAIN = Convention()


def columns(*names: str) -> tuple[ColumnKey, ...]:
    return tuple(ColumnKey(Measure(name)) for name in names)


PARTS, AHEAD = ("expenditure", "income", "net"), columns("expected", "expected_deviation")
SHAPES = {
    shape.key: shape
    for shape in (
        TableShape("digitalisation_pot", columns("reserved", "allotted", "outcome"), has_parts=True),
        TableShape("external_funding", columns("applied", "received", "budget"), extra=AHEAD),
        TableShape("investments", columns("budget", "outcome", "deviation"), extra=AHEAD, has_reserve=True),
        TableShape("development_projects", columns(*PARTS, "budget", "deviation"), RowsBy.GROUP, AHEAD),
        TableShape("exploitation_outcome", columns(*PARTS, "forecast", "deviation"), RowsBy.GROUP, AHEAD),
        TableShape("investment_projects", columns("budget", "outcome", "deviation"), RowsBy.GROUP, AHEAD),
        TableShape("remaining", columns("decided", "outcome", "remaining", "used")),
    )
}


def booked(printed: str, convention: Convention) -> int:
    return convention.booked(int(parse_decimal(printed)) * TKR)


def printed(ore: int) -> str:
    return with_plain_spaces(format_quantity(from_ore(ore, Unit.TKR, 0)))


def facts(name: str = "Gata", group: str = "", **entered: int) -> ProjectFacts:
    return ProjectFacts(
        Ref("project", name), name, {ColumnKey(Measure(key)): ore for key, ore in entered.items()}, None, group
    )


@pytest.mark.parametrize(
    "row", table("project-tables", "table", "amounts"), ids=lambda row: f"{row['table']} {row['row']}"
)
def test_the_printed_deviation_follows_from_the_tables_convention(row: dict[str, str]):
    shape = SHAPES[row["table"]]
    convention = Convention(AmountSign(row["amounts"]), DeviationSign(row["deviation"]))
    outcome, plan = shape.compared
    spent = booked(row["outcome"], convention)
    given_as = {Measure.NET: {Measure.EXPENDITURE: spent}, Measure.OUTCOME: {Measure.OUTCOME: spent}}[outcome]
    entered = {ColumnKey(key): ore for key, ore in {**given_as, plan: booked(row["budget"], convention)}.items()}

    figures = figures_of(shape, ProjectFacts(Ref("project", 1), row["row"], entered), convention).amounts

    assert printed(figures[ColumnKey(outcome)]) == row["outcome"]
    assert printed(figures[ColumnKey(Measure.DEVIATION)]) == row["printed deviation"]


@pytest.mark.parametrize("row", table("project-tables", "amounts", "an expenditure of 5 500 is printed"))
def test_the_convention_says_how_expenditure_and_income_are_printed(row: dict[str, str]):
    convention = Convention(AmountSign(row["amounts"]))

    assert printed(convention.shown(5_500 * TKR)) == row["an expenditure of 5 500 is printed"]
    assert printed(convention.shown(-783 * TKR)) == row["an income of 783 is printed"]


@pytest.mark.parametrize("row", table("project-tables", "table", "expenditure"))
def test_net_is_expenditure_and_income_together(row: dict[str, str]):
    shape = SHAPES[row["table"]]
    ledger = LedgerSums(booked(row["expenditure"], PLAIN), booked(row["income"], PLAIN))

    figures = figures_of(shape, ProjectFacts(Ref("project", 1), "Alla", ledger=ledger), PLAIN).amounts

    assert printed(figures[ColumnKey(Measure.NET)]) == row["net"]


@pytest.mark.parametrize("row", table("project-tables", "amounts", "decided"))
def test_what_remains_is_the_plan_less_what_is_used_with_the_sign_of_the_plan(row: dict[str, str]):
    convention = Convention(AmountSign(row["amounts"]))
    given_as = {"decided": booked(row["decided"], convention), "outcome": booked(row["outcome"], convention)}

    amounts = figures_of(SHAPES["remaining"], facts(**given_as), convention).amounts

    assert printed(amounts[ColumnKey(Measure.REMAINING)]) == row["remaining"]
    share = Quantity(used_share(SHAPES["remaining"], amounts), Unit.PERCENT, 0)
    assert with_plain_spaces(format_quantity(share, with_unit=True)) == row["used"]


@pytest.mark.parametrize("row", table("project-tables", "declared", "rows"), ids=lambda row: row["declared"])
def test_what_cannot_be_declared_is_told_why(row: dict[str, str]):
    rows, names = row["rows"], row["declared"].replace("`", "").split(", ")

    told = wrong_in(TableShape("ninth", tuple(filter(None, map(column_named, names))), RowsBy(rows)))

    assert (str(told).partition(";")[0] if told else "–") == row["what is said"]


def test_every_column_has_a_name_by_which_it_is_found():
    assert len({column_name(each) for each in CHOICES}) == len(CHOICES)
    assert all(column_named(column_name(each)) == each for each in CHOICES)
    assert column_named("colour") is None


def test_utilisation_is_told_with_and_without_the_reserve():
    (rows,) = [found for found in tables("project-tables") if "utilisation" in found[0]]
    whole, without = rows
    reserve = re.search(r"−[0-9 ]+", without[""]).group()
    convention = Convention(deviation=DeviationSign.BUDGET_MINUS_OUTCOME)
    used = facts(budget=booked(without["budget"], convention), outcome=booked(without["outcome"], convention))
    held = ProjectFacts(
        Ref("project", 2), "Reserv", {ColumnKey(Measure.BUDGET): booked(reserve, convention)}, is_reserve=True
    )

    reading = read_table(SHAPES["investments"], [used, held], [], convention)

    told = utilisation(reading)
    percent = [
        with_plain_spaces(format_quantity(Quantity(share, Unit.PERCENT, 0), with_unit=True))
        for share in (told.with_reserve, told.without_reserve)
    ]
    assert percent == [whole["utilisation"], without["utilisation"]]
    assert printed(reading.total.amounts[ColumnKey(Measure.BUDGET)]) == whole["budget"]
    assert printed(reading.total.amounts[ColumnKey(Measure.DEVIATION)]) == whole["deviation"]
    assert printed(told.deviation_without_reserve) == without["deviation"]


def test_what_is_not_entered_is_no_nought_and_the_table_says_who_lacks_it():
    projects = [
        facts("A", "planning", budget=100, outcome=30),
        facts("B", "planning", budget=7),
        facts("C", "planning", outcome=5),
    ]

    reading = read_table(SHAPES["investment_projects"], projects, ["planning"], PLAIN)

    deviation, outcome = ColumnKey(Measure.DEVIATION), ColumnKey(Measure.OUTCOME)
    assert [deviation in each.amounts for each in reading.projects] == [True, False, False]
    assert not {deviation, outcome} & reading.total.amounts.keys()
    (told,) = [str(finding.message) for finding in reading.findings if finding.code == "project-side-missing"]
    assert told.startswith("2 of 3 projects lack plan or outcome, so there is no deviation of all: B, C.")


def test_without_budget_there_is_no_utilisation_to_tell():
    reading = read_table(SHAPES["investments"], [facts(outcome=5 * TKR)], [], PLAIN)

    assert utilisation(reading).with_reserve is None


def test_a_stage_is_the_sum_of_its_projects_and_comes_in_the_order_of_the_municipality():
    projects = [
        facts("A", "planning", budget=100, outcome=30),
        facts("B", "decided", budget=50, outcome=60),
        facts("C", "planning", budget=7, outcome=0),
    ]

    reading = read_table(SHAPES["investment_projects"], projects, ["decided", "planning", "guarantee"], PLAIN)

    assert [(line.key, line.count) for line in reading.lines] == [("decided", 1), ("planning", 2), ("guarantee", 0)]
    planning = reading.lines[1].amounts
    assert planning[ColumnKey(Measure.BUDGET)] == -107
    assert planning[ColumnKey(Measure.DEVIATION)] == -30 - -107
    assert reading.lines[2].amounts[ColumnKey(Measure.BUDGET)] == 0


def test_a_project_without_a_stage_stands_in_a_row_of_its_own_and_is_a_finding():
    reading = read_table(SHAPES["investment_projects"], [facts("A", "gone", budget=5, outcome=0)], ["decided"], PLAIN)

    assert [(line.key, line.count) for line in reading.lines] == [("decided", 0), ("none", 1)]
    assert [finding.code for finding in reading.findings] == ["project-without-group"]
    assert reading.total.amounts[ColumnKey(Measure.BUDGET)] == -5


def test_the_ledger_decides_where_there_is_a_project_code_and_what_was_entered_is_a_finding():
    shape = SHAPES["investments"]
    entered = {ColumnKey(Measure.OUTCOME): 999, ColumnKey(Measure.BUDGET): 100}
    coded = ProjectFacts(Ref("project", 1), "Kamera", entered, LedgerSums(70, -20))

    reading = read_table(shape, [coded], [], PLAIN)

    assert reading.total.amounts[ColumnKey(Measure.OUTCOME)] == -50
    assert [finding.code for finding in reading.findings] == ["entered-beside-ledger"]


def test_a_code_without_lines_is_an_outcome_of_nothing_and_no_code_is_no_outcome():
    shape = SHAPES["investments"]

    with_code = figures_of(shape, ProjectFacts(Ref("project", 1), "A", ledger=LedgerSums()), PLAIN).amounts
    without = figures_of(shape, ProjectFacts(Ref("project", 2), "B"), PLAIN).amounts

    assert with_code[ColumnKey(Measure.OUTCOME)] == 0
    assert ColumnKey(Measure.OUTCOME) not in without


def test_grants_receive_what_the_ledger_has_as_income():
    shape = SHAPES["external_funding"]

    figures = figures_of(shape, ProjectFacts(Ref("project", 1), "Bidrag", ledger=LedgerSums(40, -783)), PLAIN).amounts

    assert figures[ColumnKey(Measure.RECEIVED)] == 783


def test_a_pot_holds_its_own_amounts_and_those_of_its_parts_from_ledger_or_hand():
    shape = SHAPES["digitalisation_pot"]
    parts = [
        facts("A", allotted=30, outcome=12),
        ProjectFacts(Ref("project", "B"), "B", {ColumnKey(Measure.ALLOTTED): 25}, LedgerSums(8, 0)),
    ]

    whole = with_parts(shape, facts("Pott", reserved=50), parts)
    reading = read_table(shape, [whole], [], Convention(AmountSign.COST_PLUS))

    assert reading.total.amounts == {
        ColumnKey(Measure.RESERVED): 50,
        ColumnKey(Measure.ALLOTTED): 55,
        ColumnKey(Measure.OUTCOME): 20,
    }
    assert [finding.code for finding in reading.findings] == ["allotted-above-reserved"]


def test_a_project_without_any_amount_is_noted():
    reading = read_table(SHAPES["investments"], [facts()], [], PLAIN)

    assert [finding.code for finding in reading.findings] == ["project-without-amounts"]


@given(AMOUNTS, CONVENTIONS)
def test_what_is_shown_can_be_booked_back(amount: int, convention: Convention):
    assert convention.booked(convention.shown(amount)) == amount


@given(AMOUNTS, AMOUNTS, CONVENTIONS)
def test_more_is_better_says_which_way_a_saving_shows(budget: int, saved: int, convention: Convention):
    """Spending less than budgeted gives a deviation above zero exactly where more is better."""
    less = convention.shown(budget - abs(saved)), convention.shown(budget)

    deviation = convention.difference(*less)

    assert (deviation >= 0) == convention.more_is_better() or deviation == 0


@given(
    st.sampled_from(list(SHAPES.values())),
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c", ""]), AMOUNTS, AMOUNTS, st.booleans(), AMOUNTS, AMOUNTS), max_size=8
    ),
    CONVENTIONS,
)
def test_every_total_is_the_sum_of_its_rows_and_no_project_is_lost(shape, rows, convention: Convention):
    given_facts = [
        ProjectFacts(
            Ref("project", number),
            str(number),
            dict(zip(shape.entered, (first, second), strict=False)),
            LedgerSums(debit, credit) if coded else None,
            group,
        )
        for number, (group, first, second, coded, debit, credit) in enumerate(rows)
    ]

    reading = read_table(shape, given_facts, ["a", "b"], convention)

    assert sum(line.count for line in reading.lines) == len(rows)
    for column, amount in reading.total.amounts.items():
        assert amount == sum(line.amounts.get(column, 0) for line in reading.lines)
    if shape.rows is not RowsBy.GROUP:
        assert {line.key for line in reading.lines} == {each.ref for each in given_facts}


def test_the_rule_says_in_words_how_the_deviation_is_worked_out():
    convention = Convention(deviation=DeviationSign.BUDGET_MINUS_OUTCOME)

    sentences = [str(message) for message in convention.rule("Utfall", "Prognos VP", "Avvikelse")]

    assert sentences == [
        "Expenditure is written with a minus and income without a sign.",
        "Avvikelse = prognos VP − utfall, each with its sign.",
        "A minus means that less was spent than the plan allowed.",
    ]


def test_a_share_is_kept_in_full():
    reading = read_table(SHAPES["investments"], [facts(budget=3, outcome=1)], [], PLAIN)

    assert utilisation(reading).with_reserve == Decimal(100) / 3


@pytest.mark.parametrize("row", table("project-tables", "known at"), ids=lambda row: row["known at"])
def test_a_sum_has_a_forecast_only_where_every_project_in_it_has_one(row: dict[str, str]):
    convention = Convention(AmountSign.COST_MINUS, DeviationSign.BUDGET_MINUS_OUTCOME)

    def project(name: str) -> ProjectFacts:
        said = {"budget": row[f"{name}, budget"], "expected": row[f"{name}, forecast"]}
        return facts(name, **{key: booked(amount, convention) for key, amount in said.items() if amount != "–"})

    total = read_table(SHAPES["investments"], [project("fibre"), project("flats")], [], convention).total.amounts

    def told(measure: Measure) -> str:
        amount = total.get(ColumnKey(measure))
        return printed(amount) if amount is not None else "–"

    assert told(Measure.EXPECTED) == row["forecast of both"]
    assert told(Measure.EXPECTED_DEVIATION) == row["deviation of both"]
