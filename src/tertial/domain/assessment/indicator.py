"""How an indicator stands against its target (docs/rules/indicator-status.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.finding import Finding, Severity
from tertial.domain.grades import Grades
from tertial.domain.message import Message, gettext_noop
from tertial.domain.numbers_sv import format_decimal
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.target import Direction, Target, UnreadableTarget, parse_target

_OF_A_YEAR = re.compile(r"(?:per|om|/|varje|each|a)\s*(?:år(?:et)?|year)\b", re.IGNORECASE)


class IndicatorState(StrEnum):
    """Whether an indicator has reached its target; CLOSE is a miss within the tolerance."""

    MET = "met"
    CLOSE = "close"
    NOT_MET = "not_met"
    CANNOT_JUDGE = "cannot_judge"


class Cause(StrEnum):
    """Why an indicator cannot be judged."""

    NO_OUTCOME = "no_outcome"
    PUBLISHED_LATER = "published_later"
    NO_TARGET = "no_target"
    UNREADABLE_TARGET = "unreadable_target"
    TARGET_OF_WHOLE_YEAR = "target_of_whole_year"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator came to, in the indicator's unit; `decimals` is how many of them are known.

    `exact` says that nothing was rounded away, as for a number of dwellings.
    """

    period: Period
    value: Decimal
    decimals: int
    preliminary: bool = False
    ref: Ref = NO_REF
    exact: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """The state, the outcome and target it was judged on, and what is doubtful about it.

    `cause` stands exactly where the state is CANNOT_JUDGE; `outcome` is given also when only the target is missing.
    """

    state: IndicatorState
    cause: Cause | None
    outcome: Outcome | None
    target: Target | None
    findings: tuple[Finding, ...] = ()


def judge_indicator(
    *, outcomes: Sequence[Outcome], target: Target | None, period: Period, lag_years: int, tolerance_percent: Decimal
) -> IndicatorResult:
    """Judges the newest outcome that exists for the report of `period`, at most `lag_years` old, against its target.

    CLOSE is a miss of at most `tolerance_percent` of the missed bound; a bound of zero has no tolerance. Raises
    ValueError for a negative lag or tolerance. Rule: docs/rules/indicator-status.md.
    """
    if lag_years < 0 or tolerance_percent < 0:
        raise ValueError("the lag and the tolerance of an indicator cannot be negative")
    outcome = _newest(outcomes, period, lag_years)
    if target is None:
        return IndicatorResult(IndicatorState.CANNOT_JUDGE, Cause.NO_TARGET, outcome, None)
    if outcome is None:
        cause = Cause.PUBLISHED_LATER if lag_years else Cause.NO_OUTCOME
        return IndicatorResult(IndicatorState.CANNOT_JUDGE, cause, None, target)
    findings = (*_doubts(outcome, target, period), *_unlike_extents(outcome, target, period))
    if not outcome.period.is_year and _is_of_a_year(target) and not _is_decided_early(outcome, target):
        return IndicatorResult(IndicatorState.CANNOT_JUDGE, Cause.TARGET_OF_WHOLE_YEAR, outcome, target, findings)
    state = _state(outcome.value, target, tolerance_percent)
    return IndicatorResult(state, None, outcome, target, findings)


def judge_printed_target(
    *,
    outcomes: Sequence[Outcome],
    expression: str,
    direction: Direction,
    period: Period,
    lag_years: int,
    tolerance_percent: Decimal,
    grades: Grades | None = None,
) -> IndicatorResult:
    """As `judge_indicator`, with the target as people have written it; blank is no target.

    Where the outcomes are `grades`, the target is one of their words, and none is close.

    A target that cannot be read gives CANNOT_JUDGE and a finding, and never stops a report.
    """
    target: Target | None = None
    findings: tuple[Finding, ...] = ()
    if expression.strip():
        try:
            target = grades.target(expression, direction) if grades else parse_target(expression, direction)
        except UnreadableTarget as unreadable:
            findings = (Finding("unreadable-target", Severity.ERROR, unreadable.message),)
    room = Decimal(0) if grades else tolerance_percent
    result = judge_indicator(
        outcomes=outcomes, target=target, period=period, lag_years=lag_years, tolerance_percent=room
    )
    if not findings:
        return result
    return IndicatorResult(IndicatorState.CANNOT_JUDGE, Cause.UNREADABLE_TARGET, result.outcome, None, findings)


def _newest(outcomes: Sequence[Outcome], period: Period, lag_years: int) -> Outcome | None:
    current = [
        outcome
        for outcome in outcomes
        if outcome.period.year >= period.year - lag_years and outcome.period.ends_by(period)
    ]
    # Of two for one period the final one is judged, and of two final ones the one that was added last.
    return max(reversed(current), key=lambda outcome: (outcome.period, not outcome.preliminary), default=None)


def _is_of_a_year(target: Target) -> bool:
    """Whether the target says that it counts what a whole year comes to: `≥200 per år`."""
    return _OF_A_YEAR.search(target.suffix) is not None


def _is_decided_early(outcome: Outcome, target: Target) -> bool:
    """Whether what has come from January on settles the year's target: a least that is reached, a most that is passed.

    What is counted through a year only grows, so neither can change again. A month alone settles nothing but these.
    """
    if outcome.value < 0 or (target.lower is not None and target.upper is not None):
        return False
    return target.is_met(outcome.value) if target.lower is not None else not target.is_met(outcome.value)


def _unlike_extents(outcome: Outcome, target: Target, period: Period) -> Iterator[Finding]:
    """Says that the target is for the whole year where the outcome, like the report, is for a part of it.

    A finding says so where the outcome ends before the report does.
    """
    if outcome.period.is_year or not period.ends_by(outcome.period):
        return
    template = gettext_noop(
        "The target %(target)s is for the whole year %(year)s, and the outcome is for %(outcome_period)s alone."
    )
    said = {
        "target": target.expression,
        "year": str(outcome.period.year),
        "outcome_period": outcome.period,
    }
    yield Finding("target-of-whole-year", Severity.NOTE, Message(template, said), outcome.ref)


def _state(value: Decimal, target: Target, tolerance_percent: Decimal) -> IndicatorState:
    if target.is_met(value):
        return IndicatorState.MET
    room = abs(target.nearest_bound(value).value) * tolerance_percent / 100
    return IndicatorState.CLOSE if room and target.distance(value) <= room else IndicatorState.NOT_MET


def _doubts(outcome: Outcome, target: Target, period: Period) -> tuple[Finding, ...]:
    findings = []
    bound = target.nearest_bound(outcome.value)
    if bound.strict and outcome.value == bound.value and not outcome.exact:
        template = gettext_noop(
            "The outcome %(outcome)s is known only rounded and is exactly on the limit of the target %(target)s, so"
            " rounding decides. Find the unrounded figure, or decide yourself and give a reason."
        )
        printed = format_decimal(outcome.value, outcome.decimals)
        message = Message(template, {"outcome": printed, "target": target.expression})
        findings.append(Finding("rounded-on-strict-limit", Severity.WARNING, message, outcome.ref))
    if not outcome.period.is_year and not period.ends_by(outcome.period):
        template = gettext_noop(
            "The newest outcome is for %(outcome_period)s, which ends before the report's period %(period)s does."
        )
        message = Message(template, {"outcome_period": outcome.period, "period": period})
        findings.append(Finding("outcome-ends-early", Severity.NOTE, message, outcome.ref))
    return tuple(findings)
