"""What a count counts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.goals import marks
from tertial.goals.queries.counts import count_label, counted
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading
from tertial.goals.views.places import plan_at
from tertial.goals.views.rows import assignment_row, indicator_row
from tertial.goals.views.tree import no_plan_page
from tertial.goals.words import words_of
from tertial.organisation.workplace import enter


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
