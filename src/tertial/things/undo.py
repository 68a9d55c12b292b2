"""Takes back what people have written, once and of that write alone, from what its audit entry holds (ADR 47).

A kind that can be undone says with a facet who may and what must hold; the few writes that `before` and `after` do not
tell say with the write how they are taken back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model, ProtectedError
from django.utils import timezone

from tertial.common import audit
from tertial.common.keys import Keyed
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.common.policies import NOTHING_HERE, NotThere
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.things.finding import held
from tertial.things.importers import OnProgress
from tertial.things.kinds import Write, kind_called

_ARCHIVED = "archived_at"
_GONE = gettext_noop("What was written is gone, so it cannot be undone.")
_BY_HAND = gettext_noop("This cannot be undone; change it by hand.")
_TOO_OLD = gettext_noop("This was written before Tertial kept what an undo needs; change it by hand.")


_told: ContextVar[OnProgress] = ContextVar("undo_told", default=lambda _done, _all: None)


@contextmanager
def telling(on_progress: OnProgress) -> Iterator[None]:
    """Tells how far what is taken back together has come, within it."""
    token = _told.set(on_progress)
    try:
        yield
    finally:
        _told.reset(token)


class CannotBeUndone(DomainError):
    """What was written is of a kind that cannot be taken back, or is gone."""


def _nothing(_by: Any, _row: Any) -> None:  # noqa: ANN401 - whatever the kind's rows are
    """Some kinds have no rules beyond their constraints."""


def _stands_alone(_row: Any) -> Iterable[Model]:  # noqa: ANN401
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """How writes about one kind of thing are taken back.

    `may` gets the person, the thing and the entry, and raises NotAllowed; it is asked before anything is shown. Of a
    thing that is gone it gets what the entry remembers. `rules` gets the person and the thing as it would stand, and
    raises what the room raises. `above` is what the room locks before such a thing. `page` is where an undo leads,
    where that is not the page of the thing. A thing that was made is archived, or where it is `removable` deleted.
    `author` is the field for who wrote last.
    """

    model: type[Keyed]
    may: Callable[[Any, Any, AuditEntry], None]
    rules: Callable[[Any, Any], None] = _nothing
    above: Callable[[Any], Iterable[Model]] = _stands_alone
    page: Callable[[Any], str] | None = None
    related: tuple[str, ...] = ()
    author: str = ""
    removable: bool = False


def page_after(entry: AuditEntry) -> str:
    """Where an undo of the entry leads. Raises NotThere."""
    undone, _write = _undone(entry)
    return undone.page(_subject(undone, entry)) if undone.page is not None else held(entry.ref).page


def _undone(entry: AuditEntry) -> tuple[Undone, Write | None]:
    """How the entry's kind is taken back, and the write that it is about."""
    kind = kind_called(entry.ref.kind)
    found = kind.facet(Undone) if kind is not None else None
    if kind is None or found is None:
        raise nothing_here()
    return found, kind.writes.get(entry.action)


def _subject(kind: Undone, entry: AuditEntry) -> Keyed:
    """What the entry is about; where that is gone, as the entry remembers it."""
    return _stored(kind, entry) or _remembered(kind, entry)


@transaction.atomic
def undo(*, by: Model, entry: AuditEntry) -> AuditEntry:
    """Takes one write back, and gives the entry of that; which can be taken back in its turn.

    Raises NotThere or NotAllowed before anything is shown; ChangedSince where the thing is no longer as the write left
    it, also by an earlier undo; CannotBeUndone; and what the rules of the room raise.
    """
    kind, write = _undone(entry)
    _ask(kind, by, _subject(kind, entry), entry)
    AuditEntry.objects.select_for_update().get(pk=entry.pk)  # two undos of one write take turns
    lock(*kind.above(_subject(kind, entry)))
    row = _stored(kind, entry, lock=True) or _subject(kind, entry)
    if AuditEntry.objects.filter(undoes=entry).exists():
        raise _undone_already(row)
    with audit.noted() as left:
        try:
            if write is None or write.undone is None:
                _put_back(kind, by, entry, row)
            else:
                write.undone(by, entry, row)
        except ObjectDoesNotExist as error:
            raise CannotBeUndone(Message(_GONE)) from error
    return _marked(entry, left, row)


@transaction.atomic
def undo_together(*, by: Model, entries: Sequence[AuditEntry]) -> tuple[list[AuditEntry], int]:
    """Takes back what was written together, the last write first, and gives the entries of that.

    What is of a kind that cannot be taken back stays, and is counted. Raises as `undo` does for anything else, and then
    nothing is taken back.
    """
    done: list[AuditEntry] = []
    stays = 0
    for number, entry in enumerate(sorted(entries, key=lambda entry: -entry.pk)):
        _told.get()(number, len(entries))
        try:
            with transaction.atomic():
                done.append(undo(by=by, entry=entry))
        except CannotBeUndone:
            stays += 1
    return done, stays


def _ask(kind: Undone, by: Model, row: Model, entry: AuditEntry) -> None:
    """Checks the right before anything is shown; what the thing belonged to may be gone with it."""
    try:
        kind.may(by, row, entry)
    except (ObjectDoesNotExist, KeyError) as error:
        raise nothing_here() from error


def _marked(entry: AuditEntry, left: list[AuditEntry], row: Keyed) -> AuditEntry:
    """Ties the undo to what it undid: the database holds that there is one."""
    if not left:
        raise audit.changed_since(row)
    undo_entry = next((each for each in reversed(left) if each.ref == entry.ref), left[-1])
    undo_entry.undoes = entry
    try:
        with transaction.atomic():
            undo_entry.save(update_fields=["undoes"])
    except IntegrityError as error:
        raise _undone_already(row) from error
    return undo_entry


def _put_back(kind: Undone, by: Model, entry: AuditEntry, row: Keyed) -> None:
    """Lets every field hold what stood in `before`, where the thing is as `after` left it."""
    before, after = _as_held(kind, entry.before), _as_held(kind, entry.after)
    gone = row._state.adding
    if not before and not after:
        old = entry.action.rpartition(".")[2] in {"archive", "restore"}
        raise CannotBeUndone(Message(_TOO_OLD if old else _BY_HAND))
    if gone and after:
        raise CannotBeUndone(Message(_GONE))
    if not gone and (not after or audit.state(row, entry.after) != entry.after):
        raise audit.changed_since(row)
    if not before:
        _take_away(kind, by, entry, row)
        return
    if gone:
        _check_whole(kind, row, before)
    stood = {} if gone else audit.state(row, entry.before)
    for name, value in before.items():
        setattr(row, name, value)
    _check(kind, by, row)
    row.save(force_insert=gone)
    restored = audit.state(row, entry.before)
    audit.record(person=by, action=_action(entry, row), subject=row, before=stood, after=restored)


def _take_away(kind: Undone, by: Model, entry: AuditEntry, row: Keyed) -> None:
    """Undoes that a thing was made."""
    word = entry.action.rpartition(".")[0]
    if kind.removable:
        kind.rules(by, row)
        audit.record(
            person=by, action=f"{word}.remove", subject=row, before={**entry.after, **audit.state(row, ["id"])}
        )
        try:
            row._meta.default_manager.get(pk=row.pk).delete()  # type: ignore[union-attr]
        except ProtectedError as error:
            raise audit.changed_since(row) from error
    elif hasattr(row, _ARCHIVED):
        if getattr(row, _ARCHIVED) is not None:
            raise audit.changed_since(row)
        setattr(row, _ARCHIVED, timezone.now())
        _check(kind, by, row)
        row.save(update_fields=[_ARCHIVED])
        after = audit.state(row, [_ARCHIVED])
        audit.record(person=by, action=f"{word}.archive", subject=row, before={_ARCHIVED: None}, after=after)
    else:
        raise CannotBeUndone(Message(_BY_HAND))


def _check(kind: Undone, by: Model, row: Keyed) -> None:
    """What the thing points at is there, nothing has come in its place, and the rules of its room hold."""
    if kind.author:
        setattr(row, kind.author, by)
    for column in row._meta.concrete_fields:
        number = getattr(row, column.attname)
        if isinstance(column, ForeignKey) and number is not None:
            manager = column.related_model._base_manager
            if not manager.filter(**{column.target_field.name: number}).exists():
                raise CannotBeUndone(Message(_GONE))
    kind.rules(by, row)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        raise audit.changed_since(row) from error


def _action(entry: AuditEntry, row: Keyed) -> str:
    """What the undo is called in the log: the write that it amounts to."""
    word, _dot, verb = entry.action.rpartition(".")
    if verb in {"archive", "restore"}:
        return f"{word}.restore" if getattr(row, _ARCHIVED, None) is None else f"{word}.archive"
    if verb != "remove":
        return entry.action
    first = AuditEntry.objects.filter(ref=entry.ref, before={}).exclude(after={}).order_by("pk").first()
    return first.action if first is not None else entry.action


def _stored(kind: Undone, entry: AuditEntry, *, lock: bool = False) -> Keyed | None:
    rows = kind.model._default_manager.select_related(*kind.related) if kind.related else kind.model._default_manager
    found = rows.select_for_update(of=("self",)) if lock else rows
    return found.filter(ref=entry.ref).first()


def _remembered(kind: Undone, entry: AuditEntry) -> Keyed:
    """The thing as the entry remembers it, as far as it does."""
    row = kind.model(ref=entry.ref)
    for name, value in (entry.before or entry.after).items():
        with suppress(FieldDoesNotExist, ValidationError):
            column = kind.model._meta.get_field(name)
            if isinstance(column, Field):
                setattr(row, column.attname, column.to_python(value))
    return row


def _check_whole(kind: Undone, row: Model, held: Mapping[str, Any]) -> None:
    """Raises CannotBeUndone where an entry does not hold all of a thing that it is to bring back."""
    for column in row._meta.concrete_fields:
        lacks = not column.null and not column.has_default() and not column.blank and column.attname not in held
        if lacks and not column.primary_key and column.name != kind.author:
            raise CannotBeUndone(Message(_TOO_OLD))


def _as_held(kind: Undone, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the names that the model stores them under. Raises CannotBeUndone for a shape that is not known."""
    held = {}
    try:
        for name, value in values.items():
            column = kind.model._meta.get_field(name)
            if not isinstance(column, Field) or column.many_to_many:
                raise CannotBeUndone(Message(_BY_HAND))
            held[column.attname] = column.to_python(value)
    except (FieldDoesNotExist, ValidationError) as error:
        raise CannotBeUndone(Message(_TOO_OLD)) from error
    return held


def nothing_here() -> NotThere:
    """One refusal for what does not exist and for what cannot be undone, so that it gives nothing away."""
    return NotThere(Message(NOTHING_HERE))


def _undone_already(row: Keyed) -> audit.ChangedSince:
    template = gettext_noop("This has been undone already; “%(subject)s” has been changed since.")
    return audit.ChangedSince(Message(template, {"subject": str(row)}))
