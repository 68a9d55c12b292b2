"""Why the gate lets someone not through, each as one sentence."""

from tertial.common.policies import Hidden, NotAllowed
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.organisation.gate.guarded import Guarded
from tertial.organisation.models import Unit
from tertial.things.rights import Act, Right

_MISSING = {
    Right.REPORT: gettext_noop("You may read %(unit)s but not report for it; ask for the role of reporter."),
    Right.APPROVE: gettext_noop("Only an approver can approve for %(unit)s."),
    Right.PLAN: gettext_noop("Only a coordinator can change the plan of %(unit)s."),
    Right.ADMINISTER: gettext_noop("Only an administrator can change the structure of %(unit)s."),
}
_NOT_RESPONSIBLE = gettext_noop(
    "You may not change “%(name)s”; ask for a role in %(unit)s or to be made responsible for it."
)
_ARCHIVED = gettext_noop("“%(name)s” is archived; restore it before you change it.")


class Shut(DomainError):
    """Nobody may write this now."""


class Archived(Shut):
    """The thing, or what holds it, is put away."""


class Closed(Shut):
    """The thing says itself why it may not be written now."""


class Locked(Shut):
    """What the thing says of its period is locked."""


def not_allowed(unit: Unit | None, act: Act, asked: Guarded) -> NotAllowed:
    """The refusal that names the right that is missing in the unit; Hidden without one that may be read."""
    if asked.refusal is not None:
        return NotAllowed(asked.refusal)
    if unit is None:
        return Hidden()
    if act.owner and asked.also:
        return NotAllowed(Message(_NOT_RESPONSIBLE, {"name": excerpt(asked.name), "unit": unit.name}))
    return NotAllowed(Message(_MISSING[act.right], {"unit": unit.name}))


def shut(act: Act, asked: Guarded) -> Shut | None:
    """Why nobody may do this to the thing now, but for a lock."""
    if asked.archived and not act.even_archived:
        return Archived(Message(_ARCHIVED, {"name": excerpt(asked.archived)}))
    return Closed(asked.closed) if asked.closed is not None else None
