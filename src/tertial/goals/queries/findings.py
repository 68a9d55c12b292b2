"""What is missing or doubtful about a goal."""

from collections.abc import Iterator

from tertial.domain.assessment import IndicatorState, Step
from tertial.domain.checks.completeness import (
    AssignmentToCheck,
    GoalToCheck,
    IndicatorToCheck,
    TextToCheck,
    check_goal,
)
from tertial.domain.finding import Finding
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading
from tertial.goals.text_slots import ANALYSIS, MOTIVATION, WORK, analysis_slot, text_ref
from tertial.goals.words import words_of


def findings_of(reading: GoalReading) -> tuple[Finding, ...]:
    """Everything that is missing or doubtful before the goal's report is submitted (docs/rules/completeness.md)."""
    human = reading.human
    return check_goal(
        GoalToCheck(
            ref=reading.ref,
            name=reading.goal.name,
            suggestion=reading.suggestion,
            decided=Step(human.step.key, human.step.name, human.step.at_least) if human else None,
            reason=human.reason if human else "",
            indicators=tuple(_indicator(indicator) for indicator in reading.indicators),
            assignments=tuple(_assignment(assignment) for assignment in reading.assignments),
            texts=tuple(_texts(reading)),
        )
    )


def _indicator(reading: IndicatorReading) -> IndicatorToCheck:
    return IndicatorToCheck(
        ref=reading.ref,
        name=reading.indicator.name,
        result=reading.computed,
        decided=IndicatorState(reading.human.state) if reading.human else None,
        reason=reading.human.reason if reading.human else "",
    )


def _assignment(reading: AssignmentReading) -> AssignmentToCheck:
    comment = reading.follow_up.comment if reading.follow_up else ""
    return AssignmentToCheck(reading.ref, reading.assignment.title, reading.state, comment)


def _texts(reading: GoalReading) -> Iterator[TextToCheck]:
    words = words_of(reading.goal.plan.steering_model)
    slots = {MOTIVATION: words[MOTIVATION]}
    for indicator in reading.indicators:
        slots[analysis_slot(indicator.ref)] = f"{words[ANALYSIS]}: {indicator.indicator.name}"
    slots[WORK] = words[WORK]
    for slot, name in slots.items():
        text = reading.texts.get(slot)
        yield TextToCheck(text_ref(reading.ref, slot), name, text.plain_text if text else "")
