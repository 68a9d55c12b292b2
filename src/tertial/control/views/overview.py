"""The first page of the room, and whole plans: begin, copy, archive, take back a write."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.control.actions import plans
from tertial.control.actions.judgements import approve_judgement, reopen_judgement
from tertial.control.addresses import plan_url
from tertial.control.judgement import closed, state_of
from tertial.control.models import ControlModel, ControlPlan
from tertial.control.queries.came_along import came_along
from tertial.control.queries.plan_reading import commons_at, control_plan_of, read_control_plan
from tertial.control.queries.pointing import left_behind
from tertial.control.queries.readings import ControlPlanReading
from tertial.control.text_subjects import JUDGEMENT, SUMMARY
from tertial.control.views.rows import common_results, matrix_rows, result_counts
from tertial.domain.ref import Ref
from tertial.domain.workflow.judgement import JUDGEMENT as WORKFLOW
from tertial.organisation.queries import municipality_of
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.texts.reading import page_texts
from tertial.things.rights import Right


@require_GET
def overview(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The state of the plan on one screen, with the overall judgement beside what it rests on."""
    workplace = enter(request, code, period)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    return render(request, "control/overview.html", _context(workplace, read_control_plan(plan, workplace.period)))


def no_plan_page(request: HttpRequest, workplace: Workplace) -> HttpResponse:
    """What can be done where the unit has no control plan for the year."""
    year = workplace.period.year
    others = ControlPlan.objects.filter(unit=workplace.unit, archived_at=None)
    municipality = municipality_of(workplace.unit)
    context = {
        "workplace": workplace,
        "municipality": municipality,
        "has_scales": ControlModel.objects.filter(municipality=municipality).exists(),
        "period": workplace.period,
        "year": year,
        "copyable": others.filter(year=year - 1).first(),
        "others": others.order_by("year"),
        "archived": ControlPlan.objects.filter(unit=workplace.unit, year=year).exclude(archived_at=None).last(),
        "commons": list(commons_at(workplace.unit, year)),
    }
    return render(request, "control/no_plan.html", context)


def _context(workplace: Workplace, reading: ControlPlanReading) -> dict[str, Any]:
    today = timezone.localdate()
    plan = reading.plan
    subject = plan.ref
    judged = state_of(reading.texts.get(JUDGEMENT), reading.approval)
    return {
        "workplace": workplace,
        "period": workplace.period,
        "reading": reading,
        "plan": plan,
        "words": reading.words,
        "here": "overview",
        "matrix": matrix_rows(reading),
        "consequences": list(enumerate(reading.scale.consequences, start=1)),
        "measures_done": sum(each.is_done for each in reading.measures),
        "late": [each for each in reading.measures if each.is_late(today)],
        "without_measure": [each for each in reading.risks if each.lacks_measure],
        "closed": sum(each.closed for each in reading.recommendations),
        "awaiting": [each for each in reading.recommendations if each.awaits_recheck],
        "unanswered": [each for each in reading.controls if each.result is None],
        "results": result_counts(reading),
        "commons": common_results(reading, workplace.code),
        "left": left_behind(plan),
        "moved": came_along(plan),
        "subject": subject,
        "slots": {"summary": SUMMARY, "judgement": JUDGEMENT},
        "texts": page_texts(
            unit=plan.unit,
            subjects=[subject],
            period=workplace.period,
            earlier={subject: plan.copied_from.ref} if plan.copied_from is not None else {},
            writable=[subject] if workplace.may_report else (),
            closed={(subject, JUDGEMENT): why} if (why := closed(reading.approval)) else {},
        ),
        "judgement": reading.texts.get(JUDGEMENT),
        "judged": judged,
        "judgement_acts": WORKFLOW.offered(judged),
    }


@require_POST
def begin(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Begins an empty control plan."""
    workplace = enter(request, code, period, Right.PLAN)
    plan = plans.create_control_plan(by=person_of(request), unit=workplace.unit, year=workplace.period.year)
    messages.success(request, _("The control plan is begun."), extra_tags=undo_address(plan))
    return redirect(plan_url(plan, workplace.period))


@require_POST
def copy(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Copies the plan of the period's year to the next, with what is still open."""
    workplace = enter(request, code, period, Right.PLAN)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    new = plans.copy_forward(by=person_of(request), plan=plan)
    text = _("The control plan is copied to %(year)s, with everything that is still open.") % {"year": new.year}
    messages.success(request, text, extra_tags=undo_address(new))
    return redirect("control:plan_moved", workplace.code, new.year) if came_along(new) else redirect(plan_url(new))


@require_GET
def moved(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The days and words of a copied plan that are not as last year, for someone to look through."""
    workplace = enter(request, code, period)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    context = {"workplace": workplace, "period": workplace.period, "plan": plan, "moved": came_along(plan)}
    return render(request, "control/moved.html", context)


@require_POST
def archive(request: HttpRequest, plan_ref: Ref) -> HttpResponse:
    """Puts a control plan away, with an undo in the message."""
    plan = get_object_or_404(ControlPlan.objects.select_related("unit"), ref=plan_ref)
    enter(request, plan.unit, str(plan.year), Right.PLAN)
    plans.archive_plan(by=person_of(request), plan=plan)
    messages.success(request, _("The control plan is archived."), extra_tags=undo_address(plan))
    return redirect(plan_url(plan))


@require_POST
def restore(request: HttpRequest, plan_ref: Ref) -> HttpResponse:
    """Brings an archived control plan back."""
    plan = get_object_or_404(ControlPlan.objects.select_related("unit"), ref=plan_ref)
    enter(request, plan.unit, str(plan.year), Right.PLAN)
    plans.restore_plan(by=person_of(request), plan=plan)
    messages.success(request, _("The control plan is restored."))
    return redirect(plan_url(plan))


@require_POST
def approve(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Approves the judgement that stood on the page, and closes it."""
    workplace, plan = _judged(request, code, period)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdecimal() else 0
    approve_judgement(by=person_of(request), plan=plan, period=workplace.period, revision=revision)
    messages.success(request, _("The judgement is approved."), extra_tags=undo_address(plan))
    return redirect(plan_url(plan, workplace.period))


@require_POST
def reopen(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Takes the approval of the judgement back, so that it can be written again."""
    workplace, plan = _judged(request, code, period)
    reopen_judgement(by=person_of(request), plan=plan, period=workplace.period)
    text = _("The approval is taken back; the judgement can be changed.")
    messages.success(request, text, extra_tags=undo_address(plan))
    return redirect(plan_url(plan, workplace.period))


def _judged(request: HttpRequest, code: str, period: str) -> tuple[Workplace, ControlPlan]:
    workplace = enter(request, code, period, Right.APPROVE)
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        raise Http404
    return workplace, plan
