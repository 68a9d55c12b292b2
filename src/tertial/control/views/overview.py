"""The first page of the room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.organisation.workplace import enter


@require_GET
def overview(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Where the year is heading, on one screen."""
    workplace = enter(request, code, period)
    return render(request, "control/overview.html", {"workplace": workplace, "period": workplace.period})
