"""The audit trail as people read it: who did what when, and what it changed from and to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.desk import log_values
from tertial.domain.message import excerpt
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.roles import Role
from tertial.things.finding import names_of
from tertial.things.kinds import kind_called, write_called
from tertial.things.log_words import first_words, groups

_LONGEST = 120
_FOR_ADDRESSES = {"id", "key", "ref"}  # what addresses and templates call a thing says nothing to a reader
_NAMED_BY = ("name", "word", "label", "title", "heading", "caption", "description")
_NAMES_WHAT_IS_GONE = {"goal", "indicator", "unit", "project", "plan", "control", "commoncontrol", "goalindicator"}
_WITH_SUBJECT = {"textsection", "textversion"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an entry changed; an empty text says that there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is read; `who` is empty for what the system did while it was set up."""

    at: datetime
    who: str
    what: str
    changes: Sequence[Change]


def entries(
    *, person: Person | None = None, kind: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[AuditEntry]:
    """The entries by a person, about one of the groups, from one day to another, newest first."""
    found = AuditEntry.objects.select_related("person")
    if person is not None:
        found = found.filter(person=person)
    if words := first_words(kind):
        begins = Q()
        for word in words:
            begins |= Q(action__startswith=f"{word}.")
        found = found.filter(begins)
    if first is not None:
        found = found.filter(at__gte=timezone.make_aware(datetime.combine(first, time.min)))
    if last is not None:
        found = found.filter(at__lte=timezone.make_aware(datetime.combine(last, time.max)))
    return found


def lines(found: Iterable[AuditEntry]) -> list[Line]:
    """The entries as sentences, with the names of what they point at, read in one query for each kind of thing."""
    kept = list(found)
    names = _Names(kept)
    return [
        Line(
            entry.at,
            entry.person.name,
            _sentence(entry, names.subject(entry)),
            names.changes(entry),
        )
        for entry in kept
    ]


def kinds() -> list[tuple[str, str]]:
    """What entries can be about, for a filter."""
    return [(group.key, _(group.label)) for group in groups()]


def _sentence(entry: AuditEntry, subject: str) -> str:
    write = write_called(entry.action)
    quoted = _("“%(name)s”") % {"name": subject}
    what = _(write.sentence) % {"subject": quoted} if write is not None else f"{entry.action} {quoted}"
    return _("%(what)s (undo)") % {"what": what} if entry.undoes_id else what


@dataclass(slots=True)
class _Wanted:
    """Which rows of a model have to be read: by their numbers, as columns that point hold them, and by their refs."""

    numbers: set[int]
    refs: set[Ref]


_Row = tuple[str, int]
"""A row that a column points at: its kind and its number."""


class _Names:
    """What the things that some entries tell of or point at are called."""

    def __init__(self, found: Sequence[AuditEntry]) -> None:
        wanted: dict[str, _Wanted] = defaultdict(lambda: _Wanted(set(), set()))
        refs: set[Ref] = set()
        for entry in found:
            wanted[entry.ref.kind].refs.add(entry.ref)
            if entry.ref.kind not in self._models:
                refs.add(entry.ref)
            for name in {*entry.before, *entry.after}:
                for value in (entry.before.get(name), entry.after.get(name)):
                    self._want(wanted, entry.ref.kind, name, value)
                    refs |= {Ref.parse(str(value))} if log_values.is_ref(value) else set()
        self._names = self._read(wanted)
        self._keys = self._read_keys(found)
        self._traced = names_of(refs)

    def _want(self, wanted: dict[str, _Wanted], kind: str, name: str, value: object) -> None:
        """Notes which rows have to be read to say the value."""
        if pointed := self._points_at(kind, name):
            wanted[pointed].numbers.update(log_values.numbers_in(value))

    def _read_keys(self, found: Sequence[AuditEntry]) -> dict[tuple[str, str, str], str]:
        """What the keys that fields such as `forecast.row` hold are called."""
        wanted: dict[tuple[str, str], set[str]] = {}
        for entry in found:
            for field in {*entry.before, *entry.after}:
                if field in log_values.said_of(entry.ref.kind).key_names:
                    values = (entry.before.get(field), entry.after.get(field))
                    place = entry.ref.kind, field
                    wanted.setdefault(place, set()).update(value for value in values if isinstance(value, str))
        return {
            (kind, field, key): name
            for (kind, field), keys in wanted.items()
            for key, name in log_values.said_of(kind).key_names[field](keys).items()
        }

    def _read(self, wanted: Mapping[str, _Wanted]) -> dict[Ref | _Row, str]:
        """The names of what exists; what is itself about something, by a ref, is named after that."""
        names: dict[Ref | _Row, str] = {}
        about: dict[Ref, Ref] = {}
        for kind, asked in wanted.items():
            rows = self._rows(kind, asked)
            names_of_rows = log_values.said_of(kind).names
            own = names_of_rows(rows) if names_of_rows is not None else {}
            for row in rows:
                ref, subject = getattr(row, "ref", NO_REF), getattr(row, "subject", None)
                names[kind, row.pk] = names[ref] = own.get(row.pk, str(row))
                if isinstance(subject, Ref) and row.pk not in own:
                    about[ref] = subject
        if about:
            called = names_of(about.values())
            names |= {ref: called.get(subject, subject) for ref, subject in about.items()}
        return names

    @cached_property
    def _models(self) -> dict[str, type[Model]]:
        return {str(model._meta.model_name): model for model in apps.get_models()}

    def _rows(self, kind: str, asked: _Wanted) -> list[Model]:
        model = self._models.get(kind)
        if model is None:
            return []
        meant = Q(pk__in=asked.numbers)
        if issubclass(model, Keyed):
            meant |= Q(ref__in=asked.refs)
        # select_related without names follows every foreign key that cannot be empty, which names are made of
        return list(model._default_manager.select_related().filter(meant))

    def subject(self, entry: AuditEntry) -> str:
        """What the entry is about, also when it is gone."""
        return excerpt(self._names.get(entry.ref) or self._traced.get(entry.ref) or self._remembered(entry))

    def _remembered(self, entry: AuditEntry) -> str:
        """What a thing that is gone was called, by what the entry holds of it."""
        kind = entry.ref.kind
        values = {**entry.before, **entry.after}
        named = next((str(values[field]) for field in _NAMED_BY if values.get(field)), "")
        if named:
            return named
        parts = [
            said
            for field, value in values.items()
            if (self._points_at(kind, field) in _NAMES_WHAT_IS_GONE or field in log_values.PERIODS)
            and (said := self._text(kind, field, value))
        ]
        return " ".join(parts) or _("something that has been removed")

    def changes(self, entry: AuditEntry) -> list[Change]:
        """The fields of the entry in words, without those that were and are empty."""
        fields = [field for field in dict.fromkeys([*entry.before, *entry.after]) if field not in _FOR_ADDRESSES]
        return [change for field in fields if (change := self._change(entry, field)) is not None]

    def _change(self, entry: AuditEntry, field: str) -> Change | None:
        kind = entry.ref.kind
        before, after = (self._text(kind, field, values.get(field)) for values in (entry.before, entry.after))
        said = kind in _WITH_SUBJECT and field == "text"  # the sentence says what the text is about
        return Change(self._label(kind, field), before, after) if (before or after) and not said else None

    def _label(self, kind: str, field: str) -> str:
        return log_values.label_of(log_values.said_of(kind), field, self._field(kind, field))

    def _text(self, kind: str, field: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        if value is None or value in ("", [], {}):
            return ""
        return excerpt(self._said(kind, field, value), _LONGEST)

    def _said(self, kind: str, field: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        said = log_values.said_of(kind)
        if field in said.shaped:
            return said.shaped[field](value)
        if (pointed := self._points_at(kind, field)) and log_values.numbers_in(value):
            return log_values.pointed_words(value, lambda number: self._names.get((pointed, number)) or _("removed"))
        if isinstance(value, str) and (named := self._named(kind, field, value)):
            return named
        if isinstance(value, list | dict):
            return log_values.composite_words(value, field, said.keys)
        return log_values.scalar_words(value, field, self._field(kind, field), said.keys)

    def _named(self, kind: str, field: str, value: str) -> str:
        """What a ref or a key is called; nothing for what is neither."""
        if field in log_values.said_of(kind).key_names:
            return self._keys.get((kind, field, value)) or _("removed")
        if field == "role" and value in Role.values:
            return str(Role(value).label)
        ref = Ref.parse(value)
        known = log_values.is_ref(value) and kind_called(ref.kind) is not None
        return self._traced.get(ref) or (_("removed") if known else "")

    def _points_at(self, kind: str, field: str) -> str:
        """The kind of thing a field's number belongs to, if it is one."""
        found = self._field(kind, field)
        if isinstance(found, ForeignKey):
            return str(found.related_model._meta.model_name)
        if found is not None:
            return ""
        return log_values.said_of(kind).points.get(field, "")

    def _field(self, kind: str, field: str) -> Any:  # noqa: ANN401 - Django's fields have no common useful type
        """The stored field of that name; a link that other rows have to this one does not count."""
        try:
            found = self._models[kind]._meta.get_field(field) if kind in self._models else None
        except FieldDoesNotExist:
            return None
        return found if getattr(found, "concrete", False) else None
