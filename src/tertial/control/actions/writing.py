"""How every write of this room changes a row and leaves its trace."""

from collections.abc import Mapping

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.keys import Keyed
from tertial.common.locks import lock
from tertial.control.belonging import Planned, plan_of
from tertial.control.errors import ControlNotSaved
from tertial.control.models import CommonControl, ControlPlan
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.ref import Ref
from tertial.things.finding import held


def write(row: Keyed, values: Mapping[str, object], *, by: Person, action: str) -> bool:
    """Puts the values in the row and records what differs; writes nothing where a stored row already holds them."""
    before = audit.state(row, values) if row.pk else {}
    for name, value in values.items():
        setattr(row, name, value)
    after = audit.state(row, values)
    if row.pk and before == after:
        return False
    row.save()
    audit.record(person=by, action=action, subject=row, before=before, after=after)
    return True


def check_open(thing: Planned | ControlPlan) -> None:
    """Keeps others from writing it meanwhile; raises ControlNotSaved for what is archived, by itself or with its plan
    or its risk.
    """
    lock(thing)
    _refuse_closed(thing)
    check_above_open(thing)


def check_above_open(thing: Planned | ControlPlan) -> None:
    """As `check_open`, of what stands above a thing alone."""
    above: list[Planned | ControlPlan] = []
    if not isinstance(thing, ControlPlan | CommonControl):
        above.append(plan_of(thing))
        if (risk := getattr(thing, "risk", None)) is not None and hasattr(thing, "follow_ups"):
            above.append(risk)
    lock(*above)
    _refuse_closed(*above)


def _refuse_closed(*things: Planned | ControlPlan) -> None:
    closed = next((each for each in things if each.archived_at is not None), None)
    if closed is not None:
        template = gettext_noop("“%(name)s” is archived; bring it back before you change it.")
        raise ControlNotSaved(Message(template, {"name": excerpt(str(closed))}))


def checked_ref(ref: Ref) -> Ref:
    """The ref. Raises UnknownRef where it stands for nothing."""
    if ref:
        held(ref)
    return ref


def needed(text: str, field: str, message: Message) -> str:
    """The text without spaces around it. Raises ControlNotSaved where nothing is left."""
    if not text.strip():
        raise ControlNotSaved(message, field)
    return text.strip()
