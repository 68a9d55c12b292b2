"""What a room says of its structure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from tertial.accounts.models import Person
from tertial.things.kinds import kinds_with

Item = Mapping[str, Any]
"""A thing as a file tells it: text, whole numbers, yes or no, lists and tables; amounts and days as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The shape of rows of one model.

    `fields` are fields of the model, `texts` what else stands there as text, such as the code of a unit; `lists` are
    rows within a row, in their order. What has the same `key` is the same row. Where it `stays`, a row that a file does
    not have is left as it is; otherwise it goes. `labels` are what texts and
    lists are called, marked for translation.
    """

    model: type[Model]
    fields: Sequence[str]
    key: Sequence[str]
    texts: Sequence[str] = ()
    lists: Mapping[str, "Rows"] = field(default_factory=dict)
    stays: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """That things of a kind are structure. Sections stand in a file by their `place`, each under its `name`.

    `read` gives a municipality's things as a file tells them; `write` makes one of them as a file tells it, by an
    action; `called` says what one is called.
    """

    place: int
    name: str
    rows: Rows
    read: Callable[[Any], Sequence[Item]]
    write: Callable[[Person, Any, Item], object]
    called: Callable[[Item], str]


def sections() -> list[tuple[str, Configured]]:
    """What there is of structure, in the order in which it can be made, each with what its kind is called."""
    return sorted(_found(), key=lambda each: each[1].place)


def _found() -> Iterator[tuple[str, Configured]]:
    for kind, said in kinds_with(Configured):
        yield kind.many, said
