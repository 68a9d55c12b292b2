"""Codes read from a file: the one that the list was saved as, or one from the economy system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from tertial.common.tabular_files import Refusal, TextTable, as_heading, bare_heading, open_table, rows
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.validity import ALWAYS
from tertial.economy.actions.coding import CodeGiven
from tertial.economy.models import Dimension
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "kod"),
    "name": ("name", "namn", "benämning", "text", "klartext", "beskrivning"),
    "parent": ("stands under", "ligger under", "överordnad", "parent"),
    "unit": ("unit", "enhet", "organisation"),
    "valid_from": ("from the year", "från år", "från och med år", "from", "från", "fr.o.m."),
    "valid_to": ("to the year", "till år", "till och med år", "to", "till", "t.o.m."),
}
# The dimension's own words, in front of "kod", "nr", "namn" and "text" too.
_OF_DIMENSION: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.ACCOUNT: ("konto", "account", "kto"),
    Dimension.UNIT: ("ansvar", "ansv", "ansvarsenhet", "kostnadsställe", "kst", "enhet"),
    Dimension.ACTIVITY: ("verksamhet", "verks", "vht", "vsh", "aktivitet"),
    Dimension.PROJECT: ("projekt", "proj", "objekt"),
    Dimension.COUNTERPART: ("motpart", "motp"),
}
_LONGEST = {"code": 20, "name": 150, "parent": 20}


class CodesUnreadable(DomainError):
    """What the file, or a row of it, holds is no code."""


class CodesRead(NamedTuple):
    """The codes of a file, and the rows that are none."""

    codes: list[CodeGiven]
    refused: list[Refusal]


@dataclass(frozen=True, slots=True)
class _TableReading:
    """What the cells of a row are understood by."""

    dimension: Dimension
    columns: Mapping[str, int]
    units: Mapping[str, Unit]


def header_of(path: Path, name: str, dimension: Dimension) -> list[str]:
    """The headings of a file; none where it cannot be opened."""
    try:
        return list(_opened(path, name, dimension).header)
    except DomainError:
        return []


def codes_in(
    path: Path, name: str, municipality: Unit, dimension: Dimension, chosen: Mapping[str, str] | None = None
) -> CodesRead:
    """The codes in a table with headings such as Code and Name, Kontonr and Benämning, in any order.

    `chosen` gives the heading of columns that their names do not tell. A column that is not there leaves what it is
    about empty. Raises UnreadableFile, or CodesUnreadable where no column holds the codes or the names, or no row does.
    """
    table = _opened(path, name, dimension)
    said = {field: heading for field, heading in (chosen or {}).items() if heading.strip()}
    reading = _TableReading(dimension, _columns(table.header, name, dimension, said), _units(municipality))
    refused: list[Refusal] = []
    found: list[CodeGiven] = []
    lines: dict[tuple[str, int], int] = {}
    for number, cells in rows(table, lambda row: refused.append(table.refusal(row))):
        try:
            code = _code(cells, reading)
            first = lines.setdefault((code.code, code.valid_from), number)
            if first != number:
                template = gettext_noop("the code %(code)s stands on line %(first)s too; keep one of them.")
                raise CodesUnreadable(Message(template, {"code": excerpt(code.code), "first": first}))
            found.append(code)
        except CodesUnreadable as error:
            refused.append(Refusal(name, number, error.message))
    if not found and not refused:
        raise CodesUnreadable(Message(gettext_noop("“%(name)s” holds no codes below its headings."), {"name": name}))
    return CodesRead(found, refused)


def _opened(path: Path, name: str, dimension: Dimension) -> TextTable:
    return open_table(path, name=name, fits=lambda cells: {"code", "name"} <= set(_named(cells, dimension)))


def _columns(header: Sequence[str], name: str, dimension: Dimension, chosen: Mapping[str, str]) -> dict[str, int]:
    """Where each column stands: as chosen, else by its heading."""
    found = _named(header, dimension)
    for field, heading in chosen.items():
        if heading.strip():
            at = next((at for at, one in enumerate(header) if as_heading(one) == as_heading(heading)), None)
            if at is None:
                template = gettext_noop("“%(name)s” has no column called %(missing)s; its columns are %(header)s.")
                values = {"name": name, "missing": heading, "header": ", ".join(header)}
                raise CodesUnreadable(Message(template, values))
            found = {one: index for one, index in found.items() if index != at} | {field: at}
    missing = [{"code": _("Code"), "name": _("Name")}[field] for field in ("code", "name") if field not in found]
    if missing:
        template = gettext_noop(
            "“%(name)s” has no column called %(missing)s; its columns are %(header)s. Say below which of them holds it."
        )
        values = {"name": name, "missing": ", ".join(missing), "header": ", ".join(header)}
        raise CodesUnreadable(Message(template, values))
    return found


def _named(header: Sequence[str], dimension: Dimension) -> dict[str, int]:
    """Where the columns stand that their headings tell."""
    here, bare = [heading.strip().casefold() for heading in header], [bare_heading(heading) for heading in header]
    words = {"code": _("Code"), "name": _("Name"), "parent": _("Stands under"), "unit": _("Unit")}
    words |= {"valid_from": _("From the year"), "valid_to": _("To the year")}
    of = _OF_DIMENSION[dimension]
    found: dict[str, int] = {}
    for field, known in _HEADINGS.items():
        wanted: list[str] = [words[field].casefold(), *known]
        if field == "code":
            wanted += of
        if field == "name":
            wanted += [f"{word}{joint}{rest}" for word in of for joint in ("", "s") for rest in known]
        at = next(
            (index for word in wanted for index in (_index_of(here, word), _index_of(bare, word)) if index >= 0), -1
        )
        if at >= 0 and at not in found.values():
            found[field] = at
    return found


def _index_of(headings: Sequence[str], word: str) -> int:
    return headings.index(word) if word in headings else -1


def _units(municipality: Unit) -> dict[str, Unit]:
    return {unit.code.casefold(): unit for unit, _depth in unit_tree().walk(municipality.pk)} | {
        municipality.code.casefold(): municipality
    }


def _code(cells: Sequence[str], reading: _TableReading) -> CodeGiven:
    written = {field: cells[at].strip() for field, at in reading.columns.items()}
    if not written["code"] or not written["name"]:
        raise CodesUnreadable(Message(gettext_noop("a code and a name are needed.")))
    for field, longest in _LONGEST.items():
        if len(written.get(field, "")) > longest:
            template = gettext_noop("“%(text)s” is longer than %(longest)s characters.")
            raise CodesUnreadable(Message(template, {"text": excerpt(written[field]), "longest": longest}))
    unit = None
    if reading.dimension is Dimension.UNIT and written.get("unit"):
        unit = reading.units.get(written["unit"].casefold())
        if unit is None:
            template = gettext_noop("there is no unit with the code %(code)s.")
            raise CodesUnreadable(Message(template, {"code": excerpt(written["unit"])}))
    first, last = _year(written.get("valid_from", "")), _year(written.get("valid_to", ""))
    return CodeGiven(written["code"], written["name"], written.get("parent", ""), unit, first or ALWAYS, last)


def _year(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not ALWAYS <= int(text) <= 2200:
        raise CodesUnreadable(
            Message(gettext_noop("%(text)s is not a year; write it as 2024."), {"text": excerpt(text)})
        )
    return int(text)
