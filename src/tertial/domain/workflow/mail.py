"""Mail: waits, is handed over once, and ends sent, refused, let be, or in doubt."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class MailState(StrEnum):
    """Where a mail stands. Under way nothing has been handed over; from then on nobody can call it back."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    LEFT = "left"


class MailAct(StrEnum):
    """What can be done with a mail; to send again and to let be are for people."""

    TAKE = "take"
    POSTPONE = "postpone"
    HAND_OVER = "hand_over"
    CONFIRM = "confirm"
    FAIL = "fail"
    DOUBT = "doubt"
    AGAIN = "again"
    LET_BE = "let_be"


_WORKER, _ADMINISTRATOR = "the worker", "an administrator of the whole municipality"
_S, _A = MailState, MailAct

MAILING = Workflow(
    name="mail",
    title="Mail",
    start=_S.WAITING,
    states={
        _S.WAITING: gettext_noop("Waiting"),
        _S.UNDER_WAY: gettext_noop("Under way"),
        _S.HANDED_OVER: gettext_noop("Is being handed over"),
        _S.SENT: gettext_noop("Sent"),
        _S.FAILED: gettext_noop("Could not be sent"),
        _S.IN_DOUBT: gettext_noop("In doubt"),
        _S.LEFT: gettext_noop("Let be"),
    },
    acts={
        _A.TAKE: gettext_noop("take the mail in hand"),
        _A.POSTPONE: gettext_noop("try the mail later"),
        _A.HAND_OVER: gettext_noop("hand the mail over"),
        _A.CONFIRM: gettext_noop("say that the mail is sent"),
        _A.FAIL: gettext_noop("say why the mail cannot be sent"),
        _A.DOUBT: gettext_noop("say that the mail may have been sent"),
        _A.AGAIN: gettext_noop("send the mail again"),
        _A.LET_BE: gettext_noop("let the mail be"),
    },
    transitions=(
        Transition(_S.WAITING, _A.TAKE, _S.UNDER_WAY, _WORKER),
        Transition(_S.UNDER_WAY, _A.TAKE, _S.UNDER_WAY, f"{_WORKER}, where whoever had it has been killed"),
        Transition(_S.UNDER_WAY, _A.POSTPONE, _S.WAITING, f"{_WORKER}, when the server cannot take it just now"),
        Transition(_S.UNDER_WAY, _A.FAIL, _S.FAILED, f"{_WORKER}, when it is refused, or has been tried for two days"),
        Transition(_S.UNDER_WAY, _A.HAND_OVER, _S.HANDED_OVER, f"{_WORKER}, before the first byte of it is sent"),
        Transition(_S.HANDED_OVER, _A.CONFIRM, _S.SENT, f"{_WORKER}, when the server has taken it"),
        Transition(_S.HANDED_OVER, _A.POSTPONE, _S.WAITING, f"{_WORKER}, when the server says that it did not take it"),
        Transition(_S.HANDED_OVER, _A.FAIL, _S.FAILED, f"{_WORKER}, when the server says that it never will"),
        Transition(_S.HANDED_OVER, _A.DOUBT, _S.IN_DOUBT, f"{_WORKER}, when no answer came or it was killed"),
        Transition(_S.IN_DOUBT, _A.CONFIRM, _S.SENT, f"{_WORKER}, when the answer comes late"),
        Transition(_S.IN_DOUBT, _A.AGAIN, _S.WAITING, _ADMINISTRATOR),
        Transition(_S.FAILED, _A.AGAIN, _S.WAITING, _ADMINISTRATOR),
        Transition(_S.IN_DOUBT, _A.LET_BE, _S.LEFT, _ADMINISTRATOR),
        Transition(_S.FAILED, _A.LET_BE, _S.LEFT, _ADMINISTRATOR),
        Transition(_S.WAITING, _A.LET_BE, _S.LEFT, _ADMINISTRATOR),
    ),
)

OVER = (MailState.SENT, MailState.LEFT)
"""Nothing more is done with it, and its text is gone."""

IN_HAND = (MailState.UNDER_WAY, MailState.HANDED_OVER)
"""Some worker has it."""
