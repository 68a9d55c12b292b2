"""The assignments of a unit's plan as a list and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.exports import as_response
from tertial.goals.exports.tables import assignment_table
from tertial.goals.models import Plan
from tertial.goals.queries.lists import AssignmentFilter, assignments_of, is_overdue, responsible_of
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.views.places import plan_at
from tertial.goals.views.rows import assignment_row
from tertial.goals.views.tree import no_plan_page
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace, enter

A_PAGE = 50


@require_GET
def assignments(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every assignment with how far it has come."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    return render(request, "goals/assignments/page.html", _context(request, workplace, plan))


@require_GET
def export(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The same list, all of its pages, as a file."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    pairs = assignments_of(read_plan(plan, workplace.period), _filter(request))
    table = assignment_table(pairs, words_of(plan.steering_model))
    return as_response(table, file_type, f"{workplace.code}-{workplace.period.key}-uppdrag")


def _context(request: HttpRequest, workplace: Workplace, plan: Plan) -> dict[str, Any]:
    reading, chosen, person = read_plan(plan, workplace.period), _filter(request), person_of(request)
    everything = assignments_of(reading, AssignmentFilter())
    found = assignments_of(reading, chosen)
    paginator = Paginator(found, A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    shown = [item.assignment for _goal, item in page.object_list]
    may_report = gate.may_each(person, gate.REPORT, shown, workplace.period)
    return {
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "words": words_of(plan.steering_model),
        "rows": [
            assignment_row(item, may_report=may, goal=goal)
            for (goal, item), may in zip(page.object_list, may_report, strict=True)
        ],
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "found": len(found),
        "total": len(everything),
        "overdue": sum(is_overdue(item) for _goal, item in everything),
        "chosen": chosen,
        "query": request.GET.urlencode(),
        "statuses": plan.steering_model.assignment_statuses.all(),
        "origins": plan.steering_model.assignment_origins.all(),
        "goals": [each.goal for each in reading.goals if each.assignments],
        "people": responsible_of(everything),
        "archived": plan.assignments.exclude(archived_at=None),
    }


def _filter(request: HttpRequest) -> AssignmentFilter:
    names = ("text", "status", "origin", "goal", "responsible", "overdue", "sort")
    return AssignmentFilter(**{name: request.GET.get(name, "").strip() for name in names})
