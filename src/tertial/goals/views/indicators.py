"""The indicators of a unit's plan as a list and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.exports import as_response
from tertial.domain.assessment import IndicatorState
from tertial.goals import marks
from tertial.goals.exports.tables import indicator_table
from tertial.goals.models import Indicator, Plan
from tertial.goals.queries.lists import IndicatorFilter, indicators_of, owners_of
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.views.places import plan_at
from tertial.goals.views.rows import indicator_row, late_notes
from tertial.goals.views.tree import no_plan_page
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace, enter


@require_GET
def indicators(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every indicator with three years, targets and state."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    return render(request, "goals/indicators/page.html", _context(request, workplace, plan))


@require_GET
def export(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The same list as a file."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    pairs = indicators_of(read_plan(plan, workplace.period), _filter(request))
    table = indicator_table(pairs, workplace.period, words_of(plan.steering_model))
    return as_response(table, file_type, f"{workplace.code}-{workplace.period.key}-indikatorer")


def _context(request: HttpRequest, workplace: Workplace, plan: Plan) -> dict[str, Any]:
    reading, chosen, person = read_plan(plan, workplace.period), _filter(request), person_of(request)
    everything = indicators_of(reading, IndicatorFilter())
    shown = indicators_of(reading, chosen)
    may_report = gate.may_each(person, gate.REPORT, [goal for goal, _item in shown], workplace.period)
    rows = [
        indicator_row(item, goal, workplace.period, may_report=may)
        for (goal, item), may in zip(shown, may_report, strict=True)
    ]
    followed = {item.indicator.pk for _goal, item in everything}
    loose = Indicator.objects.filter(unit=plan.unit, archived_at=None).exclude(pk__in=followed)
    archived = Indicator.objects.filter(unit=plan.unit).exclude(archived_at=None)
    return {
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "words": words_of(plan.steering_model),
        "years": reading.years,
        "rows": rows,
        "may_enter": workplace.may_report or any(may_report),
        "total": len(everything),
        "late_notes": late_notes(rows, workplace.period, words_of(plan.steering_model)),
        "chosen": chosen,
        "query": request.GET.urlencode(),
        "states": [(state.value, marks.indicator_word(state)) for state in IndicatorState],
        "owners": owners_of(everything),
        "goals": [each.goal for each in reading.goals if each.indicators],
        "loose": loose,
        "archived": archived,
    }


def _filter(request: HttpRequest) -> IndicatorFilter:
    names = ("text", "state", "owner", "goal", "sort")
    return IndicatorFilter(**{name: request.GET.get(name, "").strip() for name in names})
