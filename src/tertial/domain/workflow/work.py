"""Long work: asked for, in some process's hands, and over in one of three ways."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class WorkState(StrEnum):
    """Where long work stands."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class WorkAct(StrEnum):
    """What can be done with long work; only to stop it is for people."""

    TAKE = "take"
    PUT_BACK = "put_back"
    FINISH = "finish"
    FAIL = "fail"
    STOP = "stop"


_WORKER = "the worker, or the command line"
_S, _A = WorkState, WorkAct

WORKING = Workflow(
    name="work",
    title="Long work",
    start=_S.WAITING,
    states={
        _S.WAITING: gettext_noop("Waiting"),
        _S.UNDER_WAY: gettext_noop("Under way"),
        _S.DONE: gettext_noop("Finished"),
        _S.FAILED: gettext_noop("Could not be done"),
        _S.STOPPED: gettext_noop("Stopped"),
    },
    acts={
        _A.TAKE: gettext_noop("take the work in hand"),
        _A.PUT_BACK: gettext_noop("put the work back"),
        _A.FINISH: gettext_noop("finish the work"),
        _A.FAIL: gettext_noop("say why the work cannot be done"),
        _A.STOP: gettext_noop("stop the work"),
    },
    transitions=(
        Transition(_S.WAITING, _A.TAKE, _S.UNDER_WAY, _WORKER),
        Transition(_S.UNDER_WAY, _A.TAKE, _S.UNDER_WAY, f"{_WORKER}, where whoever had it has been killed"),
        Transition(_S.UNDER_WAY, _A.PUT_BACK, _S.WAITING, f"{_WORKER}, when it is stopped in good order"),
        Transition(_S.UNDER_WAY, _A.FINISH, _S.DONE, f"{_WORKER}, in one transaction with what came of it"),
        Transition(_S.UNDER_WAY, _A.FAIL, _S.FAILED, f"{_WORKER}, with the reason"),
        Transition(_S.WAITING, _A.STOP, _S.STOPPED, "may do what the work does, or administers"),
        Transition(_S.UNDER_WAY, _A.STOP, _S.STOPPED, "may do what the work does, or administers"),
    ),
)

OPEN = (WorkState.WAITING, WorkState.UNDER_WAY)
"""Work that is not over: of one thing there is no more than one of a kind."""
