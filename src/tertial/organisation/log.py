"""The audit trail as people read it: who did what when, and what it changed from and to."""

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
from tertial.common.models import AuditEntry
from tertial.domain.message import excerpt
from tertial.organisation.log_words import FIELD_WORDS, KINDS, WORDS
from tertial.organisation.roles import Role
from tertial.organisation.tracing import name_of

_LONGEST = 120
_WITH_SUBJECT = {"textsection", "textversion"}
_NUMBERED_ELSEWHERE = {"step": "scalestep", "status": "assignmentstatus", "indicator": "indicator"}


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
    """The entries by a person, about one of KINDS, from one day to another, newest first."""
    found = AuditEntry.objects.select_related("person")
    if person is not None:
        found = found.filter(person=person)
    if kind in KINDS:
        begins = Q()
        for word in KINDS[kind][1]:
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
            entry.person.name if entry.person else "",
            _sentence(entry, names.subject(entry)),
            names.changes(entry),
        )
        for entry in kept
    ]


def kinds() -> list[tuple[str, str]]:
    """What entries can be about, for a filter."""
    return [(key, _(words)) for key, (words, _prefixes) in KINDS.items()]


def _sentence(entry: AuditEntry, subject: str) -> str:
    words = WORDS.get(entry.action)
    quoted = _("“%(name)s”") % {"name": subject}
    told = _(words) % {"subject": quoted} if words else f"{entry.action} {quoted}"
    return _("%(what)s (undo)") % {"what": told} if entry.undoes_id else told


class _Names:
    """What the numbers in some entries are called."""

    def __init__(self, found: Sequence[AuditEntry]) -> None:
        wanted: dict[str, set[int]] = {}
        for entry in found:
            kind, number = self._ref(entry)
            wanted.setdefault(kind, set()).add(number)
            for field in {*entry.before, *entry.after}:
                for values in (entry.before, entry.after):
                    if (pointed := self._points_at(kind, field)) and isinstance(values.get(field), int):
                        wanted.setdefault(pointed, set()).add(values[field])
        self._names = self._read(wanted)

    def _read(self, wanted: Mapping[str, set[int]]) -> dict[tuple[str, int], str]:
        """The names of what exists; what is itself about something, by a ref, is named after that."""
        rows = {
            (kind, number): row
            for kind, numbers in wanted.items()
            if kind in self._models
            for number, row in self._rows(kind, numbers).items()
        }
        names = {place: str(row) for place, row in rows.items()}
        subjects = {place: getattr(row, "subject", None) for place, row in rows.items()}
        about = {place: ref for place, ref in subjects.items() if isinstance(ref, str)}
        if about:
            further: dict[str, set[int]] = {}
            for ref in about.values():
                kind, number = _parts(ref)
                further.setdefault(kind, set()).add(number)
            found = self._read(further)
            names |= {place: found.get(_parts(ref)) or name_of(ref) for place, ref in about.items()}
        return names

    @cached_property
    def _models(self) -> dict[str, type[Model]]:
        return {str(model._meta.model_name): model for model in apps.get_models()}

    def _rows(self, kind: str, numbers: Iterable[int]) -> dict[int, Model]:
        # select_related without names follows every foreign key that cannot be empty, which names are made of
        return {
            row.pk: row for row in self._models[kind]._default_manager.select_related().filter(pk__in=list(numbers))
        }

    def subject(self, entry: AuditEntry) -> str:
        """What the entry is about, also when it is gone."""
        remembered = {**entry.before, **entry.after}
        gone = str(remembered.get("name") or remembered.get("word") or entry.ref)
        return excerpt(self._names.get(self._ref(entry), gone))

    def changes(self, entry: AuditEntry) -> list[Change]:
        """The fields of the entry in words, without those that were and are empty."""
        fields = dict.fromkeys([*entry.before, *entry.after])
        return [change for field in fields if (change := self._change(entry, field)) is not None]

    def _change(self, entry: AuditEntry, field: str) -> Change | None:
        kind = self._ref(entry)[0]
        before, after = (self._text(kind, field, values.get(field)) for values in (entry.before, entry.after))
        said = kind in _WITH_SUBJECT and field == "text"  # the sentence says what the text is about
        return Change(self._label(kind, field), before, after) if (before or after) and not said else None

    def _label(self, kind: str, field: str) -> str:
        if field in FIELD_WORDS:
            return _(FIELD_WORDS[field])
        found = self._field(kind, field)
        return str(found.verbose_name) if found is not None else field

    def _text(self, kind: str, field: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list | dict):
            return excerpt(_flat(value), _LONGEST)
        pointed = self._points_at(kind, field)
        if pointed and isinstance(value, int):
            return excerpt(self._names.get((pointed, value), str(value)), _LONGEST)
        if field == "role" and value in Role.values:
            return str(Role(value).label)
        found = self._field(kind, field)
        choices = dict(getattr(found, "flatchoices", None) or ())
        return excerpt(str(choices.get(value, value)), _LONGEST)

    def _points_at(self, kind: str, field: str) -> str:
        """The kind of thing a field's number belongs to, if it is one."""
        found = self._field(kind, field)
        if isinstance(found, ForeignKey):
            return str(found.related_model._meta.model_name)
        return _NUMBERED_ELSEWHERE.get(field, "") if found is None else ""

    def _field(self, kind: str, field: str) -> Any:  # noqa: ANN401 - Django's fields have no common useful type
        """The stored field of that name; what points here from other rows is none."""
        try:
            found = self._models[kind]._meta.get_field(field) if kind in self._models else None
        except FieldDoesNotExist:
            return None
        return found if getattr(found, "concrete", False) else None

    @staticmethod
    def _ref(entry: AuditEntry) -> tuple[str, int]:
        return _parts(entry.ref)


def _parts(ref: str) -> tuple[str, int]:
    kind, _colon, number = ref.partition(":")
    return kind, int(number)


def _flat(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_flat(item) for item in value)
    return str(value)
