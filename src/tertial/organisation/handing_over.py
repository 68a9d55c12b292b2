"""What someone answers for, over all kinds of things, so that it can be shown and handed over as one.

A kind says with a facet in which field of its things it stands who answers for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.domain.swedish_order import swedish_order
from tertial.organisation.tree import unit_tree
from tertial.things.finding import find
from tertial.things.kinds import Held, Kind, kinds_with


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """That someone answers for things of a kind: in which field, of which rows that are not put away.

    `write` is what the log calls a change of it.
    """

    model: type[Keyed]
    field: str
    standing: Q
    write: str


@dataclass(frozen=True, slots=True)
class OwnedThing:
    """A thing that someone answers for: its row, how its kind says so, and what there is to show of it."""

    row: Keyed
    said: HandedOver
    held: Held


@dataclass(frozen=True, slots=True)
class OwnedGroup:
    """What someone answers for of one kind in one unit; `key` is what a form calls it."""

    key: str
    kind: str
    unit: str
    things: Sequence[OwnedThing]


def owned_by(person: Person) -> list[OwnedGroup]:
    """Everything the person answers for that is not put away, by unit and kind, in two queries a kind."""
    tree = unit_tree()
    order = {unit.pk: place for place, (unit, _depth) in enumerate(tree.walk())}
    groups: list[tuple[int, OwnedGroup]] = []
    for kind, said in kinds_with(HandedOver):
        things = sorted(_things(said, person), key=lambda thing: (thing.held.unit or 0, swedish_order(thing.held.name)))
        for number, of_unit in groupby(things, key=lambda thing: thing.held.unit or 0):
            unit = tree.units.get(number)
            groups.append((order.get(number, -1), _group(kind, unit.name if unit is not None else "", number, of_unit)))
    return [group for _place, group in sorted(groups, key=lambda each: each[0])]


def _group(kind: Kind, unit: str, number: int, things: Iterable[OwnedThing]) -> OwnedGroup:
    return OwnedGroup(f"{kind.word}-{number}", _(kind.many), unit, list(things))


def _things(said: HandedOver, person: Person) -> list[OwnedThing]:
    rows: Mapping[Any, Keyed] = {
        row.ref: row for row in said.model._default_manager.filter(said.standing, **{said.field: person})
    }
    found = find(rows)
    return [OwnedThing(rows[ref], said, held) for ref, held in found.items()]
