"""How Tertial judges and what its keys do, with the municipality's own words and limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.goals import marks
from tertial.goals.queries.plan_reading import scale_of
from tertial.goals.queries.steering import steering_model_of
from tertial.goals.words import words_of
from tertial.organisation import policies
from tertial.organisation.workplace import enter


@require_GET
def explained(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What the statuses mean, what a suggestion is based on, what the report asks for, and the keys."""
    workplace = enter(request, code, period)
    path = policies.rights(person_of(request)).tree.path(workplace.unit.pk)
    model = steering_model_of(path[-1], workplace.period.year)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "model": model,
        "words": words_of(model),
        "states": {state.value: marks.state_mark(state) for state in IndicatorState},
        "steps": [(marks.step_mark(step), step.at_least) for step in scale_of(model)[0]] if model else [],
        "assignment_weight": 100 - model.indicator_weight_percent if model else None,
        "done": list(model.assignment_statuses.filter(meaning=AssignmentState.DONE.value)) if model else [],
    }
    return render(request, "desk/help.html", context)
