"""Where a person begins: their tasks, and the state of their unit."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.desk.queries import plan_state as state
from tertial.desk.queries.recent_changes import recent_changes
from tertial.desk.views.checklist import checklist_to_show
from tertial.domain.period import Period
from tertial.goals.models import GoalAssessment, Plan
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import PlanReading
from tertial.goals.queries.tasks import Approval, Task, by_goal, mine, tasks_of, waiting_for_approval
from tertial.goals.views.places import plan_at
from tertial.goals.views.tree import no_plan_page, plan_frame
from tertial.goals.words import words_of
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace, enter, last_workplace
from tertial.things.rights import Right


@require_GET
def root(request: HttpRequest) -> HttpResponse:
    """Leads on to where the person works."""
    place = place_to_work(request)
    return redirect("desk:start", *place) if place else render(request, "desk/no_role.html")


def place_to_work(request: HttpRequest) -> tuple[str, str] | None:
    """Unit code and period where the person last worked, or those of the plan of their first unit being reported.

    Whoever has a role in a committee besides one in the municipality works in the committee. None without a role.
    """
    rights = policies.rights(person_of(request))
    last = last_workplace(request)
    if last and any(unit.code == last[0] for unit in rights.units_with(Right.READ)):
        return last
    own = sorted(rights.own_units, key=lambda unit: -len(rights.tree.path(unit.pk)))
    for unit in own:
        place = _plan_being_reported(unit, rights)
        if place is not None:
            return place.unit.code, str(place.year)
    return (own[0].code, _this_year().key) if own else None


def _plan_being_reported(unit: Unit, rights: policies.Rights) -> Plan | None:
    """The unit's newest plan with an assessed goal, else its newest plan, else that of the nearest unit above.

    Next year's plan is begun while this year is still being reported.
    """
    path = rights.tree.path(unit.pk)
    assessed = GoalAssessment.objects.filter(goal__plan=OuterRef("pk"))
    plans = Plan.objects.filter(unit__in=path, archived_at=None).select_related("unit")
    return min(
        plans.annotate(assessed=Exists(assessed)),
        key=lambda plan: (path.index(plan.unit), not plan.assessed, -plan.year),
        default=None,
    )


def _this_year() -> Period:
    newest = Plan.objects.filter(archived_at=None).order_by("-year").values_list("year", flat=True).first()
    return Period.of_year(newest or timezone.localdate().year)


@require_GET
def start(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """My tasks, what remains in the unit, how it goes, and what changed lately."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        started = checklist_to_show(request, workplace.period)
        return no_plan_page(request, workplace, "desk/start/no_plan.html", checklist=started)
    reading = read_plan(plan, workplace.period)
    tasks = tasks_of(reading)
    doable = tasks if workplace.may_plan else [task for task in tasks if not task.for_planners]
    asked = bool(reading.assessed_goals or reading.assignments)
    own = mine(doable, person_of(request))
    context = {
        **plan_frame(workplace, plan),
        "words": words_of(plan.steering_model),
        "own_tasks": by_goal(own),
        "own_number": len(own),
        "other_tasks": by_goal(task for task in tasks if task not in own),
        "tasks_left": len(tasks) - len(own),
        "next_task": _next(workplace, own or (doable if workplace.may_report else []), reading),
        "goals_by_step": state.goals_by_step(reading),
        "indicators_by_state": state.indicators_by_state(reading),
        "assignments_by_status": state.assignments_by_status(reading),
        "progress": {each.key: each for each in state.progress(reading)},
        "reading": reading,
        "asks_for_reports": asked,
        "reporting_units": [] if asked else state.plans_below(policies.rights(person_of(request)), workplace),
        "changes": recent_changes(reading),
        "checklist": checklist_to_show(request, workplace.period),
    }
    return render(request, "desk/start/page.html", context)


def _next(workplace: Workplace, tasks: Sequence[Task], plan: PlanReading) -> Task | Approval | None:
    """What comes next: what waits for approval for those who only approve, what is to be written for others."""
    waiting = waiting_for_approval(plan) if workplace.may_approve else []
    ordered: list[Task | Approval] = [*tasks, *waiting] if workplace.may_plan else [*waiting, *tasks]
    return next(iter(ordered), None)
