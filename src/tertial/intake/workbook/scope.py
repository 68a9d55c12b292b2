"""Of what rows of the workbook are read, and how things are written in its cells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tertial.accounts.models import Person
from tertial.domain.workbook.columns import Value
from tertial.goals.models import Goal
from tertial.organisation.tree import unit_tree

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which units and years rows are read, units by number; and of which people: None is everyone."""

    units: Collection[int]
    years: Collection[int]
    people: Collection[int] | None = None


def link_to(goal: Goal | None) -> str | None:
    """A goal as a link in full."""
    return f"{goal.plan.unit.code}/{goal.plan.year}/{goal.ref.last}" if goal is not None else None


def address_of(person: Person | None) -> str | None:
    """How a person is written."""
    return person.email.lower() if person is not None else None


def places_of_units() -> Mapping[int, int]:
    """The place of each unit in the order of the tree, by its number."""
    return {unit.pk: place for place, (unit, _depth) in enumerate(unit_tree().walk())}
