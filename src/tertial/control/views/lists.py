"""The risks, measures, controls and recommendations of a plan as lists and as files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.common.exports import as_response
from tertial.control.exports import control_table, measure_table, recommendation_table, risk_table
from tertial.control.models import ControlPlan
from tertial.control.queries.lists import (
    Chosen,
    controls_of,
    measures_of,
    people_of,
    recommendations_of,
    risks_of,
)
from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.control.scales import decision_words, status_words
from tertial.control.views.overview import no_plan_page
from tertial.control.views.rows import control_rows, matrix_rows, measure_rows, recommendation_rows, risk_rows
from tertial.organisation.workplace import Workplace, enter

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the lists: where its things are, how they are narrowed, shown, and written to a file."""

    found: Callable[[ControlPlanReading, Chosen], Sequence[Any]]
    rows: Callable[[ControlPlanReading, list[Any]], list[dict[str, Any]]]
    table: Callable[[ControlPlanReading, Sequence[Any]], Any]
    template: str
    of: str


SUBJECTS: Mapping[str, Subject] = {
    "risker": Subject(risks_of, risk_rows, risk_table, "risks", "risk"),
    "atgarder": Subject(measures_of, measure_rows, measure_table, "measures", "measure"),
    "kontroller": Subject(
        controls_of, lambda _reading, found: control_rows(found), control_table, "controls", "control"
    ),
    "rekommendationer": Subject(
        recommendations_of, recommendation_rows, recommendation_table, "recommendations", "recommendation"
    ),
}


@require_GET
def page(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """One of the lists, narrowed and sorted as asked."""
    workplace, listed = enter(request, code, period), _listed(subject)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    context = _context(request, workplace, plan, subject, listed)
    return render(request, f"control/lists/{listed.template}.html", context)


@require_GET
def export(request: HttpRequest, code: str, period: str, subject: str, file_type: str) -> HttpResponse:
    """The same list, all of its pages, as a file."""
    workplace, listed = enter(request, code, period), _listed(subject)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    reading = read_control_plan(plan, workplace.period)
    table = listed.table(reading, listed.found(reading, _chosen(request)))
    return as_response(table, file_type, f"{workplace.code}-{workplace.period.key}-{subject}")


def _listed(subject: str) -> Subject:
    if subject not in SUBJECTS:
        raise Http404
    return SUBJECTS[subject]


def _context(
    request: HttpRequest, workplace: Workplace, plan: ControlPlan, subject: str, listed: Subject
) -> dict[str, Any]:
    reading, chosen = read_control_plan(plan, workplace.period), _chosen(request)
    everything, found = listed.found(reading, Chosen()), listed.found(reading, chosen)
    paginator = Paginator(found, A_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "reading": reading,
        "plan": plan,
        "words": reading.words,
        "here": subject,
        "subject": subject,
        "rows": listed.rows(reading, list(shown.object_list)),
        "page": shown,
        "pages": list(paginator.get_elided_page_range(shown.number)),
        "found": len(found),
        "total": len(everything),
        "chosen": chosen,
        "query": request.GET.urlencode(),
        "statuses": status_words(reading.model).items(),
        "decisions": decision_words(reading.model).items(),
        "zones": [zone.word for zone in reading.scale.zones],
        "results": [str(step["word"]) for step in reading.model.results],
        "people": people_of(getattr(each, listed.of).responsible for each in everything),
    }
    if subject == "risker":
        context["matrix"] = matrix_rows(reading, (chosen.likelihood, chosen.consequence))
        context["cell"] = _cell(reading, chosen)
        context["consequences"] = list(enumerate(reading.scale.consequences, start=1))
    return context


def _cell(reading: ControlPlanReading, chosen: Chosen) -> str:
    """The cell of the matrix that the risks are narrowed to, in the words of the scale; empty for none."""
    steps = ((chosen.likelihood, reading.scale.likelihoods), (chosen.consequence, reading.scale.consequences))
    return " × ".join(words[int(at) - 1] for at, words in steps if at in map(str, range(1, len(words) + 1)))


def _chosen(request: HttpRequest) -> Chosen:
    return Chosen(**{each.name: request.GET.get(each.name, "").strip() for each in fields(Chosen)})
