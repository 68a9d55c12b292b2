"""A list of people to invite, read line by line: "name; e-mail; unit; role", as it is pasted from a spreadsheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from tertial.accounts.actions import PersonNotSaved, check_address
from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.organisation.tree import unit_tree

MOST = 500
_FIELDS = 4
_SEPARATED = re.compile(r"\s*[;\t]\s*")
_HEADING = re.compile(r"e-?post|e-?mail|mejl|mail|adress", re.IGNORECASE)
_TOO_FEW = gettext_noop("Write four parts with semicolons between: name; e-mail; unit; role.")
_NO_NAME = gettext_noop("The name is missing.")
_TAKEN = gettext_noop("%(email)s already belongs to %(person)s; give the role on that person's page.")
_TWICE = gettext_noop("%(email)s stands on line %(line)s too.")
_NO_UNIT = gettext_noop("There is no unit “%(unit)s” that you administer; write its code or its name.")
_NO_ROLE = gettext_noop("“%(role)s” is no role; write %(roles)s.")
_TOO_MANY = gettext_noop("At most %(most)s people are invited at once; send the rest afterwards.")


@dataclass(frozen=True, slots=True)
class Invited:
    """Someone to invite, as one line says."""

    line: int
    name: str
    email: str
    unit: Unit
    role: Role


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that invites nobody, and why."""

    line: int
    text: str
    why: Message


class _Refusal(DomainError):
    """Why a line is refused."""


def read_list(text: str, inviter: Person) -> tuple[list[Invited], list[RefusedLine]]:
    """Whom a pasted list invites, and which lines are refused; headings and empty lines are passed over."""
    units, roles = _units_of(inviter), _roles()
    lines = list(_lines(text))
    taken = {person.email.lower(): person for person in Person.objects.all()} if lines else {}
    invited: dict[str, Invited] = {}
    refused: list[RefusedLine] = []
    for number, parts, whole in lines:
        try:
            found = _read(number, parts, units, roles)
            _check_new(found, taken, invited)
        except (_Refusal, PersonNotSaved) as error:
            refused.append(RefusedLine(number, excerpt(whole, 100), error.message))
        else:
            invited[found.email.lower()] = found
    return list(invited.values()), refused


def _lines(text: str) -> Iterator[tuple[int, Sequence[str], str]]:
    first = True
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip().strip('"') for part in _SEPARATED.split(line.strip())]
        if not any(parts):
            continue
        is_heading = first and len(parts) >= _FIELDS and _HEADING.match(parts[1]) is not None
        first = False
        if not is_heading:
            yield number, parts, line


def _read(number: int, parts: Sequence[str], units: Mapping[str, Unit], roles: Mapping[str, Role]) -> Invited:
    if len(parts) < _FIELDS:
        raise _Refusal(Message(_TOO_FEW))
    name, email, unit, role = parts[:_FIELDS]
    if not name:
        raise _Refusal(Message(_NO_NAME))
    check_address(email)
    if unit.lower() not in units:
        raise _Refusal(Message(_NO_UNIT, {"unit": excerpt(unit)}))
    if role.lower() not in roles:
        named = ", ".join(str(each.label).lower() for each in Role)
        raise _Refusal(Message(_NO_ROLE, {"role": excerpt(role), "roles": named}))
    return Invited(number, name, email, units[unit.lower()], roles[role.lower()])


def _check_new(found: Invited, taken: Mapping[str, Person], invited: Mapping[str, Invited]) -> None:
    address = found.email.lower()
    if address in taken:
        raise _Refusal(Message(_TAKEN, {"email": found.email, "person": taken[address].name}))
    if address in invited:
        raise _Refusal(Message(_TWICE, {"email": found.email, "line": invited[address].line}))
    if len(invited) >= MOST:
        raise _Refusal(Message(_TOO_MANY, {"most": MOST}))


def _units_of(by: Person) -> Mapping[str, Unit]:
    """The living units that the person administers, by code and by name; a name that two have stands for neither."""
    units = [unit for unit, _depth in unit_tree().walk() if unit.valid_to is None]
    allowed = [unit for unit in units if gate.permits(by, gate.ADMINISTER, unit)]
    names = [unit.name.lower() for unit in allowed]
    by_name = {unit.name.lower(): unit for unit in allowed if names.count(unit.name.lower()) == 1}
    return by_name | {unit.code.lower(): unit for unit in allowed}


def _roles() -> Mapping[str, Role]:
    """The roles by what they are called in each language."""
    found: dict[str, Role] = {}
    for language in ("sv", "en"):
        with translation.override(language):
            found |= {str(role.label).lower(): role for role in Role}
    return found
