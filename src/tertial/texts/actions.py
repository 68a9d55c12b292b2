"""Writes of texts. Nothing that anyone has written is ever overwritten unseen (docs/rules/texts.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit, stamps
from tertial.common.models import AuditEntry
from tertial.domain.document import RichText, is_empty, parse_rich_text, plain_text, rich_text_to_json
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.written_text import cleaned_throughout
from tertial.organisation.models import Unit
from tertial.texts.guarded import enter_section, enter_text
from tertial.texts.models import TextSection, TextVersion

SITTING = timedelta(minutes=10)
KEPT_SHARE = 0.5
WRITE, RESTORE, ADOPT, UNADOPT = "text.write", "text.restore", "text.adopt", "text.unadopt"
_CHANGED = Message(
    gettext_noop("The text has been changed since the draft was used; change it, or restore an earlier one.")
)


class Resolution(StrEnum):
    """How a person who met another's text has chosen."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Saved:
    """The text stands as it was sent."""

    section: TextSection


@dataclass(frozen=True, slots=True)
class Conflict:
    """The text was not written: `section` holds what someone else has saved meanwhile."""

    section: TextSection


@dataclass(frozen=True, slots=True)
class _Written:
    """A text as sent, and as read."""

    document: Mapping[str, Any]
    text: RichText

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "_Written":
        text = parse_rich_text(document)
        # A document with signs that were let go is kept without them, in the shape that the editor gives it.
        return cls(document if cleaned_throughout(document) == document else rich_text_to_json(text), text)

    @property
    def plain(self) -> str:
        return plain_text(self.text)

    def says_the_same_as(self, document: Mapping[str, Any]) -> bool:
        stored = parse_rich_text(document) if document else RichText()
        return self.text == stored or (is_empty(self.text) and is_empty(stored))


@transaction.atomic
def save_text(
    *,
    by: Person,
    unit: Unit,
    subject: Ref,
    slot: str,
    period: str,
    document: Mapping[str, Any],
    revision: int,
    resolution: Resolution | None = None,
    discarded: Mapping[str, Any] | None = None,
) -> Saved | Conflict:
    """Saves a text that was written on top of a revision (0 where nothing stood); a text already there is no conflict.

    After a conflict `resolution` says whose text `document` goes on from: with MINE theirs stays in the history as a
    version of its own. The `discarded` text is kept there whatever the answer is.

    Raises UnreadableRichText or NotAllowed.
    """
    # Asked when nobody else can write or close the text any more.
    section = locked_text(unit=unit, subject=subject, slot=slot, period=period)
    enter_text(by=by, unit=unit, subject=subject, slot=slot, period=period)
    written = _Written.read(document)
    left = _Written.read(discarded) if discarded is not None else None
    same = written.says_the_same_as(section.document)
    if left is not None and not is_empty(left.text):
        # Also where a third text has come meanwhile: whoever chose has let go of these words nowhere but here.
        _keep_discarded(by=by, section=section, written=left)
    if section.revision != revision and not same:
        return Conflict(section)
    if not same:
        _write(by=by, section=section, written=written, apart=resolution is Resolution.MINE)
    return Saved(section)


@transaction.atomic
def adopt_text(
    *, by: Person, unit: Unit, subject: Ref, slot: str, period: str, document: Mapping[str, Any], revision: int
) -> Saved | Conflict:
    """Saves a generated draft as the person's text, in a version of its own that `undo` takes back.

    Conflict where someone has written since `revision`. Raises UnreadableRichText or NotAllowed.
    """
    section = locked_text(unit=unit, subject=subject, slot=slot, period=period)
    enter_text(by=by, unit=unit, subject=subject, slot=slot, period=period)
    if section.revision != revision:
        return Conflict(section)
    _write(by=by, section=section, written=_Written.read(document), apart=True, action=ADOPT)
    return Saved(section)


def unadopt(by: Person, entry: AuditEntry, _section: TextSection) -> None:
    """Takes a draft that was made a text back: what stood before it stands again, in a version of its own.

    Raises ChangedSince when someone has gone on writing, and NotAllowed.
    """
    section = TextSection.objects.select_for_update(of=("self",)).select_related("unit").get(ref=entry.ref)
    enter_section(by=by, section=section)
    if section.revision != entry.after["revision"]:
        raise audit.ChangedSince(_CHANGED)
    before = section.versions.filter(discarded=False, number__lt=entry.after["version"]).order_by("-number").first()
    words = _Written.read(before.document if before is not None else rich_text_to_json(RichText()))
    _write(by=by, section=section, written=words, apart=True, restored_from=before, action=UNADOPT)


@transaction.atomic
def restore_version(*, by: Person, version: TextVersion, revision: int) -> Saved | Conflict:
    """Makes an earlier text the current one, as a new version; Conflict when someone has written since `revision`."""
    section = (
        TextSection.objects.select_for_update(of=("self",))
        .select_related("unit", "saved_by")
        .get(pk=version.section_id)
    )
    enter_section(by=by, section=section)
    if section.revision != revision:
        return Conflict(section)
    written = _Written.read(version.document)
    if not written.says_the_same_as(section.document):
        _write(by=by, section=section, written=written, apart=True, restored_from=version, action=RESTORE)
    return Saved(section)


@transaction.atomic
def import_text(
    *, by: Person, unit: Unit, subject: Ref, slot: str, period: str, document: Mapping[str, Any]
) -> TextSection:
    """Puts a text in place while a municipality is being set up; `by` is named as its author.

    Raises UnreadableRichText.
    """
    written = _Written.read(document)
    section = locked_text(unit=unit, subject=subject, slot=slot, period=period)
    enter_text(by=by, unit=unit, subject=subject, slot=slot, period=period)
    if not written.says_the_same_as(section.document):
        _write(by=by, section=section, written=written, apart=True)
    return section


def locked_text(*, unit: Unit, subject: Ref, slot: str, period: str) -> TextSection:
    """The section, made where it is missing, and nobody else's to write until the transaction ends."""
    place = {"subject": subject, "slot": slot, "period": period}
    TextSection.objects.get_or_create(**place, defaults={"unit": unit})
    return TextSection.objects.select_for_update(of=("self",)).select_related("saved_by").get(**place)


def seal(section: TextSection) -> None:
    """Lets what stands now stay in the history as it is: the next save begins a version of its own."""
    newest = section.versions.filter(discarded=False).order_by("-number").values("pk")[:1]
    section.versions.filter(pk__in=[row["pk"] for row in newest]).update(sealed=True)


def _write(
    *,
    by: Person,
    section: TextSection,
    written: _Written,
    apart: bool,
    restored_from: TextVersion | None = None,
    action: str = WRITE,
) -> None:
    """Sets the current text, and its newest version; `apart` never touches the version that stands there."""
    now = timezone.now()
    section.document, section.plain_text = dict(written.document), written.plain
    section.revision, section.saved_at, section.saved_by = section.revision + 1, now, by
    section.save(update_fields=["document", "plain_text", "revision", "saved_at", "saved_by"])
    newest = section.versions.filter(discarded=False).order_by("-number").first()
    if newest is not None and not apart and _continues(newest, by, written, now):
        newest.document, newest.plain_text, newest.saved_at = section.document, section.plain_text, now
        newest.most_words = max(newest.most_words, newest.words)
        newest.save(update_fields=["document", "plain_text", "saved_at", "most_words"])
        stamps.mark(section, {})  # the log tells of a version once
        return
    version = _add_version(by=by, section=section, written=written, now=now, restored_from=restored_from)
    before = {"restored_from": restored_from.number} if restored_from else {}
    after = _named(section, version) | ({"revision": section.revision} if action == ADOPT else {})
    audit.record(person=by, action=action, subject=section, before=before, after=after)


def _continues(newest: TextVersion, by: Person, written: _Written, now: datetime) -> bool:
    """Whether a save belongs to the sitting that the newest version holds."""
    return (
        newest.saved_by_id == by.pk
        and newest.restored_from_id is None
        and not newest.sealed
        and now - newest.begun_at < SITTING
        and len(written.plain.split()) >= KEPT_SHARE * newest.most_words
    )


def _keep_discarded(*, by: Person, section: TextSection, written: _Written) -> None:
    """Puts a text that was not chosen in the history; once, however often it is sent."""
    last = section.versions.filter(discarded=True, saved_by=by).order_by("-number").first()
    if last is not None and written.says_the_same_as(last.document):
        return
    version = _add_version(by=by, section=section, written=written, now=timezone.now(), discarded=True)
    audit.record(person=by, action="text.discard", subject=section, after=_named(section, version))


def _add_version(
    *,
    by: Person,
    section: TextSection,
    written: _Written,
    now: datetime,
    discarded: bool = False,
    restored_from: TextVersion | None = None,
) -> TextVersion:
    newest = section.versions.aggregate(number=Max("number"))["number"] or 0
    version = TextVersion(
        section=section,
        number=newest + 1,
        document=dict(written.document),
        plain_text=written.plain,
        begun_at=now,
        saved_at=now,
        saved_by=by,
        discarded=discarded,
        restored_from=restored_from,
    )
    version.most_words = version.words
    version.save()
    return version


def _named(section: TextSection, version: TextVersion) -> dict[str, Any]:
    """How the audit trail names a version of a text; the words themselves are in the history."""
    return {"text": str(section), "version": version.number, "words": version.words}
