"""What the gate needs to know of texts: whose they are, what they are about, and whether they are closed."""

from dataclasses import replace

from tertial.accounts.models import Person
from tertial.common.locks import lock
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.texts.models import Attachment, TextSection
from tertial.texts.subjects import SubjectPlace, TextPlace, subject_place


def text_at(place: TextPlace) -> gate.Guarded:
    """A text as the gate sees it, written or not: as what it is about, in the unit whose text it is."""
    return _guarded(place.unit, place.about, place.slot)


def enter_text(*, by: Person, unit: Unit, subject: Ref, slot: str, period: str) -> None:
    """Asks the gate to let someone write a text, which is locked by whoever asks."""
    when = Period.parse(period)
    gate.enter(by=by, act=gate.REPORT, things=[_guarded(unit, subject_place(subject, when), slot)], period=when)


def enter_section(*, by: Person, section: TextSection) -> None:
    """The same for a text that is stored."""
    enter_text(by=by, unit=section.unit, subject=section.subject, slot=section.slot, period=section.period)


def enter_attachment(
    *, by: Person, place: TextPlace, attachment: Attachment | None, putting_away: bool = False
) -> None:
    """Asks the gate to let someone write what stands under a text, and locks it with its text."""
    asked = _guarded(place.unit, subject_place(place.subject, place.period), place.slot)
    if attachment is not None:
        lock(attachment.section, attachment)
        if attachment.archived_at is not None and not putting_away:
            asked = replace(asked, archived=str(attachment))
    gate.enter(by=by, act=gate.REPORT, things=[asked], period=place.period)


def _guarded(unit: Unit, about: SubjectPlace | None, slot: str) -> gate.Guarded:
    if about is None:
        return gate.Guarded(name="", homes=(unit.pk,))
    thing = about.about or gate.Guarded(name=about.label, homes=(unit.pk,))
    return replace(thing, homes=(unit.pk,), closed=about.why_closed(slot))
