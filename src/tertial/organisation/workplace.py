"""Where in the municipality and in time someone is working, taken from the address of the page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.policies import Hidden
from tertial.domain.period import Period
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.queries import as_code, unit_by_code
from tertial.things.rights import Right


@dataclass(frozen=True)
class Workplace:
    """A unit and a period, and what the person may do there."""

    unit: Unit
    period: Period
    rights: frozenset[Right]
    asked: Right = Right.READ
    """The right that the open page takes."""

    @property
    def code(self) -> str:
        """The unit's code as it stands in addresses."""
        return self.unit.code

    @property
    def may_report(self) -> bool:
        """Whether the person may enter outcomes, texts and statuses."""
        return Right.REPORT in self.rights

    @property
    def may_plan(self) -> bool:
        """Whether the person may change goals, indicators and assignments."""
        return Right.PLAN in self.rights

    @property
    def may_approve(self) -> bool:
        """Whether the person may approve an assessment."""
        return Right.APPROVE in self.rights


def enter(request: HttpRequest, unit: Unit | str, period: Period | str, right: Right = Right.READ) -> Workplace:
    """Checks the right and remembers the workplace for the page's navigation.

    Raises UnknownUnit, UnreadablePeriod or NotAllowed.
    """
    person = person_of(request)
    found = unit_at(person, unit) if isinstance(unit, str) else unit
    when = Period.parse(period) if isinstance(period, str) else period
    policies.check(person, right, found)
    workplace = Workplace(found, when, policies.rights(person).in_unit(found.pk), right)
    request.workplace = workplace  # type: ignore[attr-defined]
    kept = {"unit": found.code, "period": when.key}
    if request.session.get("workplace") != kept:
        request.session["workplace"] = kept
    return workplace


def unit_at(person: Person, code: str) -> Unit:
    """The unit of an address. A unit that the person may not read is told of as one that is not there."""
    readable = {unit.code for unit in policies.rights(person).units_with(Right.READ)}
    if not readable:
        raise Hidden
    return unit_by_code(code, among=readable)


def unit_in_address(_request: HttpRequest, code: str, **_address: object) -> dict[str, str]:
    """For `edits(Unit, unit_in_address)`: what finds the unit of an address, where its code may be in any case."""
    return {"code": as_code(code)}


def last_workplace(request: HttpRequest) -> tuple[str, str] | None:
    """The unit code and period of the page the person last worked on, if any."""
    kept = request.session.get("workplace")
    return (kept["unit"], kept["period"]) if kept else None


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs: the links of the rooms, the unit and period, and what else can be chosen."""
    person = getattr(request, "user", None)  # a request may be turned away before anyone has looked who sends it
    if not isinstance(person, Person):
        return {}
    workplace: Workplace | None = getattr(request, "workplace", None)
    if workplace is None:
        place = _kept_place(request, person) or _first_place(person)
    else:
        place = (workplace.code, workplace.period.key)
    if place is None:
        return {"nav": [], "current_unit": None}
    return {"nav": _links(request.path, *place), "workplace": workplace, **_choices(request, workplace, place)}


def _kept_place(request: HttpRequest, person: Person) -> tuple[str, str] | None:
    """Where the person last worked, while a unit has that code and they may read it."""
    kept = last_workplace(request)
    readable = policies.rights(person).units_with(Right.READ)
    return kept if kept and any(unit.code == kept[0] for unit in readable) else None


def _first_place(person: Person) -> tuple[str, str] | None:
    own = policies.rights(person).own_units
    return (own[0].code, "") if own else None


def _links(current: str, code: str, period: str) -> list[dict[str, Any]]:
    rooms = [
        ("goals:start", _("Start"), "start"),
        ("goals:goals", _("Goals"), "goals"),
        ("goals:indicators", _("Indicators"), "indicators"),
        ("goals:assignments", _("Assignments"), "assignments"),
        ("economy:overview", _("Economy"), "economy"),
        ("staff:overview", _("Staff"), "staff"),
        ("control:overview", _("Internal control"), "control"),
        ("reports:report", _("Report"), "report"),
    ]
    links = []
    if period:
        root, start = reverse("goals:root"), reverse("goals:start", args=[code, period])
        for name, label, icon in rooms:
            url = reverse(name, args=[code, period])
            links.append({"label": label, "url": url, "icon": icon, "current": _current(current, url, start, root)})
    structure = reverse("organisation:structure")
    links.append(
        {
            "label": _("Structure and settings"),
            "url": structure,
            "icon": "settings",
            "current": _current(current, structure, "", ""),
        }
    )
    return links


def _current(current: str, url: str, start: str, root: str) -> str:
    """The page itself, or a page of the room: below its overview, or without unit as `/ekonomi/projekt/12/`."""
    room = root + url.removeprefix(start)
    if current == url:
        return "page"
    return "true" if url != start and current.startswith((url, room)) else ""


def _choices(request: HttpRequest, workplace: Workplace | None, place: tuple[str, str]) -> dict[str, Any]:
    person = person_of(request)
    readable = policies.rights(person).units_with(Right.READ)
    current = workplace.unit if workplace else next((unit for unit in readable if unit.code == place[0]), None)
    asked = workplace.asked if workplace else Right.READ
    return {
        "units_of_page": frozenset(unit.pk for unit in policies.rights(person).units_with(asked)),
        "current_unit": current,
        "current_period": workplace.period if workplace else (Period.parse(place[1]) if place[1] else None),
        "readable_units": readable,
    }
