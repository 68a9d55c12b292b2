"""What the page of a goal shows, whole or only the parts that a change touches."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.domain.finding import Severity
from tertial.domain.workflow.assessment import ASSESSMENT
from tertial.goals import marks
from tertial.goals.actions.assessments import decision_seen, state_of
from tertial.goals.addresses import goal_url
from tertial.goals.forms.goal import AssessmentForm
from tertial.goals.models import Goal
from tertial.goals.queries.below import from_below
from tertial.goals.queries.live_figures import LiveFigures
from tertial.goals.queries.loose_ends import refs_of
from tertial.goals.queries.plan_reading import read_goal, read_plan
from tertial.goals.queries.readings import GoalReading, PlanReading
from tertial.goals.queries.tasks import goal_tasks
from tertial.goals.queries.tree import goals_under
from tertial.goals.text_slots import MOTIVATION, WORK, analysis_slot
from tertial.goals.views.rows import assignment_row, indicator_row, late_notes
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.graph import Connection, connections_to
from tertial.organisation.workplace import Workplace
from tertial.texts.figures import Figures, UnitFigures
from tertial.texts.queries import unchanged_since
from tertial.texts.reading import PageTexts


def goal_page(request: HttpRequest, goal: Goal, workplace: Workplace, **replaced: Any) -> HttpResponse:  # noqa: ANN401
    """The whole page; `given` replaces parts of it, such as a form with its errors."""
    form = replaced.get("assessment_form")
    below = from_below(person_of(request), goal, workplace.period)
    context = _context(request, goal, workplace) | {"below": below} | _kept(replaced)
    return render(request, "goals/goal/page.html", context, status=422 if form and form.errors else 200)


def after_change(request: HttpRequest, goal: Goal, workplace: Workplace, anchor: str) -> HttpResponse:
    """Goes back to the place of a change; htmx gets the parts of the page that it touches."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(goal_url(goal.ref, workplace.period, anchor))
    return changed_parts(request, goal, workplace, focus=anchor)


def changed_parts(request: HttpRequest, goal: Goal, workplace: Workplace, **replaced: Any) -> HttpResponse:  # noqa: ANN401
    """The figures, the assessment and what is missing, to be put in place by htmx."""
    form = replaced.get("assessment_form")
    context = _context(request, goal, workplace) | _kept(replaced)
    status = 422 if form and form.errors else 200
    response = render(request, "goals/goal/changed.html", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#goal-live", "outerHTML"
    return response


def _kept(replaced: dict[str, Any]) -> dict[str, Any]:
    """A form that was refused is shown with what was typed, also where nothing more can be reported."""
    return replaced | {"may_report": True} if replaced.get("assessment_form") else replaced


def what_remains(request: HttpRequest, goal: Goal, workplace: Workplace) -> HttpResponse:
    """The panel of what is missing, fetched again when a text has been saved."""
    return render(request, "goals/goal/remains.html", _context(request, goal, workplace))


def _context(request: HttpRequest, goal: Goal, workplace: Workplace) -> dict[str, Any]:
    plan = read_plan(goal.plan, workplace.period)
    found = (reading for reading in plan.goals if reading.goal.pk == goal.pk)
    reading = next(found, None) or read_goal(goal, workplace.period)
    person, period = person_of(request), workplace.period
    may_report = gate.may(person, gate.REPORT, goal, period)
    rows = [indicator_row(item, goal, workplace.period, may_report=may_report) for item in reading.indicators]
    may_plan = gate.may(person, gate.PLAN, goal, period)
    tasks = goal_tasks(reading, plan) if goal.level.assessed else []
    tasks.sort(key=lambda task: task.for_planners and not may_plan)  # first what the person can do
    return {
        "goal": goal,
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "reading": reading,
        "words": words_of(goal.plan.steering_model),
        "mark": marks.goal_mark(reading),
        "suggested": marks.step_mark(plan.suggested_step(reading)),
        "steps": [(step, marks.step_mark(step)) for step in plan.scale],
        "assessment_form": assessment_form(plan, reading),
        "assessment_acts": ASSESSMENT.offered(state_of(reading.human)),
        "decision_seen": decision_seen(reading.human) if reading.human else "",
        "indicator_rows": rows,
        "years": plan.years,
        "late_notes": late_notes(rows, workplace.period, words_of(goal.plan.steering_model)),
        "assignment_rows": [assignment_row(item, may_report=may_report) for item in reading.assignments],
        "tasks": [task for task in tasks if task.severity != Severity.NOTE],
        "notes": [task for task in tasks if task.severity == Severity.NOTE],
        "above": reading.above[::-1],
        "may_report": may_report,
        "may_plan": may_plan,
        "may_approve": gate.may(person, gate.APPROVE, goal, period),
        "texts": _texts(reading, plan, may_write=may_report),
        "slots": {"motivation": MOTIVATION, "work": WORK},
        "analyses": [(analysis_slot(item.ref), item.indicator.name) for item in reading.indicators],
        "connections": connections_of(reading, workplace, person_of(request)),
        "under": [] if goal.level.assessed else goals_under(goal, workplace.period),
        **_neighbours(plan, goal),
    }


def connections_of(reading: GoalReading, workplace: Workplace, person: Person) -> list[tuple[Connection, str]]:
    """What of other rooms points at the goal or a part of it, as far as the person may read.

    Each comes with the name of the part; empty for the goal itself.
    """
    names = {item.indicator.ref: item.indicator.name for item in reading.indicators}
    names |= {item.assignment.ref: item.assignment.title for item in reading.assignments}
    found = connections_to(person, reading.goal.plan.unit, workplace.period, refs_of(reading))
    return [(each, names.get(ref, "")) for ref in refs_of(reading) for each in found.get(ref, [])]


def assessment_form(plan: PlanReading, reading: GoalReading, sent: QueryDict | None = None) -> AssessmentForm:
    """What people decide of the goal; what stands, or what is suggested, to begin with."""
    step = reading.human.step_id if reading.human else plan.suggested_step(reading).pk
    reason = reading.human.reason if reading.human else ""
    return AssessmentForm(
        sent,
        steps=plan.scale,
        initial={"step": step, "reason": reason},
        edits=reading.goal,
        proposed=reading.human is None,
    )


def _texts(reading: GoalReading, plan: PlanReading, *, may_write: bool) -> PageTexts:
    goal = reading.goal
    earlier = {reading.ref: goal.continues.ref} if goal.continues is not None else {}
    return PageTexts(
        unit=goal.plan.unit,
        texts={(reading.ref, slot): text for slot, text in reading.texts.items()},
        unchanged=unchanged_since(reading.texts.values(), earlier),
        figures=Figures(LiveFigures(plan), UnitFigures(goal.plan.unit, plan.period)),
        writable=frozenset({reading.ref} if may_write else ()),
    )


def _neighbours(plan: PlanReading, goal: Goal) -> dict[str, Goal | None]:
    """The goals before and after on the same level, so that one can go through them all."""
    row = [reading.goal for reading in plan.goals if reading.goal.level_id == goal.level_id]
    here = next((number for number, each in enumerate(row) if each.pk == goal.pk), None)
    if here is None:
        return {"before": None, "after": None}
    return {"before": row[here - 1] if here else None, "after": row[here + 1] if here + 1 < len(row) else None}
