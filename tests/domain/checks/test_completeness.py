from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.domain.assessment import (
    AssignmentState,
    IndicatorResult,
    IndicatorState,
    Outcome,
    Scale,
    Step,
    judge_printed_target,
    suggest_goal,
)
from tertial.domain.checks.completeness import (
    AssignmentToCheck,
    GoalToCheck,
    IndicatorToCheck,
    TextToCheck,
    check_goal,
    may_be_submitted,
)
from tertial.domain.finding import Severity
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.target import Direction
from tests.domain.rule_page import table

HIGH, LOW, UNKNOWN = Step("high", "Uppfyllt", Decimal(50)), Step("low", "Ej uppfyllt", Decimal(0)), Step("x", "–", None)
SCALE = Scale((HIGH, LOW, UNKNOWN))
SUGGESTED = suggest_goal(indicators=[IndicatorState.MET], assignments=[], scale=SCALE)


def result(
    *figures: str, target: str = ">14", period: str = "2024", report: str = "2024", lag: int = 0, **more: bool
) -> IndicatorResult:
    return judge_printed_target(
        outcomes=[
            Outcome(Period.parse(period), Decimal(figure), 0, ref=Ref("outcome", 77), **more) for figure in figures
        ],
        expression=target,
        direction=Direction.HIGHER,
        period=Period.parse(report),
        lag_years=lag,
        tolerance_percent=Decimal(5),
    )


def indicator(judged: IndicatorResult, **more: object) -> IndicatorToCheck:
    return IndicatorToCheck(Ref("indicator", 5), "Hyresrätter", judged, **more)


def assignment(state: AssignmentState | None, comment: str = "") -> AssignmentToCheck:
    return AssignmentToCheck(Ref("assignment", 4), "Ny vision", state, comment)


COMPLETE = GoalToCheck(
    ref=Ref("goal", 12),
    name="Goda livsmiljöer",
    suggestion=SUGGESTED,
    decided=HIGH,
    indicators=(indicator(result("15")),),
    assignments=(assignment(AssignmentState.DONE), assignment(AssignmentState.PAUSED, "Väntar på upphandling.")),
    texts=(TextToCheck(Ref("text", "goal", 12, "motivation"), "Motivering", "Målet är uppfyllt."),),
)
LEFT_OUT = suggest_goal(indicators=[IndicatorState.MET, IndicatorState.CANNOT_JUDGE], assignments=[], scale=SCALE)

ONE_FINDING = [
    (replace(COMPLETE, decided=None), "assessment-missing", Ref("goal", 12)),
    (replace(COMPLETE, decided=LOW, reason=" "), "goal-differs-without-reason", Ref("goal", 12)),
    (
        replace(COMPLETE, texts=(TextToCheck(Ref("text", "goal", 12, "work"), "Genomfört arbete", " \n"),)),
        "text-missing",
        Ref.parse("text:goal:12:work"),
    ),
    (
        replace(COMPLETE, indicators=(indicator(result("15"), decided=IndicatorState.NOT_MET),)),
        "indicator-differs-without-reason",
        Ref("indicator", 5),
    ),
    (replace(COMPLETE, indicators=(indicator(result("15", target="")),)), "target-missing", Ref("indicator", 5)),
    (replace(COMPLETE, indicators=(indicator(result("15", target="öka")),)), "unreadable-target", Ref("indicator", 5)),
    (replace(COMPLETE, indicators=(indicator(result()),)), "outcome-missing", Ref("indicator", 5)),
    (replace(COMPLETE, indicators=(indicator(result(lag=1)),)), "outcome-published-later", Ref("indicator", 5)),
    (
        replace(COMPLETE, indicators=(indicator(result("15", preliminary=True)),)),
        "outcome-preliminary",
        Ref("outcome", 77),
    ),
    (
        replace(COMPLETE, indicators=(indicator(result("15", period="2024-T2")),)),
        "outcome-ends-early",
        Ref("outcome", 77),
    ),
    (
        replace(COMPLETE, indicators=(indicator(result("15", period="2024-T2", report="2024-T2")),)),
        "target-of-whole-year",
        Ref("outcome", 77),
    ),
    (
        replace(COMPLETE, indicators=(indicator(result("15", target=">15")),)),
        "rounded-on-strict-limit",
        Ref("outcome", 77),
    ),
    (replace(COMPLETE, suggestion=LEFT_OUT), "indicators-left-out", Ref("goal", 12)),
    (replace(COMPLETE, assignments=(assignment(None),)), "assignment-without-status", Ref("assignment", 4)),
    (
        replace(COMPLETE, assignments=(assignment(AssignmentState.NOT_DONE_THIS_YEAR),)),
        "assignment-without-comment",
        Ref("assignment", 4),
    ),
    (
        replace(COMPLETE, assignments=(assignment(AssignmentState.ONGOING, " "),)),
        "assignment-without-comment",
        Ref("assignment", 4),
    ),
]


def test_a_complete_goal_has_no_findings():
    assert check_goal(COMPLETE) == ()


@pytest.mark.parametrize(("goal", "code", "ref"), ONE_FINDING, ids=[code for _goal, code, _ref in ONE_FINDING])
def test_each_thing_that_is_missing_is_found_alone_with_its_name(goal, code, ref):
    (finding,) = check_goal(goal)
    assert (finding.code, finding.ref) == (code, ref)
    names = {"goal": goal.name, "text": goal.name, "indicator": "Hyresrätter", "outcome": "Hyresrätter"}
    sentence = str(finding.message)
    assert f"“{names.get(ref.split(':')[0], 'Ny vision')}”" in sentence
    assert sentence.endswith(".")


def test_the_rule_page_lists_every_finding_with_its_severity():
    found = [
        (finding.code, finding.severity.value) for goal, _code, _ref in ONE_FINDING for finding in check_goal(goal)
    ]
    assert found == [(row["code"], row["severity"]) for row in table("completeness", "code")]


@pytest.mark.parametrize("state", [state for state in AssignmentState if state is not AssignmentState.DONE])
def test_only_work_that_goes_on_can_do_without_a_comment(state):
    findings = check_goal(replace(COMPLETE, assignments=(assignment(state),)))
    assert may_be_submitted(findings) == (state is AssignmentState.ONGOING)


def test_a_missing_target_does_not_hide_a_missing_outcome():
    codes = [finding.code for finding in check_goal(replace(COMPLETE, indicators=(indicator(result(target="")),)))]
    assert codes == ["target-missing", "outcome-missing"]


def test_an_assessment_that_differs_with_a_reason_is_complete():
    assert check_goal(replace(COMPLETE, decided=LOW, reason="Bostadsprogrammet är försenat.")) == ()


def test_deciding_what_the_rule_says_needs_no_reason():
    goal = replace(COMPLETE, indicators=(indicator(result("15"), decided=IndicatorState.MET),))
    assert check_goal(goal) == ()


def test_hyresratter_of_the_rule_page_is_dealt_with_by_a_reason():
    rounded = result("15", target=">15")
    without = indicator(rounded, decided=IndicatorState.MET)
    findings = check_goal(replace(COMPLETE, indicators=(without,)))
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("indicator-differs-without-reason", Severity.ERROR),
        ("rounded-on-strict-limit", Severity.WARNING),
    ]
    assert not may_be_submitted(findings)
    with_reason = replace(without, reason="Den orundade siffran är 15,3.")
    findings = check_goal(replace(COMPLETE, indicators=(with_reason,)))
    assert [(finding.code, finding.severity) for finding in findings] == [("rounded-on-strict-limit", Severity.NOTE)]
    assert may_be_submitted(findings)


def test_an_unreadable_target_stays_an_error_whatever_people_decide():
    decided = indicator(result("15", target="öka"), decided=IndicatorState.MET, reason="Trenden är god.")
    assert not may_be_submitted(check_goal(replace(COMPLETE, indicators=(decided,))))


def test_findings_come_in_the_order_of_the_report():
    goal = replace(
        COMPLETE,
        decided=None,
        texts=(TextToCheck(Ref("text", 1), "Motivering", ""),),
        indicators=(indicator(result()),),
        assignments=(assignment(None),),
    )
    assert [finding.code for finding in check_goal(goal)] == [
        "assessment-missing",
        "text-missing",
        "outcome-missing",
        "assignment-without-status",
    ]
