"""To which month each source system is closed, on the page of imports: said by a coordinator."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tertial.accounts.queries import person_of
from tertial.common.period_words import month_name
from tertial.economy.ledger.closed import closed_systems
from tertial.economy.ledger.closing import close_months
from tertial.intake.views.places import ImportPlace, enter_place

_MONTHS = range(12, 0, -1)


@require_POST
def close(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Says to which month a source system's year is closed."""
    place = enter_place(request, code, period, to_import=True)
    said = request.POST.get("month", "")
    close_months(
        by=person_of(request),
        municipality=place.municipality,
        source_system=request.POST.get("source_system", ""),
        year=place.workplace.period.year,
        month=int(said) if said.isdecimal() and len(said) < 3 else 0,
    )
    messages.success(request, _("The year is now shown up to the month that is closed."))
    return redirect(f"{place.address('imports')}#closed")


def closings(place: ImportPlace) -> Mapping[str, Any]:
    """What the page of imports shows: each system of the year, to which month it is closed, and what can be chosen."""
    year = place.workplace.period.year
    systems = closed_systems(place.municipality, year).values()
    choices = [*((month, month_name(month)) for month in _MONTHS), (0, _("No month"))]
    return {"closed_systems": sorted(systems, key=lambda each: each.system), "closing_choices": choices}
