"""Finds what an address names, and checks that it may be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from tertial.accounts.queries import person_of
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.queries.layout import tables_at
from tertial.economy.projects.queries.readings import with_details
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace, enter, last_workplace, unit_at


def enter_project(request: HttpRequest, project_ref: Ref) -> tuple[Project, Workplace]:
    """A project in its unit, in the period asked for or the last one worked in."""
    project = get_object_or_404(with_details(Project.objects.all()), ref=project_ref)
    last = last_workplace(request)
    text = request.GET.get("period") or request.POST.get("period") or (last[1] if last else "")
    period = Period.parse(text) if text else Period.of_year(project.first_year)
    return project, enter(request, project.unit, period)


def table_at(unit: Unit, slug: str) -> ProjectTable:
    """The table that an address names; raises Http404."""
    found = tables_at(unit).filter(key=slug).first()
    if found is None:
        raise Http404
    return found


def at_former_addresses(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view of a table: where a table once stood at the address, it leads on to where it stands now."""

    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **address: Any) -> HttpResponse:  # noqa: ANN401
        try:
            return view(request, *args, **address)
        except Http404:
            table = _moved(_unit(request, address), address["slug"]) if request.method == "GET" else None
            if table is None:
                raise
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        query = request.GET.urlencode()
        url = reverse(name, kwargs=address | {"slug": table.key})
        return redirect(f"{url}?{query}" if query else url, permanent=True)

    return leading


def _unit(request: HttpRequest, address: dict[str, Any]) -> Unit:
    if "code" in address:
        return unit_at(person_of(request), address["code"])
    return enter_project(request, address["project_ref"])[0].unit


def _moved(unit: Unit, slug: str) -> ProjectTable | None:
    """The table that once stood at an address where none stands now."""
    tables = tables_at(unit)
    return None if tables.filter(key=slug).exists() else tables.filter(former_address=slug).first()
