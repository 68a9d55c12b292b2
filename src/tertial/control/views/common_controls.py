"""Controls set for all: the list, the comparison, answering, and what coordinators change about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.exports import as_response
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.control.actions import archiving
from tertial.control.actions.answers import answer as save_answer
from tertial.control.actions.answers import remove_answer
from tertial.control.actions.common_controls import remove_question, save_common_control, save_question, set_rows
from tertial.control.addresses import common_url, row_url
from tertial.control.exports import common_table
from tertial.control.forms.common_controls import AnswerForm, CommonForm, QuestionForm, RowsForm, initial_rows
from tertial.control.forms.limits import limit_lines
from tertial.control.models import CommonAnswer, CommonControl, CommonQuestion, CommonRow
from tertial.control.queries.comparison import REMARK, RESULT, TOTAL, Comparison, compare
from tertial.control.queries.plan_reading import commons_at, control_plan_of
from tertial.control.scales import words_of
from tertial.control.views.places import common_seen_from, enter_common, enter_row
from tertial.control.views.rows import compared_cells, compared_columns, compared_row, labelled_totals
from tertial.domain.control import NoTotal
from tertial.domain.message import excerpt
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.texts.reading import page_texts
from tertial.things.rights import Right


@require_GET
def listed(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The common controls that the unit has set or answers, and how many have answered."""
    workplace = enter(request, code, period)
    found = compare(commons_at(workplace.unit, workplace.period.year), workplace.period)
    person = person_of(request)
    archived = CommonControl.objects.filter(set_by=workplace.unit, year=workplace.period.year).exclude(archived_at=None)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "plan": control_plan_of(workplace.unit, workplace.period.year),
        "here": "gemensamma",
        "rows": [
            {
                "comparison": each,
                "url": common_url(each.control, workplace.period, workplace.code),
                "answers": _answerable(person, each, workplace.period),
                "totals": labelled_totals(each),
            }
            for each in found
        ],
        "archived": archived if workplace.may_plan else (),
    }
    return render(request, "control/common/list.html", context)


def _answerable(person: Person, found: Comparison, period: Period) -> list[CommonRow]:
    """The rows that the person may answer and that nobody has."""
    waiting = [row.row for row in found.rows if not row.is_answered]
    may = gate.may_each(person, gate.REPORT, waiting, period)
    return [row for row, open_to in zip(waiting, may, strict=True) if open_to]


@require_GET
def page(request: HttpRequest, code: str, period: str, control_ref: Ref) -> HttpResponse:
    """Everyone's answers in one table, with totals from counts and the result before beside."""
    workplace = enter(request, code, period)
    control = common_seen_from(workplace, control_ref)
    found = compare([control], workplace.period)[0]
    return render(request, "control/common/page.html", _context(request, workplace, found))


def _context(request: HttpRequest, workplace: Workplace, found: Comparison) -> dict[str, Any]:
    control, person = found.control, person_of(request)
    subject = control.ref
    may_answer = gate.may_each(person, gate.REPORT, [row.row for row in found.rows], workplace.period)
    causes = {
        NoTotal.NOTHING_ANSWERED: _("nothing is answered yet"),
        NoTotal.NOT_ALL_ANSWERED: _("not all have answered"),
        NoTotal.ONLY_PERCENTAGES: _("no total"),
    }
    return {
        "workplace": workplace,
        "period": workplace.period,
        "here": "gemensamma",
        "control": control,
        "found": found,
        "words": words_of(control.control_model),
        "remark_heading": found.remark_heading(),
        "columns": compared_columns(found),
        "rows": [compared_row(found, row, may_answer=may) for row, may in zip(found.rows, may_answer, strict=True)],
        "totals": [
            {**cell, "cause": causes[total.cause] if total.cause else ""}
            for cell, total in zip(compared_cells(found, found.totals), found.causes, strict=True)
        ],
        "has_remarks": found.has_remarks or any(question.in_remark for question in found.questions),
        "sampled": any(question.sampled for question in found.questions),
        "findings": found.findings,
        "may_set": gate.may(person, gate.PLAN, control, workplace.period),
        "answered": found.answered,
        "asked": len(found.rows),
        "subject": subject,
        "slots": {"result": RESULT, "total": TOTAL},
        "texts": page_texts(
            unit=control.set_by,
            subjects=[subject],
            period=workplace.period,
            earlier={subject: control.continues.ref} if control.continues is not None else {},
            writable=[subject] if gate.may(person, gate.REPORT, control, workplace.period) else (),
        ),
    }


@require_GET
def export(request: HttpRequest, code: str, period: str, control_ref: Ref, file_type: str) -> HttpResponse:
    """The comparison as a file."""
    workplace = enter(request, code, period)
    control = common_seen_from(workplace, control_ref)
    found = compare([control], workplace.period)[0]
    return as_response(common_table(found), file_type, f"{workplace.code}-{workplace.period.key}-{control.key}")


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new control for all, set by the unit."""
    workplace = enter(request, code, period, Right.PLAN)
    form = CommonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            year = workplace.period.year
            made = save_common_control(by=person_of(request), set_by=workplace.unit, year=year, given=form.given)
            messages.success(request, _("Added. Say what is asked, and who answers."), extra_tags=undo_address(made))
            return redirect(common_url(made, workplace.period))
    cancel_url = reverse("control:commons", args=[code, period])
    return form_page(request, form, _("New common control"), cancel_url, about=workplace.unit.name, submit=_("Add"))


@require_http_methods(["GET", "POST"])
@edits(CommonControl, ref="control_ref")
def change(request: HttpRequest, control_ref: Ref) -> HttpResponse:
    """What a common control examines, why and how."""
    control, workplace = enter_common(request, control_ref)
    initial = {name: getattr(control, name) for name in CommonForm.base_fields}
    form = CommonForm(request.POST or None, initial=initial, edits=control)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            save_common_control(
                by=person_of(request), set_by=control.set_by, year=control.year, control=control, given=form.given
            )
            messages.success(request, _("Saved."), extra_tags=undo_address(control))
            return redirect(common_url(control, workplace.period))
    cancel_url = common_url(control, workplace.period)
    return form_page(request, form, _("Change the common control"), cancel_url, about=excerpt(control.name, 90))


@require_http_methods(["GET", "POST"])
@edits(CommonControl, ref="control_ref")
def rows(request: HttpRequest, control_ref: Ref) -> HttpResponse:
    """Who answers a common control."""
    control, workplace = enter_common(request, control_ref)
    form = RowsForm(request.POST or None, control=control, initial=initial_rows(control), edits=control)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            set_rows(by=person_of(request), control=control, rows=form.given)
            messages.success(request, _("Who answers is saved."))
            return redirect(common_url(control, workplace.period))
    cancel_url = common_url(control, workplace.period)
    return form_page(request, form, _("Who answers"), cancel_url, about=excerpt(control.name, 90))


@require_http_methods(["GET", "POST"])
@edits(CommonControl, ref="control_ref")
def question(request: HttpRequest, control_ref: Ref, question_ref: Ref = NO_REF) -> HttpResponse:
    """A question of a common control, new or as it is."""
    control, workplace = enter_common(request, control_ref)
    asked = get_object_or_404(control.questions, ref=question_ref) if question_ref else None
    initial = {name: getattr(asked, name) for name in QuestionForm.base_fields} if asked else {}
    if asked is not None:
        initial["limits"] = limit_lines(asked.limits)
    form = QuestionForm(request.POST or None, initial=initial, edits=asked)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            saved = save_question(by=person_of(request), control=control, question=asked, given=form.given)
            messages.success(request, _("The question is saved."), extra_tags=undo_address(saved))
            return redirect(common_url(control, workplace.period))
    title = _("Change the question") if asked else _("New question")
    return form_page(request, form, title, common_url(control, workplace.period), about=excerpt(control.name, 90))


@require_POST
def question_remove(request: HttpRequest, control_ref: Ref, question_ref: Ref) -> HttpResponse:
    """Takes a question away that nobody has answered."""
    control, workplace = enter_common(request, control_ref)
    asked = get_object_or_404(
        CommonQuestion.objects.select_related("control__set_by"), ref=question_ref, control=control
    )
    remove_question(by=person_of(request), question=asked)
    text = _("The question “%(label)s” is removed.") % {"label": excerpt(asked.label)}
    messages.success(request, text, extra_tags=undo_address(asked))
    return redirect(common_url(control, workplace.period))


@require_POST
def archive(request: HttpRequest, control_ref: Ref) -> HttpResponse:
    """Puts a common control away with its answers, with an undo in the message."""
    control, workplace = enter_common(request, control_ref)
    archiving.archive(by=person_of(request), thing=control)
    text = _("“%(name)s” is archived.") % {"name": excerpt(control.name)}
    messages.success(request, text, extra_tags=undo_address(control))
    return redirect("control:commons", control.set_by.code, workplace.period.key)


@require_POST
def restore(request: HttpRequest, control_ref: Ref) -> HttpResponse:
    """Brings an archived common control back."""
    control, workplace = enter_common(request, control_ref)
    archiving.restore(by=person_of(request), thing=control)
    messages.success(request, _("“%(name)s” is back.") % {"name": excerpt(control.name)})
    return redirect(common_url(control, workplace.period))


@require_http_methods(["GET", "POST"])
@edits(CommonRow, ref="row_ref")
def answer(request: HttpRequest, row_ref: Ref) -> HttpResponse:
    """The answers of one who is asked, with a text about them."""
    row, workplace = enter_row(request, row_ref)
    person = person_of(request)
    if request.method == "POST":
        gate.check(person, gate.REPORT, row)
    answers = {each.question_id: each for each in _answers(row, workplace)}
    form = AnswerForm(request.POST if request.method == "POST" else None, row=row, answers=answers)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            replace = bool(form.cleaned_data.get("replace"))
            saved = save_answer(by=person, row=row, period=workplace.period, given=form.given, replace=replace)
            undo = undo_address(saved[0]) if len(saved) == 1 else ""
            messages.success(request, _("The answer is saved."), extra_tags=undo)
            return redirect(row_url(row, workplace.period))
    return _answer_page(request, row, workplace, form)


def _answers(row: CommonRow, workplace: Workplace) -> list[CommonAnswer]:
    found = CommonAnswer.objects.filter(row=row, period=workplace.period.key)
    return list(found.select_related("question__control", "person"))


def _answer_page(request: HttpRequest, row: Any, workplace: Workplace, form: AnswerForm) -> HttpResponse:  # noqa: ANN401
    control = row.control
    found = compare([control], workplace.period)[0]
    mine = next(each for each in found.rows if each.row.pk == row.pk)
    subject = row.ref
    answers = gate.may(person_of(request), gate.REPORT, row, workplace.period)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "here": "gemensamma",
        "words": words_of(control.control_model),
        "row": row,
        "control": control,
        "form": form,
        "found": found,
        "columns": compared_columns(found),
        "cells": compared_cells(found, mine.results),
        "answered": _answers(row, workplace),
        "may_answer": answers or form.is_bound,
        "remark_heading": found.remark_heading(),
        "subject": subject,
        "slot": REMARK,
        "back_url": common_url(control, workplace.period, workplace.code),
        "texts": page_texts(
            unit=row.unit or control.set_by,
            subjects=[subject],
            period=workplace.period,
            writable=[subject] if answers else (),
        ),
    }
    return render(request, "control/common/answer.html", context, status=422 if form.errors else 200)


@require_POST
def answer_remove(request: HttpRequest, answer_ref: Ref) -> HttpResponse:
    """Takes one answer back, with an undo in the message."""
    rows = CommonAnswer.objects.select_related("row__control__set_by", "row__unit", "question__control")
    found = get_object_or_404(rows, ref=answer_ref)
    row, workplace = enter_row(request, found.row.ref)
    remove_answer(by=person_of(request), answer=found)
    text = _("The answer to “%(question)s” is taken back.") % {"question": excerpt(found.question.heading)}
    messages.success(request, text, extra_tags=undo_address(found))
    return redirect(row_url(row, workplace.period))
