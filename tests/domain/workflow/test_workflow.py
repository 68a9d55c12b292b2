"""Tables of what can be done: they hold together, refuse in one sentence, and stand drawn in the docs."""

from enum import StrEnum
from typing import Any

import pytest

from tertial.domain.workflow import NotNow, Transition, Workflow
from tertial.domain.workflow.every import WORKFLOWS
from tertial.domain.workflow.judgement import JUDGEMENT, Judged, JudgementAct
from tools.workflow_page import PAGE, page


class Sheet(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


class SheetAct(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    LOCK = "lock"
    OPEN = "open"


def a_round(**changed: Any) -> Workflow[Sheet, SheetAct]:
    """The task of a round, declared as the others are."""
    declared: dict[str, Any] = {
        "name": "task",
        "title": "Task of a round",
        "start": Sheet.DRAFT,
        "states": {each: each.value for each in Sheet},
        "acts": {each: each.value for each in SheetAct},
        "transitions": (
            Transition(Sheet.DRAFT, SheetAct.SUBMIT, Sheet.SUBMITTED, "reports"),
            Transition(Sheet.RETURNED, SheetAct.SUBMIT, Sheet.SUBMITTED, "reports"),
            Transition(Sheet.SUBMITTED, SheetAct.RETURN, Sheet.RETURNED, "coordinates, with a comment"),
            Transition(Sheet.SUBMITTED, SheetAct.APPROVE, Sheet.APPROVED, "approves"),
            Transition(Sheet.APPROVED, SheetAct.LOCK, Sheet.LOCKED, "coordinates"),
            Transition(Sheet.LOCKED, SheetAct.OPEN, Sheet.APPROVED, "coordinates"),
        ),
    }
    return Workflow(**{**declared, **changed})


def test_the_docs_are_drawn_from_the_tables():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_state_can_be_reached_from_the_start():
    for workflow in WORKFLOWS:
        reached, more = set(), {workflow.start}
        while more:
            reached |= more
            more = {each.next for each in workflow.transitions if each.state in reached} - reached
        assert reached == set(workflow.states), workflow.name


def test_a_round_is_declared_in_the_same_way():
    task = a_round()

    assert task.after(Sheet.SUBMITTED, SheetAct.RETURN, thing="KS 2024") == Sheet.RETURNED
    assert task.offered(Sheet.SUBMITTED) == {SheetAct.RETURN, SheetAct.APPROVE}
    assert not task.allows(Sheet.LOCKED, SheetAct.SUBMIT)


def test_what_is_not_in_the_table_is_refused_in_a_sentence_that_names_thing_state_and_act():
    with pytest.raises(NotNow) as refused:
        a_round().after(Sheet.LOCKED, SheetAct.SUBMIT, thing="KS 2024")

    assert str(refused.value.message) == "“KS 2024” is in the state “locked”, so it is not possible to submit."


def test_a_refusal_can_say_what_to_do():
    with pytest.raises(NotNow, match="write it first"):
        JUDGEMENT.after(Judged.EMPTY, JudgementAct.APPROVE, thing="KS 2024")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"transitions": (*a_round().transitions, a_round().transitions[0])}, "lead to one state"),
        ({"states": {Sheet.DRAFT: "draft"}}, "has words"),
        ({"acts": {**a_round().acts, "more": "more"}}, "is used"),
        ({"instead": {(Sheet.DRAFT, SheetAct.SUBMIT): "No."}}, "needs no refusal"),
    ],
)
def test_a_table_that_contradicts_itself_is_none(changed: dict[str, Any], says: str):
    with pytest.raises(ValueError, match=says):
        a_round(**changed)
