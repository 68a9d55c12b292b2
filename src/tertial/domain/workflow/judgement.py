"""The overall judgement of internal control."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class Judged(StrEnum):
    """Where a judgement stands."""

    EMPTY = "empty"
    WRITTEN = "written"
    APPROVED = "approved"


class JudgementAct(StrEnum):
    """What can be done with a judgement."""

    WRITE = "write"
    CLEAR = "clear"
    APPROVE = "approve"
    REOPEN = "reopen"


_REPORTS, _APPROVES = "may report for the unit", "may approve for the unit"

JUDGEMENT = Workflow(
    name="judgement",
    title="Overall judgement of internal control",
    start=Judged.EMPTY,
    states={
        Judged.EMPTY: gettext_noop("Not written"),
        Judged.WRITTEN: gettext_noop("Written"),
        Judged.APPROVED: gettext_noop("Approved"),
    },
    acts={
        JudgementAct.WRITE: gettext_noop("write the judgement"),
        JudgementAct.CLEAR: gettext_noop("clear the judgement"),
        JudgementAct.APPROVE: gettext_noop("approve the judgement"),
        JudgementAct.REOPEN: gettext_noop("take the approval back"),
    },
    transitions=(
        Transition(Judged.EMPTY, JudgementAct.WRITE, Judged.WRITTEN, _REPORTS),
        Transition(Judged.WRITTEN, JudgementAct.WRITE, Judged.WRITTEN, _REPORTS),
        Transition(Judged.WRITTEN, JudgementAct.CLEAR, Judged.EMPTY, _REPORTS),
        Transition(
            Judged.WRITTEN, JudgementAct.APPROVE, Judged.APPROVED, f"{_APPROVES}, and has seen the words as they stand"
        ),
        Transition(Judged.APPROVED, JudgementAct.REOPEN, Judged.WRITTEN, _APPROVES),
    ),
    instead={
        (Judged.EMPTY, JudgementAct.APPROVE): gettext_noop("There is no judgement to approve yet; write it first."),
        (Judged.APPROVED, JudgementAct.APPROVE): gettext_noop("The judgement is approved already."),
        (Judged.EMPTY, JudgementAct.REOPEN): gettext_noop(
            "The judgement is not approved, so there is no approval to take back."
        ),
        (Judged.WRITTEN, JudgementAct.REOPEN): gettext_noop(
            "The judgement is not approved, so there is no approval to take back."
        ),
    },
)
