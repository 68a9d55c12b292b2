"""Who may write a text: whoever may report for its unit, or is named by its subject besides (docs/rules/texts.md)."""

from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.texts.subjects import subject_place
from tertial.things.rights import Right


def may_write(person: Person, unit: Unit, subject: Ref, period: Period) -> bool:
    """Whether the person may write about the subject."""
    if policies.may(person, Right.REPORT, unit):
        return True
    about = subject_place(subject, period)
    return about is not None and about.also_writes(person)


class TextClosed(DomainError):
    """The text may not be written now; the message says why, and what to do."""


def why_closed(subject: Ref, slot: str, period: Period) -> Message | None:
    """Why nobody may write the text now; None where it is open."""
    about = subject_place(subject, period)
    return about.why_closed(slot) if about is not None else None


def check_write(person: Person, unit: Unit, subject: Ref, slot: str, period: Period) -> None:
    """Raises NotAllowed, saying which right is missing, unless the person may write about the subject.

    Raises TextClosed for a text that nobody may write now.
    """
    if not may_write(person, unit, subject, period):
        policies.check(person, Right.REPORT, unit)
    reason = why_closed(subject, slot, period)
    if reason is not None:
        raise TextClosed(reason)
