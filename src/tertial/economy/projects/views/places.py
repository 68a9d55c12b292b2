"""Finds what an address names, and checks that it may be read."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tertial.domain.period import Period
from tertial.economy.models import Project
from tertial.economy.projects.queries.readings import with_details
from tertial.organisation.workplace import Workplace, enter, last_workplace


def enter_project(request: HttpRequest, project_id: int) -> tuple[Project, Workplace]:
    """A project in its unit, in the period asked for or the last one worked in."""
    project = get_object_or_404(with_details(Project.objects.all()), pk=project_id)
    last = last_workplace(request)
    text = request.GET.get("period") or request.POST.get("period") or (last[1] if last else "")
    period = Period.parse(text) if text else Period.of_year(project.first_year)
    return project, enter(request, project.unit, period)
