"""The page of what hangs loose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.organisation.graph import loose_ends
from tertial.organisation.workplace import enter


@require_GET
def page(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Everything of the unit that lacks something, by what it lacks."""
    workplace = enter(request, code, period)
    groups = loose_ends(workplace.unit, workplace.period)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "groups": groups,
        "total": sum(len(group.ends) for group in groups),
    }
    return render(request, "goals/loose_ends.html", context)
