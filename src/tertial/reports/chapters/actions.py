"""Writes of the sections that people add to a report's chapters. Whoever reports for the unit may."""

from django.db import transaction
from django.db.models import Max, QuerySet

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import put_away
from tertial.common.locks import lock
from tertial.common.ordering import swap_places
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.reports.models import ChapterEntry

_TOLD = ("heading",)
_PLACE = ("archived_at", "position")


class NoHeading(DomainError):
    """A section cannot stand without a heading."""

    field = "heading"


@transaction.atomic
def add_entry(*, by: Person, unit: Unit, period: Period, slot: str, heading: str) -> ChapterEntry:
    """Puts a section last in a list. Raises NotAllowed or NoHeading."""
    gate.enter(by=by, act=gate.REPORT, things=[unit], period=period)
    lock(unit)
    entry = ChapterEntry(unit=unit, period=period.key, slot=slot, heading=_heading(heading))
    entry.position = _next_position(entry)
    entry.save()
    audit.record(person=by, action="chapter_entry.add", subject=entry, after=audit.state(entry, _TOLD))
    return entry


@transaction.atomic
def rename_entry(*, by: Person, entry: ChapterEntry, heading: str) -> None:
    """Gives a section another heading. Raises NotAllowed or NoHeading."""
    _enter(by, entry)
    before = audit.state(entry, _TOLD)
    entry.heading = _heading(heading)
    entry.save(update_fields=["heading"])
    audit.record(
        person=by, action="chapter_entry.change", subject=entry, before=before, after=audit.state(entry, _TOLD)
    )


@transaction.atomic
def move_entry(*, by: Person, entry: ChapterEntry, down: bool) -> None:
    """Lets a section change places with the one before or after it; at the end of the list nothing happens."""
    _enter(by, entry)
    lock(entry.unit)
    if moved := swap_places(list(_beside(entry)), entry, down=down):
        audit.record(person=by, action="chapter_entry.move", subject=entry, after=moved)


@transaction.atomic
def archive_entry(*, by: Person, entry: ChapterEntry) -> None:
    """Takes a section from its chapter; its texts are kept and it can be brought back."""
    _enter(by, entry, even_archived=True)
    put_away(by=by, thing=entry, action="chapter_entry.archive")


@transaction.atomic
def restore_entry(*, by: Person, entry: ChapterEntry) -> None:
    """Brings a section back, last in its list."""
    _enter(by, entry, even_archived=True)
    lock(entry.unit)
    if entry.archived_at is None:
        return
    before = audit.state(entry, _PLACE)
    entry.archived_at, entry.position = None, _next_position(entry)
    entry.save(update_fields=_PLACE)
    audit.record(
        person=by, action="chapter_entry.restore", subject=entry, before=before, after=audit.state(entry, _PLACE)
    )


def order_beside(entry: ChapterEntry) -> list[int]:
    """The order of the list that a section stands in, by primary key."""
    return list(_beside(entry).values_list("pk", flat=True))


def _beside(entry: ChapterEntry) -> QuerySet[ChapterEntry]:
    return ChapterEntry.objects.filter(unit=entry.unit_id, period=entry.period, slot=entry.slot, archived_at=None)


def _next_position(entry: ChapterEntry) -> int:
    last = _beside(entry).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _heading(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NoHeading(Message(gettext_noop("Write a heading that says what the section is about.")))
    return words[:200]


def _enter(by: Person, entry: ChapterEntry, *, even_archived: bool = False) -> None:
    act = gate.REPORT.undone if even_archived else gate.REPORT
    gate.enter(by=by, act=act, things=[entry], period=Period.parse(entry.period))
