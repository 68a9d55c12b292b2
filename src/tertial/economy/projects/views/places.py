"""Finds what an address names, and checks that it may be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from tertial.accounts.queries import person_of
from tertial.domain.period import Period
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.queries.layout import tables_at
from tertial.economy.projects.queries.readings import with_details
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace, enter, last_workplace, unit_at


def enter_project(request: HttpRequest, project_id: int) -> tuple[Project, Workplace]:
    """A project in its unit, in the period asked for or the last one worked in."""
    project = get_object_or_404(with_details(Project.objects.all()), pk=project_id)
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
        unit = _unit(request, address)
        stands = tables_at(unit).filter(former_address=address["slug"]).exclude(key=address["slug"])
        if request.method != "GET" or (table := stands.first()) is None or _is_key(unit, address["slug"]):
            return view(request, *args, **address)
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        query = request.GET.urlencode()
        url = reverse(name, kwargs=address | {"slug": table.key})
        return redirect(f"{url}?{query}" if query else url, permanent=True)

    return leading


def _unit(request: HttpRequest, address: dict[str, Any]) -> Unit:
    if "code" in address:
        return unit_at(person_of(request), address["code"])
    return enter_project(request, address["project_id"])[0].unit


def _is_key(unit: Unit, slug: str) -> bool:
    return tables_at(unit).filter(key=slug).exists()
