"""The page of a report's findings, and their answers."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.checks.actions import answer_finding, withdraw_answer
from tertial.checks.live import LiveFinding, check_live, findings_now, open_errors
from tertial.checks.models import Answer, FindingAnswer
from tertial.checks.outputs.words import MarkWords, counts_words, mark_words, place_words, severity_word
from tertial.common.forms import refusals_shown_in
from tertial.common.wording import sentence
from tertial.domain.checks import Mark, MarkedFigure, Reading
from tertial.domain.message import DomainError
from tertial.domain.ref import Ref
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.reports.errors import NoTemplate
from tertial.things.rights import Right


class AnswerForm(forms.Form):
    """An answer to a finding, with its reason."""

    finding = forms.CharField(max_length=32, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=Answer.choices)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the page shows it."""

    found: LiveFinding
    kind: str
    where: str
    url: str
    form: AnswerForm | None


@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What the rules find in the report as it is now, open findings first, and how much was compared."""
    posted = request.method == "POST"
    workplace = enter(request, code, period, Right.REPORT if posted else Right.READ)
    form = AnswerForm(request.POST or None)
    try:
        if posted and form.is_valid() and _answered(request, workplace, form):
            return redirect("checks:report", code=workplace.code, period=workplace.period.key)
        live = check_live(workplace.unit, workplace.period)
        found = findings_now(workplace.unit, workplace.period)
    except DomainError as error:
        refusal = {"refusal": sentence(error.message), "no_template": isinstance(error, NoTemplate)}
        return render(request, "checks/report.html", refusal)
    rows = [_row(one, live.reading, workplace, form if posted else None) for one in found]
    context = {
        "open": [row for row in rows if row.found.is_open],
        "answered": [row for row in rows if row.found.answer],
        "notes": [row for row in rows if not row.found.is_open and not row.found.answer],
        "counts": counts_words(live.result.counts),
        "marks": _marks(live.result.figures),
        "expired": _expired(workplace, found),
    }
    return render(request, "checks/report.html", context, status=422 if form.errors else 200)


@require_GET
def summary(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """How many findings wait for an answer, for the page of the report itself."""
    workplace = enter(request, code, period)
    try:
        found = findings_now(workplace.unit, workplace.period)
    except DomainError:
        return HttpResponse()
    waiting = [one for one in found if one.is_open]
    return render(request, "checks/summary.html", {"open": waiting, "errors": open_errors(found)})


@require_POST
def withdraw(request: HttpRequest, answer_ref: Ref) -> HttpResponse:
    """Opens a finding again."""
    answer = get_object_or_404(FindingAnswer.objects.select_related("unit"), ref=answer_ref)
    enter(request, answer.unit, answer.period, Right.REPORT)
    withdraw_answer(by=person_of(request), answer=answer)
    messages.success(request, _("The answer is taken back."), extra_tags=undo_address(answer))
    return redirect("checks:report", code=answer.unit.code, period=answer.period)


def _answered(request: HttpRequest, workplace: Workplace, form: AnswerForm) -> bool:
    with refusals_shown_in(form, beside="reason"):
        stored = answer_finding(
            by=person_of(request),
            unit=workplace.unit,
            period=workplace.period,
            finding=form.cleaned_data["finding"],
            answer=Answer(form.cleaned_data["answer"]),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The finding is answered."), extra_tags=undo_address(stored))
        return True
    return False


def _row(found: LiveFinding, reading: Reading, workplace: Workplace, posted: AnswerForm | None) -> Row:
    """The row of a finding; the form that was sent stands in its own row, with what was typed."""
    form = None
    if workplace.may_report and found.is_open:
        key = found.finding.key
        sent = posted is not None and posted.data.get("finding") == key
        form = posted if sent else AnswerForm(initial={"finding": key})
    place = found.finding.place
    anchor = f"#{place.anchor}" if place.anchor else ""
    url = f"{reverse('reports:report', args=[workplace.code, workplace.period.key])}{anchor}"
    return Row(found, severity_word(found.finding.severity), place_words(place, reading), url, form)


def _marks(figures: tuple[MarkedFigure, ...]) -> list[tuple[MarkWords, int]]:
    counted = Counter(figure.mark for figure in figures)
    return [(mark_words(mark), counted[mark]) for mark in Mark]


def _expired(workplace: Workplace, found: list[LiveFinding]) -> list[FindingAnswer]:
    """Answers to findings that are no longer there: put right, or with other figures."""
    held = {one.answer.pk for one in found if one.answer}
    rows = FindingAnswer.objects.filter(unit=workplace.unit, period=workplace.period.key, archived_at=None)
    return [row for row in rows.select_related("answered_by") if row.pk not in held]
