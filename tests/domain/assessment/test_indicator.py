from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.assessment import Cause, IndicatorState, Outcome, judge_indicator, judge_printed_target
from tertial.domain.finding import Severity
from tertial.domain.numbers_sv import format_decimal, parse_decimal, parse_quantity
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.target import Direction, parse_target
from tests.domain.rule_page import table

REPORT = Period.parse("2024")
TOLERANCE = Decimal(5)
GROWING = [IndicatorState.NOT_MET, IndicatorState.CLOSE, IndicatorState.MET]
WORDS = {state: state.value.replace("_", " ") for state in IndicatorState}
FIGURES = st.decimals(-1000, 1000, places=1)


def outcome(period: str, figure: str, **more: object) -> Outcome:
    quantity = parse_quantity(figure)
    return Outcome(Period.parse(period), quantity.value, quantity.decimals, **more)


def judge(
    *outcomes: Outcome, target: str = "≥10", direction=Direction.HIGHER, report=REPORT, lag=0, tolerance=TOLERANCE
):
    return judge_printed_target(
        outcomes=outcomes,
        expression=target,
        direction=direction,
        period=report,
        lag_years=lag,
        tolerance_percent=tolerance,
    )


def judged_row(row: dict[str, str]):
    return judge(
        *(outcome(year, row[year]) for year in ("2022", "2023", "2024") if row[year]),
        target=row["target 2024"],
        direction=Direction(row["better is"]),
        lag=int(row["lag"]),
    )


def miss_in_percent(result) -> str:
    bound = result.target.nearest_bound(result.outcome.value).value
    return format_decimal(result.target.distance(result.outcome.value) / bound * 100, 1) if bound else "–"


def test_the_real_indicators_stand_as_on_the_rule_page():
    rows = table("indicator-status", "goal", "indicator")
    assert len(rows) == 18
    for row in rows:
        result = judged_row(row)
        computed = {
            "judged": format_decimal(result.outcome.value, result.outcome.decimals),
            "miss, %": miss_in_percent(result),
            "rule": WORDS[result.state],
        }
        assert {"indicator": row["indicator"]} | computed == {
            name: row[name] for name in ("indicator", "judged", "miss, %", "rule")
        }


def test_the_real_indicators_add_up_to_what_the_rule_page_says():
    rows = table("indicator-status", "goal", "indicator")
    assert Counter(WORDS[judged_row(row).state] for row in rows) == {"met": 8, "close": 6, "not met": 4}
    assert Counter(row["published"] for row in rows) == {"met": 12, "not met": 6}
    differing = [row["indicator"].split()[0] for row in rows if row["published"] == "met" != row["rule"]]
    assert differing == ["Hyresrätter", "Bostadsrätter", "Invånare", "Budgethållning"]


def test_rounding_on_a_strict_limit_is_found_as_on_the_rule_page():
    for row in table("indicator-status", "target", "better is"):
        result = judge(outcome("2024", row["outcome"]), target=row["target"], direction=Direction(row["better is"]))
        assert WORDS[result.state] == row["state"]
        assert [finding.code for finding in result.findings] == ([row["finding"]] if row["finding"] else [])


def test_the_finding_of_a_rounded_outcome_names_the_outcome_and_the_target():
    (finding,) = judge(outcome("2024", "15,0", ref=Ref("outcome", 77)), target=">15").findings
    assert (finding.severity, finding.ref) == (Severity.WARNING, "outcome:77")
    assert "outcome 15,0 is known only rounded and is exactly on the limit of the target >15" in str(finding.message)


def test_a_count_on_a_strict_limit_hides_nothing():
    result = judge(outcome("2024", "125", exact=True), target=">125 per år")
    assert (result.state, result.findings) == (IndicatorState.CLOSE, ())


@pytest.mark.parametrize(
    ("target", "figure", "lag", "cause"),
    [
        ("", "12", 0, Cause.NO_TARGET),
        ("  ", "", 0, Cause.NO_TARGET),
        ("öka", "12", 0, Cause.UNREADABLE_TARGET),
        ("öka", "", 1, Cause.UNREADABLE_TARGET),
        ("≥10", "", 0, Cause.NO_OUTCOME),
        ("≥10", "", 1, Cause.PUBLISHED_LATER),
    ],
)
def test_what_cannot_be_judged_says_why(target, figure, lag, cause):
    result = judge(*([outcome("2024", figure)] if figure else []), target=target, lag=lag)
    assert (result.state, result.cause) == (IndicatorState.CANNOT_JUDGE, cause)
    assert (result.outcome is None) == (figure == "")


def test_an_unreadable_target_gives_the_sentence_of_the_reader():
    (finding,) = judge(outcome("2024", "12"), target="öka").findings
    assert (finding.code, finding.severity) == ("unreadable-target", Severity.ERROR)
    assert str(finding.message).startswith("öka compares with another figure.")


@pytest.mark.parametrize(
    ("report", "lag", "judged"),
    [
        ("2024", 0, "2024"),
        ("2024-T2", 0, "2024-T2"),
        ("2024-T1", 0, "2024-03"),
        ("2023", 0, None),
        ("2023", 1, "2022"),
        ("2025", 1, "2024"),
        ("2025", 0, None),
        ("2024-02", 2, "2022"),
    ],
)
def test_the_newest_outcome_that_exists_for_the_report_is_judged(report, lag, judged):
    outcomes = [outcome(period, "12") for period in ("2024-T2", "2022", "2024", "2024-03", "2024-12")]
    result = judge(*outcomes, report=Period.parse(report), lag=lag)
    assert (result.outcome.period.key if result.outcome else None) == judged


def test_the_final_outcome_is_judged_before_the_preliminary_one():
    final, preliminary = outcome("2024", "12"), outcome("2024", "9", preliminary=True)
    assert judge(final, preliminary).outcome is final
    assert judge(preliminary, final).outcome is final


def test_of_two_final_outcomes_the_one_added_last_is_judged():
    first, last = outcome("2024", "12"), outcome("2024", "9")
    assert judge(first, last).outcome is last


@pytest.mark.parametrize(
    ("period", "report", "codes"),
    [
        ("2024-T2", "2024", ["outcome-ends-early"]),
        ("2024-03", "2024-T1", ["outcome-ends-early"]),
        ("2024-12", "2024", ["target-of-whole-year"]),
        ("2024-04", "2024-T1", ["target-of-whole-year"]),
        ("2023", "2024", []),
    ],
)
def test_an_outcome_that_ends_early_is_noted(period, report, codes):
    result = judge(outcome(period, "12"), report=Period.parse(report), lag=1)
    assert [finding.code for finding in result.findings] == codes


def test_a_target_of_the_year_is_judged_on_a_part_of_it_only_where_that_settles_it():
    for row in table("indicator-status", "target of a year"):
        better = Direction(row["better is"])
        period = Period.parse(row["for"])
        result = judge(
            outcome(row["for"], row["outcome"]), target=row["target of a year"], direction=better, report=period
        )
        assert (WORDS[result.state], str(result.cause or "")) == (row["state"], row["cause"])
        assert [finding.code for finding in result.findings] == ([] if period.is_year else ["target-of-whole-year"])


@pytest.mark.parametrize(
    ("figure", "state"),
    [("9,5", IndicatorState.CLOSE), ("9,4", IndicatorState.NOT_MET), ("10,0", IndicatorState.MET)],
)
def test_the_tolerance_ends_at_its_last_figure(figure, state):
    assert judge(outcome("2024", figure), target="≥10").state is state


def test_a_zero_bound_has_no_tolerance_even_on_the_limit():
    assert judge(outcome("2024", "0"), target=">0").state is IndicatorState.NOT_MET


def test_without_tolerance_nothing_is_close():
    assert judge(outcome("2024", "15"), target=">15", tolerance=Decimal(0)).state is IndicatorState.NOT_MET


@pytest.mark.parametrize(("lag", "tolerance"), [(-1, Decimal(5)), (0, Decimal(-5))])
def test_neither_lag_nor_tolerance_is_negative(lag, tolerance):
    with pytest.raises(ValueError, match="cannot be negative"):
        judge_indicator(outcomes=[], target=None, period=REPORT, lag_years=lag, tolerance_percent=tolerance)


def state_of(value: Decimal, target: str, tolerance: Decimal = TOLERANCE) -> int:
    result = judge_indicator(
        outcomes=[Outcome(REPORT, value, 1)],
        target=parse_target(target, Direction.EXACT),
        period=REPORT,
        lag_years=0,
        tolerance_percent=tolerance,
    )
    return GROWING.index(result.state)


@given(FIGURES, FIGURES, FIGURES, st.sampled_from("<≤"))
def test_a_lower_outcome_never_stands_worse_against_an_upper_limit(one, other, limit, sign):
    low, high = sorted((one, other))
    target = sign + format_decimal(limit, 1)
    assert state_of(low, target) >= state_of(high, target)


@given(FIGURES, FIGURES, FIGURES, st.sampled_from(">≥"))
def test_a_higher_outcome_never_stands_worse_against_a_lower_limit(one, other, limit, sign):
    low, high = sorted((one, other))
    target = sign + format_decimal(limit, 1)
    assert state_of(high, target) >= state_of(low, target)


@given(FIGURES, FIGURES, st.decimals(0, 20, places=1), st.decimals(0, 20, places=1))
def test_a_wider_tolerance_never_makes_an_indicator_worse(value, limit, one, other):
    narrow, wide = sorted((one, other))
    target = f"≥{format_decimal(limit, 1)}"
    assert state_of(value, target, wide) >= state_of(value, target, narrow)


@given(st.permutations(["2022", "2023", "2024-T1", "2024-T2", "2024"]))
def test_the_order_of_the_outcomes_does_not_matter(periods):
    result = judge(*(outcome(period, "12") for period in periods), lag=2)
    assert result.outcome.period == Period.of_year(2024)


@given(st.lists(FIGURES, max_size=3), st.sampled_from(["", "öka", "≥10", "0 ± 2"]), st.integers(0, 2))
def test_a_cause_stands_exactly_where_nothing_can_be_judged(figures, target, lag):
    outcomes = [Outcome(Period.of_year(2024 - age), figure, 1) for age, figure in enumerate(figures)]
    result = judge(*outcomes, target=target, lag=lag)
    assert (result.cause is not None) == (result.state is IndicatorState.CANNOT_JUDGE)
    if result.state is not IndicatorState.CANNOT_JUDGE:
        assert result.outcome is not None
        assert result.target is not None


def test_a_figure_with_stored_zeros_is_printed_with_its_own_decimals():
    stored = Outcome(REPORT, parse_decimal("15,000000"), 0)
    assert "outcome 15 is known" in str(judge(stored, target=">15").findings[0].message)
