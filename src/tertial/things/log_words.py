"""What a kind of thing says to the log: among what its entries are chosen, and what they hold, in words."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tertial.domain.message import gettext_noop
from tertial.things.kinds import Kind, kinds_with

Names = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class LogGroup:
    """What entries of the log can be about, to choose among; those with a low position stand first."""

    position: int
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What entries about a kind of thing hold, by the names of their fields.

    `fields` are what fields are called that the model does not name, `keys` what the keys in their values mean.
    `points` are the kinds of rows that numbers belong to where the model does not say it; `key_names` tell what keys
    are called, many at once; `shaped` say values that have a shape of their own; `names` says what rows are called
    that cannot tell it themselves.
    """

    group: LogGroup
    fields: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, str] = field(default_factory=dict)
    key_names: Mapping[str, Names] = field(default_factory=dict)
    shaped: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    names: Callable[[Collection[Any]], Mapping[int, str]] | None = None


FIELDS = {
    "comment": gettext_noop("comment"),
    "done": gettext_noop("done"),
    "down": gettext_noop("one step down"),
    "from": gettext_noop("copied from"),
    "kind": gettext_noop("kind"),
    "municipality": gettext_noop("municipality"),
    "name": gettext_noop("name"),
    "on": gettext_noop("from"),
    "owner": gettext_noop("owner"),
    "parent": gettext_noop("stands under"),
    "period": gettext_noop("period"),
    "person": gettext_noop("person"),
    "plan": gettext_noop("plan"),
    "position": gettext_noop("place"),
    "reason": gettext_noop("reason"),
    "responsible": gettext_noop("responsible"),
    "state": gettext_noop("judgement"),
    "status": gettext_noop("status"),
    "unit": gettext_noop("unit"),
    "words": gettext_noop("words"),
    "year": gettext_noop("year"),
}
"""What fields are called that are named alike wherever they stand."""

STATUSES = {
    "done": gettext_noop("completed"),
    "ongoing": gettext_noop("ongoing"),
    "not_done_this_year": gettext_noop("not done this year"),
    "paused": gettext_noop("paused"),
    "cancelled": gettext_noop("cancelled"),
}
"""What the keys mean that say how far something has come."""


def groups() -> list[LogGroup]:
    """What entries can be about, in their order."""
    found = {said.group for _kind, said in kinds_with(Logged)}
    return sorted(found, key=lambda group: group.position)


def first_words(group: str) -> set[str]:
    """What the names of writes begin with in a group: `goal` of `goal.create`."""
    return {name.partition(".")[0] for kind in _kinds_in(group) for name in kind.writes}


def _kinds_in(group: str) -> Iterator[Kind]:
    return (kind for kind, said in kinds_with(Logged) if said.group.key == group)
