from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.assessment import (
    AssignmentState,
    IndicatorState,
    Scale,
    Step,
    UnusableScale,
    suggest_goal,
)
from tertial.domain.numbers_sv import format_decimal
from tests.domain.assessment.test_indicator import judged_row
from tests.domain.rule_page import table

MET, CLOSE, NOT_MET = IndicatorState.MET, IndicatorState.CLOSE, IndicatorState.NOT_MET
DONE = AssignmentState.DONE
JUDGED = [NOT_MET, CLOSE, MET]
INDICATORS = st.lists(st.sampled_from(IndicatorState), max_size=6)
ASSIGNMENTS = st.lists(st.sampled_from(AssignmentState), max_size=6)
WEIGHTS = st.decimals(0, 100, places=1)


def huddinges_scale() -> Scale:
    rows = table("goal-assessment", "step")
    return Scale(
        tuple(
            Step(str(place), row["step"], Decimal(row["from score"]) if row["from score"] else None)
            for place, row in enumerate(rows)
        )
    )


SCALE = huddinges_scale()


def states(counts: str) -> list[IndicatorState]:
    met, close, not_met = map(int, counts.split("/"))
    return [MET] * met + [CLOSE] * close + [NOT_MET] * not_met


def assignments(counts: str) -> list[AssignmentState]:
    done, total = map(int, counts.split("/"))
    return [DONE] * done + [AssignmentState.NOT_DONE_THIS_YEAR] * (total - done)


def counted(found: list[IndicatorState]) -> str:
    counts = Counter(found)
    return f"{counts[MET]}/{counts[CLOSE]}/{counts[NOT_MET]}"


def suggest(indicators, assignments=(), weight=Decimal(75)):
    return suggest_goal(indicators=indicators, assignments=assignments, scale=SCALE, indicator_weight_percent=weight)


@pytest.mark.parametrize("row", table("goal-assessment", "indicators", "weights"), ids=lambda row: row["weights"])
def test_indicators_that_weigh_differently_score_as_on_the_rule_page(row):
    found = [IndicatorState(word.replace(" ", "_")) for word in row["indicators"].split(", ")]
    weights = [int(weight) for weight in row["weights"].split(", ")]
    suggestion = suggest_goal(
        indicators=found, assignments=assignments(row["assignments"]), scale=SCALE, weights=weights
    )
    assert format_decimal(suggestion.score, 1) == row["score"]


@given(st.lists(st.tuples(st.sampled_from(IndicatorState), st.integers(1, 100)), max_size=6), st.integers(1, 100))
def test_weights_that_are_all_the_same_change_nothing(weighed, weight):
    found = [state for state, _weight in weighed]
    same = suggest_goal(indicators=found, assignments=[], scale=SCALE, weights=[weight] * len(found))
    assert (same.score, same.why) == (suggest(found).score, suggest(found).why)


@given(st.lists(st.tuples(st.sampled_from(JUDGED), st.integers(1, 100)), min_size=1, max_size=6))
def test_a_better_indicator_never_lowers_the_suggestion_whatever_it_weighs(weighed):
    found, weights = [state for state, _weight in weighed], [weight for _state, weight in weighed]
    before = suggest_goal(indicators=found, assignments=[], scale=SCALE, weights=weights)
    for place, state in enumerate(found):
        better = [*found[:place], JUDGED[min(JUDGED.index(state) + 1, 2)], *found[place + 1 :]]
        assert rank(suggest_goal(indicators=better, assignments=[], scale=SCALE, weights=weights)) >= rank(before)


def rank(suggestion) -> int:
    return -SCALE.steps.index(suggestion.step)


def test_the_nine_real_goals_are_suggested_as_on_the_rule_page():
    rows = table("goal-assessment", "goal", "by the rule", "as decided")
    assert len(rows) == 9
    for row in rows:
        suggestion = suggest(states(row["as decided"]), assignments(row["assignments"]))
        assert (row["goal"], format_decimal(suggestion.score, 1), suggestion.step.name) == (
            row["goal"],
            row["score"],
            row["suggested"],
        )


def test_eight_of_the_nine_suggestions_are_what_was_published():
    rows = table("goal-assessment", "goal", "by the rule", "as decided")
    assert [row["goal"] for row in rows if row["suggested"] != row["published"]] == ["Cirkulär"]


def test_the_states_of_the_goals_are_those_of_their_indicators():
    by_rule, as_decided = {}, {}
    for row in table("indicator-status", "goal", "indicator"):
        state = judged_row(row).state
        by_rule.setdefault(row["goal"], []).append(state)
        as_decided.setdefault(row["goal"], []).append(MET if row["published"] == "met" else state)
    rows = table("goal-assessment", "goal", "by the rule", "as decided")
    assert {goal: counted(found) for goal, found in by_rule.items()} == {
        row["goal"]: row["by the rule"] for row in rows
    }
    assert {goal: counted(found) for goal, found in as_decided.items()} == {
        row["goal"]: row["as decided"] for row in rows
    }


def test_without_the_decisions_three_goals_are_suggested_as_on_the_rule_page():
    rows = table("goal-assessment", "goal", "by the rule", "assignments")
    for row in rows:
        suggestion = suggest(states(row["by the rule"]), assignments(row["assignments"]))
        assert (format_decimal(suggestion.score, 1), suggestion.step.name) == (row["score"], row["suggested"])
    differing = table("goal-assessment", "goal", "by the rule", "as decided")
    assert [row["goal"] for row in rows] == [
        row["goal"] for row in differing if row["by the rule"] != row["as decided"]
    ]


def test_a_score_that_is_a_third_reaches_the_limit_it_stands_on():
    suggestion = suggest([MET, NOT_MET, NOT_MET], [DONE])
    assert (suggestion.score, suggestion.step.at_least) == (50, 50)


def test_a_score_is_not_rounded_up_to_a_step():
    suggestion = suggest([MET], [DONE] * 159 + [AssignmentState.ONGOING] * 41)
    assert format_decimal(suggestion.score, 0) == "95"
    assert suggestion.step.at_least == 50


@given(INDICATORS, ASSIGNMENTS, WEIGHTS, st.data())
def test_a_better_indicator_never_lowers_the_suggestion(indicators, assignments, weight, data):
    improvable = [place for place, state in enumerate(indicators) if state in (NOT_MET, CLOSE)]
    if not improvable:
        return
    place = data.draw(st.sampled_from(improvable))
    better = [*indicators]
    better[place] = JUDGED[JUDGED.index(better[place]) + 1]
    assert rank(suggest(better, assignments, weight)) >= rank(suggest(indicators, assignments, weight))


@given(INDICATORS, ASSIGNMENTS, WEIGHTS, st.data())
def test_one_more_assignment_done_never_lowers_the_suggestion(indicators, assignments, weight, data):
    open_ones = [place for place, state in enumerate(assignments) if state not in (DONE, AssignmentState.CANCELLED)]
    if not open_ones:
        return
    further = [*assignments]
    further[data.draw(st.sampled_from(open_ones))] = DONE
    assert rank(suggest(indicators, further, weight)) >= rank(suggest(indicators, assignments, weight))


@given(INDICATORS, ASSIGNMENTS, WEIGHTS)
def test_the_order_does_not_matter_and_the_score_is_a_percentage(indicators, assignments, weight):
    suggestion = suggest(indicators, assignments, weight)
    assert suggestion == suggest(indicators[::-1], assignments[::-1], weight)
    assert suggestion.score is None or 0 <= suggestion.score <= 100


@given(INDICATORS, ASSIGNMENTS, WEIGHTS)
def test_what_cannot_be_judged_and_what_is_cancelled_do_not_count(indicators, assignments, weight):
    suggestion = suggest(indicators, assignments, weight)
    more = suggest([*indicators, IndicatorState.CANNOT_JUDGE], [*assignments, AssignmentState.CANCELLED], weight)
    assert (suggestion.step, suggestion.score) == (more.step, more.score)


@pytest.mark.parametrize(
    ("indicators", "assignments", "why"),
    [
        ([], [], "The goal has neither indicators nor assignments."),
        ([IndicatorState.CANNOT_JUDGE], [], "No indicator can be judged yet, and no assignment counts."),
        ([], [AssignmentState.CANCELLED], "The goal has no indicators, and all its assignments are cancelled."),
    ],
)
def test_nothing_to_judge_from_says_why(indicators, assignments, why):
    suggestion = suggest(indicators, assignments)
    assert (suggestion.step.name, suggestion.score) == ("Kan inte bedömas", None)
    assert str(suggestion.why) == why


@pytest.mark.parametrize(
    ("indicators", "assignments", "why"),
    [
        ([MET, CLOSE], [], "Indicators met: 1 of 2, close: 1. Score 75,0 of 100."),
        ([], [DONE, AssignmentState.PAUSED], "Assignments done: 1 of 2. Score 50,0 of 100."),
        (
            [MET],
            [AssignmentState.ONGOING],
            "Indicators met: 1 of 1, close: 0. Assignments done: 0 of 1. Score 75,0 of 100.",
        ),
    ],
)
def test_a_suggestion_tells_what_it_rests_on(indicators, assignments, why):
    assert str(suggest(indicators, assignments).why) == why


def test_indicators_that_were_left_out_are_counted_in_a_note():
    (finding,) = suggest([MET, IndicatorState.CANNOT_JUDGE, MET]).findings
    assert finding.code == "indicators-left-out"
    assert str(finding.message) == "Indicators left out because they cannot be judged: 1 of 3."


@pytest.mark.parametrize("weight", [Decimal(-1), Decimal(101)])
def test_the_weight_is_a_percentage(weight):
    with pytest.raises(ValueError, match="percentage"):
        suggest([MET], [], weight)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([("a", 50), ("a", 0), ("b", None)], "Two steps of the scale have the same key"),
        ([("a", 50), ("b", 0)], "The last step of the scale"),
        ([("a", None), ("b", 0)], "The last step of the scale"),
        ([("a", 0), ("b", None), ("c", None)], "The last step of the scale"),
        ([], "The last step of the scale"),
        ([("a", None)], "The limits of the scale"),
        ([("a", 50), ("b", 10), ("c", None)], "The limits of the scale"),
        ([("a", 0), ("b", 50), ("c", None)], "The limits of the scale"),
        ([("a", 0), ("b", 0), ("c", None)], "The limits of the scale"),
    ],
)
def test_a_scale_with_gaps_is_refused_with_what_is_wrong(steps, sentence):
    with pytest.raises(UnusableScale, match=sentence):
        Scale(tuple(Step(key, key, None if limit is None else Decimal(limit)) for key, limit in steps))
