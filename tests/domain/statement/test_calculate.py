"""Balances become the rows of a layout, as docs/rules/statements.md works them out."""

import pytest

from tertial.domain.extent import Part, Whole
from tertial.domain.finding import Severity
from tertial.domain.statement import Layout, LayoutRow, LineKind, Measure, Selection, UnusableLayout, calculate
from tertial.domain.statement.layout import CodeGroup
from tests.domain.rule_page import table

LAYOUT = Layout(
    "income_statement",
    "Resultaträkning",
    (
        LayoutRow("income", "Intäkter", selection=Selection.parse(["3"])),
        LayoutRow("personnel", "Personal", selection=Selection.parse(["50-57"])),
        LayoutRow("premises", "Lokaler", selection=Selection.parse(["60-62"])),
        LayoutRow("result", "Resultat", LineKind.TOTAL, parts=("income", "personnel", "premises")),
    ),
    Selection.parse(["3-8"]),
)


def amounts(layout: Layout, *booked: tuple[str, str, int], **more: object) -> dict[str, int]:
    """The outcome of each row."""
    balances = [(account, activity, Measure.OUTCOME, ore) for account, activity, ore in booked]
    reading = calculate(layout, balances, known=[Measure.OUTCOME], **more)
    return {line.key: line.amounts[Measure.OUTCOME] for line in reading.lines}


def test_the_worked_ledger_becomes_the_worked_rows():
    booked = [(row["account"], "", int(row["booked, öre"])) for row in table("statements", "account")]
    expected = {row["row"]: int(row["shown, öre"]) for row in table("statements", "row", "shown, öre")}

    assert amounts(LAYOUT, *booked) == expected


def test_what_belongs_to_no_row_is_told_with_its_amount_and_is_in_no_row():
    balances = [("5800", "10", Measure.OUTCOME, 7000), ("5800", "20", Measure.OUTCOME, 100)]

    reading = calculate(LAYOUT, balances, known=[Measure.OUTCOME])

    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("account-unmapped", Severity.ERROR)
    assert finding.message.params["account"] == "5800"
    assert finding.message.params["amount"].value == -71
    assert all(line.amounts[Measure.OUTCOME] == 0 for line in reading.lines)


def test_what_belongs_to_two_rows_is_told_and_counted_once():
    rows = (
        LayoutRow("people", "Personal", selection=Selection.parse(["5"])),
        LayoutRow("pensions", "Pensioner", selection=Selection.parse(["57"])),
        LayoutRow("all", "Alla", LineKind.TOTAL, parts=("people", "pensions")),
    )
    layout = Layout("double", "Dubbel", rows)

    reading = calculate(layout, [("5710", "", Measure.OUTCOME, 100)], known=[Measure.OUTCOME])

    assert [line.amounts[Measure.OUTCOME] for line in reading.lines] == [-100, 0, -100]
    assert [finding.code for finding in reading.findings] == ["account-doubly-mapped"]
    assert reading.findings[0].message.params["rows"] == "Personal, Pensioner"


def test_a_row_of_which_tells_and_is_not_added():
    rows = (
        LayoutRow("total", "Politik", LineKind.TOTAL, Selection.parse([], ["1"])),
        LayoutRow("parties", "Partier", LineKind.OF_WHICH, Selection.parse([], ["110"])),
    )

    assert amounts(Layout("net", "Netto", rows), ("5010", "110", 40), ("5010", "100", 60)) == {
        "total": -100,
        "parties": -40,
    }


def test_a_row_can_ask_for_both_accounts_and_activities():
    rows = (
        LayoutRow("roads", "Avskrivning gator", selection=Selection.parse(["79"], ["24"])),
        LayoutRow("others", "Övrigt", selection=Selection.parse(["5"])),
    )

    assert amounts(
        Layout("both", "Båda", rows, Selection.parse(["79"], ["24"])), ("7910", "240", 5), ("7910", "9", 7)
    ) == {
        "roads": -5,
        "others": 0,
    }


def test_what_is_not_known_has_no_amount_and_no_deviation():
    reading = calculate(LAYOUT, [("3110", "", Measure.OUTCOME, -5)], known=[Measure.OUTCOME])

    assert set(reading.lines[0].amounts) == {Measure.OUTCOME}


def test_a_sum_has_a_forecast_when_each_of_its_parts_has_one():
    made = {row: foreseen(amount) for row, amount in {"income": 10, "personnel": -4}.items()}
    some = calculate(LAYOUT, [], forecast=made)
    lacking = calculate(LAYOUT, [], forecast=made | {"premises": foreseen(None)})
    every = calculate(LAYOUT, [], forecast=made | {"premises": foreseen(-1)})

    assert Measure.FORECAST not in some.lines[-1].amounts
    assert Measure.FORECAST not in lacking.lines[-1].amounts
    assert str(lacking.lines[-1].without["forecast_deviation"]) == "1 of 1 units have no forecast: Nämnden."
    assert every.lines[-1].amounts[Measure.FORECAST] == 5


def foreseen(amount):
    return Whole.of([Part("KS", "Nämnden", amount)])


@pytest.mark.parametrize(
    ("group", "holds", "not_held"),
    [("79", ["79", "7910"], ["7", "80"]), ("50-57", ["5010", "5799"], ["49", "58", "5"]), ("1*", ["1", "110"], ["2"])],
)
def test_a_group_holds_the_codes_that_begin_as_it_says(group, holds, not_held):
    parsed = CodeGroup.parse(group)

    assert all(parsed.holds(code) for code in holds)
    assert not any(parsed.holds(code) for code in not_held)


@pytest.mark.parametrize("text", ["", "57-50", "5-57", "a b", "50-", "*", "1%"])
def test_what_is_no_group_of_codes_is_refused_in_words(text):
    with pytest.raises(UnusableLayout):
        CodeGroup.parse(text)


@pytest.mark.parametrize(
    "rows",
    [
        (LayoutRow("a", "A"), LayoutRow("a", "B")),
        (LayoutRow("sum", "S", LineKind.TOTAL, parts=("later",)), LayoutRow("later", "L")),
    ],
)
def test_a_layout_that_contradicts_itself_is_refused(rows):
    with pytest.raises(UnusableLayout):
        Layout("key", "Titel", rows)
