"""What an undo asks of remedies and their follow-ups."""

from tertial.accounts.models import Person
from tertial.common.archiving import state_of
from tertial.common.models import AuditEntry
from tertial.domain.workflow.archiving import ARCHIVING, ArchiveAct
from tertial.economy.models import Remedy, RemedyFollowUp
from tertial.organisation import gate
from tertial.things.undo import Undone


def _may_remedy(by: Person, remedy: Remedy, _entry: AuditEntry) -> None:
    gate.enter(by=by, act=gate.REPORT.undone, things=[remedy])


def _may_follow_up(by: Person, follow_up: RemedyFollowUp, _entry: AuditEntry) -> None:
    gate.enter(by=by, act=gate.REPORT.undone, things=[follow_up.remedy])


def _remedy_stands(_by: Person, follow_up: RemedyFollowUp) -> None:
    ARCHIVING.after(state_of(follow_up.remedy), ArchiveAct.CHANGE, thing=str(follow_up.remedy))


REMEDY = Undone(model=Remedy, may=_may_remedy, related=("unit",), author="recorded_by")
FOLLOW_UP = Undone(
    model=RemedyFollowUp,
    may=_may_follow_up,
    rules=_remedy_stands,
    related=("remedy__unit",),
    author="recorded_by",
    removable=True,
)
