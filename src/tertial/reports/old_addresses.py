"""Addresses from when the free texts of a report hung on a plan; they lead to where the texts stand now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.goals.models import Plan
from tertial.organisation import policies
from tertial.reports.text_slots import subject_of


@require_GET
def text_of_a_plan(request: HttpRequest, plan_id: int, slot: str, period: str, rest: str = "") -> HttpResponse:
    """`/texter/plan:3/summary/2024/` and every page below it."""
    unit = get_object_or_404(Plan.objects.select_related("unit"), pk=plan_id).unit
    policies.check_reads(person_of(request), unit)
    return redirect(reverse("texts:section", args=[subject_of(unit), slot, period]) + rest)


app_name = "old_texts"
urlpatterns = [
    path("<int:plan_id>/<str:slot>/<str:period>/", text_of_a_plan, name="text"),
    path("<int:plan_id>/<str:slot>/<str:period>/<path:rest>", text_of_a_plan, name="page"),
]
