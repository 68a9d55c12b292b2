"""What a file would change: which things are new, and in which words those that are here would differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.things.configuration.declared import Configured, Item, Rows
from tertial.things.configuration.rows import key_of

_LONGEST = 80
_NAMED_BY = ("name", "title", "caption", "label", "word", "heading", "code", "key")
_NEW, _GONE = gettext_noop("new: %(row)s"), gettext_noop("goes: %(row)s")
_CHANGED, _MOVED = gettext_noop("%(row)s: %(fields)s"), gettext_noop("another order")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that would differ: what it is called, what stands here, and what the file has."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that would be made, or changed and in what."""

    section: str
    thing: str
    is_new: bool
    changes: Sequence[Change] = ()


def differences(many: str, section: Configured, here: Sequence[Item], wanted: Sequence[Item]) -> Iterator[Difference]:
    """What would be made or changed in a section; things that the file does not have stay as they are."""
    there = {key_of(section.rows, item): item for item in here}
    for item in wanted:
        before = there.get(key_of(section.rows, item))
        if before is None:
            yield Difference(many, section.called(item), is_new=True)
        elif changes := tuple(_changes(section.rows, before, item)):
            yield Difference(many, section.called(item), is_new=False, changes=changes)


def _changes(rows: Rows, before: Item, after: Item) -> Iterator[Change]:
    for name in (*rows.fields, *rows.texts):
        if before[name] != after[name]:
            yield Change(label_of(rows, name), _shown(before[name]), _shown(after[name]))
    for name, within in rows.lists.items():
        for message in _rows_changed(within, before[name], after[name]):
            yield Change(label_of(rows, name), "", sentence(message))


def _rows_changed(rows: Rows, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Message]:
    old, new = ({key_of(rows, item): item for item in items} for items in (before, after))
    for key, item in new.items():
        if key not in old:
            yield Message(_NEW, {"row": name_of(item)})
        elif changes := list(_changes(rows, old[key], item)):
            told = ", ".join(f"{each.label} {each.before or '–'} → {each.after or '–'}" for each in changes)
            yield Message(_CHANGED, {"row": name_of(old[key]), "fields": told})
    if rows.stays:
        return
    yield from (Message(_GONE, {"row": name_of(item)}) for key, item in old.items() if key not in new)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Message(_MOVED)


def name_of(item: Item) -> str:
    """What a row is called."""
    return excerpt(str(next((item[name] for name in _NAMED_BY if item.get(name)), "–")), _LONGEST)


def label_of(rows: Rows, name: str) -> str:
    """What a field is called."""
    if name in rows.fields:
        return capfirst(str(getattr(rows.model._meta.get_field(name), "verbose_name", name)))
    return _(rows.labels.get(name, name.replace("_", " ").capitalize()))


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever a file tells
    if isinstance(value, dict):
        return excerpt(", ".join(f"{key}: {_shown(each)}" for key, each in value.items()), _LONGEST)
    if isinstance(value, list):
        return excerpt(", ".join(map(_shown, value)), _LONGEST)
    return excerpt(" ".join(str("" if value is None else value).split()), _LONGEST)
