"""The page of what hangs loose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.organisation.graph import loose_ends
from tertial.organisation.workplace import enter


@require_GET
def page(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Everything of the unit that lacks something, by what it lacks, and what was looked for and not found."""
    workplace = enter(request, code, period)
    looked_for = loose_ends(workplace.unit, workplace.period)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "groups": [group for group in looked_for if group.ends],
        "in_order": [group.heading for group in looked_for if not group.ends],
    }
    return render(request, "desk/loose_ends.html", context)
