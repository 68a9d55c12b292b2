"""The page of an indicator: its series, its targets, and what is entered there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.common.period_words import period_key_words
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals import marks
from tertial.goals.actions.indicators import set_target
from tertial.goals.actions.outcomes import record_outcome, remove_outcome
from tertial.goals.addresses import indicator_url
from tertial.goals.charts import chart_in_words, indicator_chart
from tertial.goals.errors import DuplicateOutcome
from tertial.goals.forms.indicator import OutcomeForm, TargetForm
from tertial.goals.measures import grades_of
from tertial.goals.models import Indicator, Outcome, Plan, Sex
from tertial.goals.queries.indicator_page import IndicatorPage, indicator_page
from tertial.goals.views.places import enter_indicator
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace


@require_GET
def indicator(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """Outcomes, targets, source, owner and goals of an indicator."""
    found, workplace = enter_indicator(request, indicator_ref)
    return _page(request, found, workplace)


@require_http_methods(["GET", "POST"])
@edits(Indicator, ref="indicator_ref")
def record(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """Enters an outcome; a period that has one already is offered to be replaced."""
    found, workplace = enter_indicator(request, indicator_ref)
    if request.method == "GET":
        return redirect(indicator_url(found.ref, workplace.period, "enter"))
    gate.check(person_of(request), gate.REPORT, found)
    form = OutcomeForm(request.POST, indicator=found)
    plan = indicator_page(found, workplace.unit, workplace.period).plan
    if plan is None:
        raise Http404
    duplicate = False
    if form.is_valid():
        with refusals_shown_in(form, beside="text"):
            try:
                outcome = _record(request, found, plan, form)
            except DuplicateOutcome:
                duplicate = True
                raise
            text = _("The outcome for %(period)s is saved.") % {"period": period_key_words(outcome.period)}
            messages.success(request, text, extra_tags=undo_address(outcome))
            return redirect(indicator_url(found.ref, workplace.period, outcome.ref.anchor))
    return _page(request, found, workplace, outcome_form=form, duplicate=duplicate)


def _record(request: HttpRequest, found: Indicator, plan: Plan, form: OutcomeForm) -> Outcome:
    answers = form.cleaned_data
    return record_outcome(
        by=person_of(request),
        indicator=found,
        plan=plan,
        period=Period.parse(answers["for_period"]),
        text=answers["text"],
        sex=Sex(answers["sex"] or Sex.TOTAL),
        preliminary=answers["preliminary"],
        source=answers["source"] or found.source,
        replace=answers["replace"] or form.chose_mine("text"),
    )


@require_POST
def remove(request: HttpRequest, outcome_ref: Ref) -> HttpResponse:
    """Takes an outcome away, with an undo in the message."""
    outcome = get_object_or_404(Outcome.objects.select_related("indicator"), ref=outcome_ref)
    found, workplace = enter_indicator(request, outcome.indicator.ref)
    period = outcome.period
    remove_outcome(by=person_of(request), outcome=outcome)
    text = _("The outcome for %(period)s is removed.") % {"period": period_key_words(period)}
    messages.success(request, text, extra_tags=undo_address(outcome))
    return redirect(indicator_url(found.ref, workplace.period, "outcomes"))


@require_http_methods(["GET", "POST"])
@edits(Indicator, ref="indicator_ref")
def targets(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """Sets the targets of a year; an empty field takes its target away."""
    found, workplace = enter_indicator(request, indicator_ref)
    if request.method == "GET":
        return redirect(indicator_url(found.ref, workplace.period, "targets"))
    gate.check(person_of(request), gate.PLAN, found)
    plan = indicator_page(found, workplace.unit, workplace.period).plan
    form = TargetForm(request.POST, indicator=found, words=words_of(plan.steering_model if plan else None))
    if form.is_valid():
        with refusals_shown_in(form, beside="expression"):
            set_target(by=person_of(request), indicator=found, **form.cleaned_data)
            text = _("The target for %(year)s is saved.") % {"year": form.cleaned_data["year"]}
            messages.success(request, text, extra_tags=undo_address(found))
            return redirect(indicator_url(found.ref, workplace.period, "targets"))
    return _page(request, found, workplace, target_form=form)


def _page(request: HttpRequest, found: Indicator, workplace: Workplace, **replaced: Any) -> HttpResponse:  # noqa: ANN401
    page, person = indicator_page(found, workplace.unit, workplace.period), person_of(request)
    asked = gate.guarded(found)
    words = words_of(page.plan.steering_model if page.plan else None)
    context = {
        "indicator": found,
        "page": page,
        "reading": page.reading,
        "mark": marks.indicator_mark(page.reading),
        "cause": marks.cause_word(page.reading.computed.cause) if page.reading.computed.cause else "",
        "workplace": workplace,
        "period": workplace.period,
        "words": words,
        "may_report": page.plan is not None and gate.may(person, gate.REPORT, asked, workplace.period),
        "may_plan": gate.may(person, gate.PLAN, asked, workplace.period),
        "may_restore": found.archived_at is not None and gate.may(person, gate.PUT_AWAY, asked, workplace.period),
        "outcome_form": _outcome_form(page),
        "target_form": TargetForm(indicator=found, words=words, initial={"year": workplace.period.year}),
        **_chart(page, words),
    }
    context |= replaced
    wrong = any(form.errors for form in (context["outcome_form"], context["target_form"]))
    return render(request, "goals/indicator/page.html", context, status=422 if wrong else 200)


def _outcome_form(page: IndicatorPage) -> OutcomeForm:
    indicator = page.reading.indicator
    return OutcomeForm(indicator=indicator, initial={"for_period": page.reading.asked.key, "source": indicator.source})


def _chart(page: IndicatorPage, words: dict[str, str]) -> dict[str, Any]:
    interim = [row.interim for row in page.targets if row.interim]
    long_term = [row.long_term for row in page.targets if row.long_term]
    outcomes = page.reading.outcomes.values()
    named = [(words["interim_target"], each) for each in interim]
    named += [(words["long_term_target"], each) for each in long_term]
    drawn = grades_of(page.reading.indicator) is None
    return {
        "spec": indicator_chart(outcomes, interim, long_term, words) if drawn else None,
        "alt": chart_in_words(page.reading.indicator.name, outcomes, named),
    }
