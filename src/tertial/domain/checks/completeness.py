"""What is missing or doubtful in a goal before its report is submitted (docs/rules/completeness.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tertial.domain.assessment import (
    AssignmentState,
    Cause,
    GoalSuggestion,
    IndicatorResult,
    IndicatorState,
    Step,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref


@dataclass(frozen=True, slots=True)
class IndicatorToCheck:
    """An indicator as computed; `decided` is what people decided instead, if they did, and `reason` why."""

    ref: Ref
    name: str
    result: IndicatorResult
    decided: IndicatorState | None = None
    reason: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether someone has decided the state and told why, and so dealt with what is doubtful."""
        return self.decided is not None and bool(self.reason.strip())


@dataclass(frozen=True, slots=True)
class AssignmentToCheck:
    """An assignment as reported; `state` is None before anyone has given it a status."""

    ref: Ref
    name: str
    state: AssignmentState | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class TextToCheck:
    """A text that the report asks for, in plain text; `name` is the municipality's heading, such as Motivering."""

    ref: Ref
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class GoalToCheck:
    """A goal with what its report needs; `decided` is the human assessment and `reason` why it differs."""

    ref: Ref
    name: str
    suggestion: GoalSuggestion
    decided: Step | None = None
    reason: str = ""
    indicators: tuple[IndicatorToCheck, ...] = ()
    assignments: tuple[AssignmentToCheck, ...] = ()
    texts: tuple[TextToCheck, ...] = ()


def check_goal(goal: GoalToCheck) -> tuple[Finding, ...]:
    """Everything missing or doubtful: the goal's assessment first, then its texts, indicators and assignments.

    Takes in what the judging of the indicators and the suggestion noticed, so that one list holds all.
    """
    return (
        *_assessment(goal),
        *_texts(goal),
        *(finding for indicator in goal.indicators for finding in _indicator(indicator)),
        *(finding for assignment in goal.assignments for finding in _assignment(assignment)),
    )


def may_be_submitted(findings: Iterable[Finding]) -> bool:
    """Whether nothing among the findings must be put right first; warnings and notes do not stop a report."""
    return all(finding.severity is not Severity.ERROR for finding in findings)


def _assessment(goal: GoalToCheck) -> Iterator[Finding]:
    name = {"name": goal.name}
    if goal.decided is None:
        template = gettext_noop("“%(name)s” has no assessment. The figures suggest “%(suggested)s”; decide.")
        message = Message(template, name | {"suggested": goal.suggestion.step.name})
        yield Finding("assessment-missing", Severity.ERROR, message, goal.ref)
    elif goal.decided.key != goal.suggestion.step.key and not goal.reason.strip():
        template = gettext_noop(
            "“%(name)s” is assessed as “%(decided)s” while the figures suggest “%(suggested)s”. Write the reason."
        )
        names = {"decided": goal.decided.name, "suggested": goal.suggestion.step.name}
        yield Finding("goal-differs-without-reason", Severity.ERROR, Message(template, name | names), goal.ref)
    for finding in goal.suggestion.findings:
        yield replace(finding, message=_about(goal.name, finding.message), ref=finding.ref or goal.ref)


def _texts(goal: GoalToCheck) -> Iterator[Finding]:
    for text in goal.texts:
        if not text.text.strip():
            template = gettext_noop("“%(name)s” has no text under “%(text)s”. Write it.")
            message = Message(template, {"name": goal.name, "text": text.name})
            yield Finding("text-missing", Severity.ERROR, message, text.ref)


def _indicator(indicator: IndicatorToCheck) -> Iterator[Finding]:
    name, result = {"name": indicator.name}, indicator.result
    if indicator.decided not in (None, result.state) and not indicator.reason.strip():
        template = gettext_noop("“%(name)s” is judged differently from its figures. Write the reason.")
        yield Finding("indicator-differs-without-reason", Severity.ERROR, Message(template, name), indicator.ref)
    for finding in (*_what_it_lacks(indicator), *_passed_on(indicator)):
        if finding.severity is Severity.WARNING and indicator.is_answered:
            yield replace(finding, severity=Severity.NOTE)
        else:
            yield finding


def _what_it_lacks(indicator: IndicatorToCheck) -> Iterator[Finding]:
    name, result = {"name": indicator.name}, indicator.result
    if result.cause is Cause.NO_TARGET:
        template = gettext_noop("“%(name)s” has no target for the period. Set one, or it cannot be judged.")
        yield Finding("target-missing", Severity.WARNING, Message(template, name), indicator.ref)
    if result.cause is Cause.PUBLISHED_LATER:
        template = gettext_noop("“%(name)s” is published later, and no outcome that this report can use is here yet.")
        yield Finding("outcome-published-later", Severity.WARNING, Message(template, name), indicator.ref)
    elif result.outcome is None:
        template = gettext_noop("“%(name)s” has no outcome for the period. Enter it, or it cannot be judged.")
        yield Finding("outcome-missing", Severity.WARNING, Message(template, name), indicator.ref)
    elif result.outcome.preliminary:
        template = gettext_noop("“%(name)s” is judged on a preliminary outcome. Replace it when the final one comes.")
        yield Finding("outcome-preliminary", Severity.WARNING, Message(template, name), result.outcome.ref)


def _passed_on(indicator: IndicatorToCheck) -> Iterator[Finding]:
    for finding in indicator.result.findings:
        yield replace(finding, message=_about(indicator.name, finding.message), ref=finding.ref or indicator.ref)


def _assignment(assignment: AssignmentToCheck) -> Iterator[Finding]:
    name = {"name": assignment.name}
    if assignment.state is None:
        template = gettext_noop("The assignment “%(name)s” has no status. Choose one.")
        yield Finding("assignment-without-status", Severity.ERROR, Message(template, name), assignment.ref)
    elif assignment.state is not AssignmentState.DONE and not assignment.comment.strip():
        template = gettext_noop(
            "The assignment “%(name)s” is not done. Write a comment that says why, or what remains."
        )
        # While the work goes on there may be nothing to tell; when it stopped, the reader must know why.
        severity = Severity.WARNING if assignment.state is AssignmentState.ONGOING else Severity.ERROR
        yield Finding("assignment-without-comment", severity, Message(template, name), assignment.ref)


def _about(name: str, message: Message) -> Message:
    return Message(gettext_noop("“%(name)s”: %(finding)s"), {"name": name, "finding": message})
