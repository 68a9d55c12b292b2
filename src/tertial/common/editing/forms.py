"""A form that knows what it began from, and joins what was typed with what others have changed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tertial.common.editing.began import Began
from tertial.common.editing.shown import Shown, in_words, mark, put, shown
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.domain.ref import Ref

_LOOKED_AT = 30  # entries among which whoever changed a field is sought


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A field that two people have changed to unlike values."""

    name: str
    label: str
    choice: str
    mine: str
    theirs: str
    who: str
    when: datetime | None


class EditForm(forms.Form):
    """A form that may change something stored: give `edits`, the thing or things whose history says who and when.

    Without `edits` it is any form. With it, `initial` must be what stands, read in a view marked with `edits`, or a
    proposal where nothing stands (`proposed`); `began` carries on what an earlier round of the same form sent. A field
    that the person has not changed keeps what stands; one changed by both to unlike values is shown in both versions
    and asked about; what was typed into a field that is gone is shown again. The template prints `{{ form.began }}`.
    """

    unjoined: ClassVar[frozenset[str]] = frozenset()
    """Fields that say how to save, and hold nothing stored."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        edits: Keyed | Iterable[Keyed] | None = None,
        proposed: bool = False,
        began: str = "",
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self._proposed, self._carried = proposed, began
        self.edits = [edits] if isinstance(edits, Keyed) else list(edits or ())
        self.two_versions: list[TwoVersions] = []
        self.lost: list[str] = []
        self._is_joined = False

    def full_clean(self) -> None:
        """Joins before it judges, so that what is judged is what will be written."""
        if self.is_bound and self.edits and not self._is_joined:
            self._is_joined = True
            self._join()
        super().full_clean()
        if not self.is_bound:
            return
        for each in self.two_versions:
            self.add_error(
                each.name, _("Someone else has changed this too. Choose at the top of the form what is to stand.")
            )
        for text in self.lost:
            self.add_error(None, _("What “%(text)s” was typed into has been removed meanwhile.") % {"text": text})

    @property
    def began(self) -> SafeString | str:
        """What the form sends along, and the fields to choose about; to be printed within the form."""
        if not self.edits:
            return ""
        context = {
            "name": self.add_prefix("began"),
            "value": self._carried or self.token(),
            "two_versions": self.two_versions,
        }
        return render_to_string("common/components/began.html", context)

    def token(self) -> str:
        """What the form begins from now, as it is sent along."""
        if self.is_bound:
            self.errors  # noqa: B018 - joins, so that it is known what is asked about
        asked = frozenset(each.name for each in self.two_versions)
        stands = {name: self.stands(name) for name in self.joined_fields()} | dict(self.also_stands())
        marks = {name: mark(value) for name, value in stands.items()}
        return Began(marks, timezone.now(), tuple(self._refs()), asked).signed()

    def stands(self, name: str) -> Shown:
        """What a field would show if the form were opened now; nothing where it only proposes."""
        if self._proposed:
            return ""
        return shown(self.fields[name], self.get_initial_for_field(self.fields[name], name))

    def began_as(self, began: Began, name: str) -> str | None:
        """The mark of what the field showed when the form was opened; None where it was not there."""
        return began.marks.get(name)

    def changed_by_others(self, began: Began, name: str) -> bool:
        """Whether anyone has changed what a field stands for since the form was opened."""
        return mark(self.stands(name)) != self.began_as(began, name)

    def changed_here(self, began: Began, name: str) -> bool:
        """Whether the person has changed what the field showed; asked before anything is joined."""
        return mark(self.typed(name)) != self.began_as(began, name)

    def typed(self, name: str) -> Shown:
        """What was sent of a field, as it was typed."""
        field = self.fields[name]
        return shown(field, field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def also_stands(self) -> Mapping[str, Shown]:
        """What stands besides and could be written over, where other fields say what is written."""
        return {}

    def chose_mine(self, name: str) -> bool:
        """Whether the person was shown both versions of a field and lets their own stand."""
        return self.data.get(f"{self.add_prefix(name)}-stands") == "mine"

    def joined_fields(self) -> list[str]:
        """The fields that hold something stored."""
        left_out = forms.FileField
        return [
            name
            for name, field in self.fields.items()
            if name not in self.unjoined and not field.disabled and not isinstance(field, left_out)
        ]

    def _refs(self) -> list[Ref]:
        return [each.ref for each in self.edits]

    def _join(self) -> None:
        sent = self.data.get(self.add_prefix("began"))
        if sent is None:
            return  # not from a page of ours: whoever sends it says how everything is to be
        # What cannot be read is from before a key was changed: everything that differs is asked about.
        began = Began.read(sent) or Began(dict.fromkeys(self.joined_fields(), ""), timezone.now(), ())
        data = QueryDict(mutable=True)
        for key in self.data:
            data.setlist(key, self.data.getlist(key) if hasattr(self.data, "getlist") else [self.data[key]])
        for name in self.joined_fields():
            self._join_field(began, data, name)
        self.lost = self._typed_into_what_is_gone(began, data)
        self.data = data

    def _join_field(self, began: Began, data: QueryDict, name: str) -> None:
        field, key = self.fields[name], self.add_prefix(name)
        now, base = self.stands(name), self.began_as(began, name)
        mine = self.typed(name)
        others = self.changed_by_others(began, name)
        choice = data.get(f"{key}-stands", "") if name in began.asked and not others else ""
        if base is None or choice == "theirs" or not self.changed_here(began, name):
            if others or choice:
                put(data, key, field, now)
        elif mark(mine) != mark(now) and (others or (name in began.asked and not choice)):
            who, when = self._last_changed(name, began.at)
            label = str(self[name].label)
            self.two_versions.append(
                TwoVersions(name, label, f"{key}-stands", in_words(field, mine), in_words(field, now), who, when)
            )

    def _typed_into_what_is_gone(self, began: Began, data: QueryDict) -> list[str]:
        known, gone = set(self.fields), []
        for name, base in began.marks.items():
            text = str(data.get(self.add_prefix(name), "")).strip()
            if name not in known and text and mark(text) != base:
                gone.append(text)
        return gone

    def _last_changed(self, name: str, since: datetime) -> tuple[str, datetime | None]:
        entries = list(AuditEntry.objects.filter(ref__in=self._refs()).select_related("person")[:_LOOKED_AT])
        later = [entry for entry in entries if entry.at >= since] or entries[:1]
        found = next((entry for entry in later if name in entry.after), later[0] if later else None)
        if found is None:
            return "", None
        return (str(found.person) if found.person else ""), found.at
