"""Reads about units."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.kept import once
from tertial.common.matching import having
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.swedish_order import swedish_order
from tertial.organisation import policies
from tertial.organisation.models import RoleAssignment, Succession, Unit
from tertial.organisation.policies import Rights
from tertial.organisation.tree import UnitTree
from tertial.things.rights import Right

_SUGGESTED_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit where it stands in the tree, with how many people have a role in it."""

    unit: Unit
    depth: int
    people: int
    lifetime: str
    ended: bool


@dataclass(frozen=True, slots=True)
class RoleHere:
    """A role that counts in a unit; `above` is the unit it was given in, when that is another."""

    given: RoleAssignment
    above: Unit | None


@dataclass(frozen=True, slots=True)
class Successions:
    """Which units a unit took over from, and which took over from it."""

    before: Sequence[Succession]
    after: Sequence[Succession]


class UnknownUnit(NotThere):
    """No unit has this code; the message names the nearest that exist."""


def as_code(text: str) -> str:
    """A unit's code as it is stored."""
    return text.strip().upper()


def unit_by_code(code: str, *, among: Collection[str] | None = None) -> Unit:
    """The unit with the code, in any case, if it is one of those; raises UnknownUnit with the nearest codes."""
    unit = Unit.objects.filter(code=as_code(code)).select_related("parent").first()
    if unit is not None and (among is None or unit.code in among):
        return unit
    codes = list(Unit.objects.values_list("code", flat=True)) if among is None else list(among)
    near = get_close_matches(code.upper(), codes, n=3, cutoff=0.4) or codes[:5]
    if not near:
        raise UnknownUnit(Message(gettext_noop("There are no units yet; create one, or load the sample municipality.")))
    raise UnknownUnit(
        Message(
            gettext_noop("No unit has the code %(code)s; did you mean %(near)s?"),
            {"code": code, "near": ", ".join(near)},
        )
    )


def municipality_of(unit: Unit) -> Unit:
    """The unit at the top of the tree the unit stands in."""
    return once(("municipality", unit.pk), lambda: _top_above(unit))


def _top_above(unit: Unit) -> Unit:
    top = unit
    while top.parent is not None:
        top = top.parent
    return top


def municipality_worked_in(person: Person) -> Unit:
    """The municipality of the first unit where the person has a role; raises NotAllowed for someone without any."""
    policies.check_reads_somewhere(person)
    return municipality_of(policies.rights(person).own_units[0])


def lifetime(unit: Unit) -> str:
    """The first and last day of a unit in words."""
    if unit.valid_to is None:
        return _("since %(start)s") % {"start": unit.valid_from.isoformat()}
    return _("%(start)s to %(end)s") % {"start": unit.valid_from.isoformat(), "end": unit.valid_to.isoformat()}


def unit_rows(rights: Rights, *, text: str = "", kind: str = "", ended: bool = False) -> list[UnitRow]:
    """The units the person may read that match, in tree order, each with the units above it."""
    today = timezone.localdate()
    shown: set[int] = set()
    for unit, _depth in rights.tree.walk():
        if Right.READ not in rights.in_unit(unit.pk) or (kind and unit.kind != kind):
            continue
        past = unit.valid_to is not None and unit.valid_to < today
        if (ended or not past) and text.lower() in f"{unit.code} {unit.name}".lower():
            shown.update(above.pk for above in rights.tree.path(unit.pk))
    people = dict(
        RoleAssignment.objects.filter(person__is_active=True)
        .values_list("unit_id")
        .annotate(Count("person", distinct=True))
        .order_by()
    )
    return [
        UnitRow(
            unit,
            depth,
            people.get(unit.pk, 0),
            lifetime(unit),
            ended=unit.valid_to is not None and unit.valid_to < today,
        )
        for unit, depth in rights.tree.walk()
        if unit.pk in shown
    ]


def roles_in(unit: Unit, tree: UnitTree) -> list[RoleHere]:
    """The roles that count in a unit, its own first, then those given above it."""
    path = [step.pk for step in tree.path(unit.pk)]
    given = RoleAssignment.objects.filter(unit__in=path, person__is_active=True).select_related("person", "unit")
    ordered = sorted(given, key=lambda role: (path.index(role.unit_id), role.role, swedish_order(role.person.name)))
    return [RoleHere(role, None if role.unit_id == unit.pk else role.unit) for role in ordered]


def successions_of(unit: Unit) -> Successions:
    """What came before and after a unit."""
    return Successions(
        list(unit.successions_in.select_related("predecessor")), list(unit.successions_out.select_related("successor"))
    )


def people_seen_by(
    viewer: Person, *, text: str = "", unit: Unit | None = None, role: str = "", closed: bool = False
) -> QuerySet[Person]:
    """The people the viewer may see: an administrator everyone, others those with a role where they may read."""
    people = Person.objects.prefetch_related("roles__unit")
    roles = RoleAssignment.objects.filter(person=OuterRef("pk"))
    if not policies.administers_somewhere(viewer):
        people = people.filter(Exists(roles.filter(unit__in=policies.rights(viewer).units_with(Right.READ))))
    if not closed:
        people = people.filter(is_active=True)
    people = people.filter(having(text.split(), "name", "email", "title"))
    if unit is not None:
        roles = roles.filter(unit=unit)
    if role:
        roles = roles.filter(role=role)
    return people.filter(Exists(roles)) if unit is not None or role else people


def people_to_suggest() -> list[Person]:
    """The people to choose among while a name is typed; nobody where they are too many to send along."""
    people = list(Person.objects.filter(is_active=True)[: _SUGGESTED_PEOPLE + 1])
    return people if len(people) <= _SUGGESTED_PEOPLE else []
