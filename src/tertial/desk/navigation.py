"""What the frame of every page shows: the main menu, and the unit and period with what else can be chosen."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.menus import MAIN
from tertial.common.shared_pages import CHECKLIST
from tertial.common.way_back import way_back
from tertial.domain.period import Period
from tertial.organisation import policies
from tertial.organisation.workplace import Workplace, last_workplace
from tertial.things.rights import Right


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs; nothing where nobody is signed in."""
    person = getattr(request, "user", None)  # a request may be turned away before anyone has looked who sends it
    if not isinstance(person, Person):
        return {}
    workplace: Workplace | None = getattr(request, "workplace", None)
    if workplace is None:
        place = _last_place(request, person) or _first_place(person)
    else:
        place = (workplace.code, workplace.period.key)
    if place is None:
        return {"nav": [], "current_unit": None}
    nav = list(_links(request, *place))
    return {"nav": nav, "workplace": workplace, **_choices(request, workplace, place), **_way_back(request, nav)}


def _way_back(request: HttpRequest, nav: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Where somebody was sent from, and what that is called in the menu."""
    url = way_back(request)
    if url == CHECKLIST.address():
        return {"way_back": url, "way_back_to": _("Getting started")}
    room = next((each for each in reversed(nav) if url.startswith(each["url"])), None)
    return {"way_back": url, "way_back_to": room["label"] if room else ""}


def _last_place(request: HttpRequest, person: Person) -> tuple[str, str] | None:
    """Where the person last worked, while a unit has that code and they may read it."""
    last = last_workplace(request)
    readable = policies.rights(person).units_with(Right.READ)
    return last if last and any(unit.code == last[0] for unit in readable) else None


def _first_place(person: Person) -> tuple[str, str] | None:
    own = policies.rights(person).own_units
    return (own[0].code, "") if own else None


def _links(request: HttpRequest, code: str, period: str) -> Iterator[dict[str, Any]]:
    start = reverse("desk:start", args=[code, period]) if period else ""
    for entry in MAIN.seen_by(request):
        if period or not entry.takes_place:
            url = reverse(entry.view, args=[code, period] if entry.takes_place else [])
            current = _current(request.path, url, start)
            yield {"label": _(entry.word), "url": url, "icon": entry.icon, "current": current}


def _current(opened: str, url: str, start: str) -> str:
    """The page itself, or a page of the room: below its overview, or without unit as `/ekonomi/projekt/12/`."""
    if opened == url:
        return "page"
    without_place = reverse("desk:root") + url.removeprefix(start)
    return "true" if url != start and opened.startswith((url, without_place)) else ""


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
