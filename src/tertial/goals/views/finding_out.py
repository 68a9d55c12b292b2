"""Pages that answer questions: search, history, where a figure comes from, what a count counts, and undo."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.goals import marks
from tertial.goals.queries.counts import count_label, counted
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading
from tertial.goals.views.places import plan_at
from tertial.goals.views.rows import assignment_row, indicator_row
from tertial.goals.views.start import place_to_work
from tertial.goals.views.tree import no_plan_page
from tertial.goals.words import words_of
from tertial.organisation import log, policies, searching
from tertial.organisation.tracing import Traced, history_of, trace
from tertial.organisation.workplace import enter
from tertial.things.finding import unknown
from tertial.things.rights import Right

ENTRIES_A_PAGE = 40


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that has the words, by kind."""
    policies.check_reads_somewhere(person_of(request))
    text = request.GET.get("q", "").strip()[:100]
    groups = searching.search(person_of(request), text)
    context = {"search_text": text, "groups": groups, "words": text.split(), "most": searching.MOST}
    part = request.htmx and request.htmx.target == "hits"  # type: ignore[attr-defined]
    return render(request, "goals/search/hits.html" if part else "goals/search/page.html", context)


@require_GET
def history(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Everything that was written about a thing, in sentences."""
    traced = _readable(request, ref)
    paginator = Paginator(history_of(traced), ENTRIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "traced": traced,
        "lines": log.lines(page.object_list),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
    }
    return render(request, "goals/history.html", context)


@require_GET
def where(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Leads from a figure to the page where it stands."""
    place = place_to_work(request) if ref.kind == "count" else None
    if place:
        return redirect("goals:counted", *place, ref.key)
    return redirect(_readable(request, ref).url)


@require_GET
def count(request: HttpRequest, code: str, period: str, name: str) -> HttpResponse:
    """Exactly what a count counts."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    reading = read_plan(plan, workplace.period)
    found = counted(reading, name)
    if found is None:
        raise NotThere(Message(gettext_noop("There is no count called %(name)s."), {"name": name}))
    goal_of = {item.goal_indicator_id: each.goal for each in reading.goals for item in each.indicators}
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "words": words_of(plan.steering_model),
        "years": reading.years,
        "label": count_label(reading, name),
        "number": len(found),
        "goals": [(each, marks.goal_mark(each)) for each in found if isinstance(each, GoalReading)],
        "indicator_rows": [
            indicator_row(each, goal_of[each.goal_indicator_id], workplace.period, may_report=False)
            for each in found
            if isinstance(each, IndicatorReading)
        ],
        "assignment_rows": [
            assignment_row(each, may_report=False) for each in found if isinstance(each, AssignmentReading)
        ],
    }
    return render(request, "goals/counted.html", context)


def _readable(request: HttpRequest, ref: Ref) -> Traced:
    traced = trace(ref)
    person = person_of(request)
    if not any(policies.may(person, Right.READ, unit) for unit in traced.units):
        raise unknown(ref)  # what may not be read is told of as what is not there
    return traced
