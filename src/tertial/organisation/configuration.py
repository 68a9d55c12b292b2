"""Units as structure: all below the municipality itself, which an installation has already."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tertial.accounts.models import Person
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.things.configuration import Configured, Item, Rows, UnusableConfiguration
from tertial.things.configuration.rows import told

_ROWS = Rows(
    model=Unit,
    fields=("code", "name", "kind", "valid_from", "valid_to"),
    texts=("parent",),
    key=("code",),
    labels={"parent": gettext_noop("Stands under")},
)


def code_of(unit: Unit | None, municipality: Unit) -> str:
    """How a file names a unit: by its code, the municipality itself by nothing."""
    return "" if unit is None or unit.pk == municipality.pk else unit.code


def unit_called(municipality: Unit, code: str) -> Unit:
    """The unit that a file names. Raises UnusableConfiguration."""
    unit = unit_tree().by_code.get(code) if code else municipality
    if unit is None or municipality not in unit_tree().path(unit.pk):
        template = gettext_noop("%(municipality)s has no unit “%(code)s”; add it to the file, or here.")
        told = {"municipality": municipality.name, "code": excerpt(code)}
        raise UnusableConfiguration(Message(template, told))
    return unit


def _read(municipality: Unit) -> Sequence[Item]:
    tree = unit_tree()
    return [
        told(_ROWS, unit, parent=code_of(tree.units.get(unit.parent_id or 0), municipality))
        for unit in tree.descendants(municipality.pk)
    ]


def _write(by: Person, municipality: Unit, item: Item) -> None:
    there = unit_tree().by_code.get(item["code"])
    save_unit(
        by=by,
        unit=unit_called(municipality, item["code"]) if there else None,
        code=item["code"],
        name=item["name"],
        kind=item["kind"],
        parent=unit_called(municipality, item["parent"]),
        valid_from=date.fromisoformat(item["valid_from"]),
        valid_to=_day(item["valid_to"]),
    )


def _day(text: Any) -> date | None:  # noqa: ANN401 - as a file tells it
    return date.fromisoformat(text) if text else None


UNITS = Configured(
    place=10, name="unit", rows=_ROWS, read=_read, write=_write, called=lambda item: f"{item['code']} {item['name']}"
)
