"""Codes read from a file: the one that the list was saved as, or one from the economy system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from tertial.common.tabular_files import BrokenRow, open_table, rows
from tertial.common.wording import sentence
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.economy.actions.coding import ALWAYS, CodeGiven
from tertial.economy.models import Dimension
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "kod", "konto", "ansvar", "verksamhet", "projekt", "motpart"),
    "name": ("name", "namn", "benämning", "text", "kontonamn"),
    "parent": ("stands under", "ligger under", "överordnad", "parent"),
    "unit": ("unit", "enhet", "organisation"),
    "valid_from": ("from the year", "från år", "från och med år", "from", "från", "fr.o.m."),
    "valid_to": ("to the year", "till år", "till och med år", "to", "till", "t.o.m."),
}
_LONGEST = {"code": 20, "name": 150, "parent": 20}
_MOST_TOLD = 8


class CodesUnreadable(DomainError):
    """The file holds rows that are no codes; the message tells the first of them, each with its line."""

    field = "file"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the cells of a row are understood by."""

    dimension: Dimension
    columns: Mapping[str, int]
    units: Mapping[str, Unit]


def codes_in(path: Path, name: str, municipality: Unit, dimension: Dimension) -> list[CodeGiven]:
    """The codes in a table with headings such as Code and Name, in any order.

    A column that is not there leaves what it is about empty. Raises UnreadableFile, or CodesUnreadable with the first
    rows that cannot be used.
    """
    table = open_table(path, name=name)
    place = _Place(dimension, _columns(table.header, name), _units(municipality))
    faults: list[Message] = []

    def broken(row: BrokenRow) -> None:
        template = gettext_noop("Line %(line)s has %(cells)s cells where the headings are %(headings)s.")
        faults.append(Message(template, {"line": row.number, "cells": row.cells, "headings": len(table.header)}))

    found: list[CodeGiven] = []
    for number, cells in rows(table, broken):
        try:
            found.append(_code(cells, place))
        except CodesUnreadable as error:
            faults.append(Message(gettext_noop("Line %(line)s: %(what)s"), {"line": number, "what": error.message}))
    if faults:
        raise CodesUnreadable(_all_of(faults))
    if not found:
        raise CodesUnreadable(Message(gettext_noop("“%(name)s” holds no codes below its headings."), {"name": name}))
    return found


def _columns(header: Sequence[str], name: str) -> dict[str, int]:
    here = [heading.strip().casefold() for heading in header]
    words = {"code": _("Code"), "name": _("Name"), "parent": _("Stands under"), "unit": _("Unit")}
    words |= {"valid_from": _("From the year"), "valid_to": _("To the year")}
    found: dict[str, int] = {}
    for field, known in _HEADINGS.items():
        wanted = (words[field].casefold(), *known)
        at = next((here.index(word) for word in wanted if word in here), None)
        if at is not None and at not in found.values():
            found[field] = at
    missing = [words[field] for field in ("code", "name") if field not in found]
    if missing:
        template = gettext_noop("“%(name)s” has no column called %(missing)s; name it so in the first row.")
        raise CodesUnreadable(Message(template, {"name": name, "missing": ", ".join(missing)}))
    return found


def _units(municipality: Unit) -> dict[str, Unit]:
    return {unit.code.casefold(): unit for unit, _depth in unit_tree().walk(municipality.pk)} | {
        municipality.code.casefold(): municipality
    }


def _code(cells: Sequence[str], place: _Place) -> CodeGiven:
    given = {field: cells[at].strip() for field, at in place.columns.items()}
    if not given["code"] or not given["name"]:
        raise CodesUnreadable(Message(gettext_noop("a code and a name are needed.")))
    for field, longest in _LONGEST.items():
        if len(given.get(field, "")) > longest:
            template = gettext_noop("“%(text)s” is longer than %(longest)s characters.")
            raise CodesUnreadable(Message(template, {"text": excerpt(given[field]), "longest": longest}))
    unit = None
    if place.dimension is Dimension.UNIT and given.get("unit"):
        unit = place.units.get(given["unit"].casefold())
        if unit is None:
            template = gettext_noop("there is no unit with the code %(code)s.")
            raise CodesUnreadable(Message(template, {"code": excerpt(given["unit"])}))
    first, last = _year(given.get("valid_from", "")), _year(given.get("valid_to", ""))
    return CodeGiven(given["code"], given["name"], given.get("parent", ""), unit, first or ALWAYS, last)


def _year(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not ALWAYS <= int(text) <= 2200:
        raise CodesUnreadable(Message(gettext_noop("%(text)s is no year; write it as 2024."), {"text": excerpt(text)}))
    return int(text)


def _all_of(faults: Sequence[Message]) -> Message:
    told = " ".join(sentence(fault) for fault in faults[:_MOST_TOLD])
    if len(faults) <= _MOST_TOLD:
        return Message(gettext_noop("Nothing is saved. %(faults)s"), {"faults": told})
    template = gettext_noop("Nothing is saved. %(faults)s The same goes for %(more)s further lines.")
    return Message(template, {"faults": told, "more": len(faults) - _MOST_TOLD})
