"""Entering, correcting and removing amounts, and moving budget between projects."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.project_table import Measure
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectAmount
from tertial.economy.projects.actions.amounts import act_on, enter_amount, remove_amount, transfer_budget
from tertial.economy.projects.addresses import project_url
from tertial.economy.projects.forms.amounts import AmountForm, TransferForm
from tertial.economy.projects.queries.layout import layout_for
from tertial.economy.projects.queries.readings import projects_of
from tertial.economy.projects.views.places import enter_project, table_at
from tertial.economy.projects.views.project import project_page
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter
from tertial.things.rights import Right


@require_POST
def add(request: HttpRequest, project_ref: Ref, slug: str) -> HttpResponse:
    """One more amount of a project in one of its tables."""
    project, workplace = enter_project(request, project_ref)
    table = table_at(project.unit, slug)
    layout = layout_for(table)
    gate.check(person_of(request), gate.REPORT, project)
    measures = list(dict.fromkeys(column.measure for column in layout.shape.entered))
    form = AmountForm(request.POST, layout=layout, measures=measures, prefix=table.key)
    if form.is_valid():
        with refusals_shown_in(form, beside="amount"):
            entry = enter_amount(by=person_of(request), project=project, table=table, **form.cleaned())
            messages.success(request, _("The amount is entered."), extra_tags=undo_address(entry))
            return redirect(project_url(project.ref, workplace.period, f"amounts-{table.key}"))
    return project_page(request, project, workplace, table=table, form=form)


@require_http_methods(["GET", "POST"])
@edits(ProjectAmount, ref="amount_ref")
def change(request: HttpRequest, amount_ref: Ref) -> HttpResponse:
    """Corrects an amount."""
    entry = get_object_or_404(ProjectAmount.objects.select_related("project__unit", "table__rows_of"), ref=amount_ref)
    project, workplace = enter_project(request, entry.project.ref)
    gate.check(person_of(request), act_on(entry.measure), project)
    layout = layout_for(entry.table)
    form = AmountForm(request.POST or None, layout=layout, measures=[Measure(entry.measure)], entry=entry)
    url = project_url(project.ref, workplace.period, f"amounts-{entry.table.key}")
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="amount"):
            enter_amount(by=person_of(request), project=project, table=entry.table, entry=entry, **form.cleaned())
            messages.success(request, _("The amount is saved."), extra_tags=undo_address(entry))
            return redirect(url)
    return form_page(request, form, _("Correct an amount"), url, about=project.name, trail=[(project.name, url)])


@require_POST
def remove(request: HttpRequest, amount_ref: Ref) -> HttpResponse:
    """Takes an amount away, with an undo in the message."""
    entry = get_object_or_404(
        ProjectAmount.objects.select_related("project__unit", "transfer__project", "table"), ref=amount_ref
    )
    project, workplace = enter_project(request, entry.project.ref)
    remove_amount(by=person_of(request), entry=entry)
    messages.success(request, _("The amount is removed."), extra_tags=undo_address(entry))
    return redirect(project_url(project.ref, workplace.period, f"amounts-{entry.table.key}"))


@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """Moves budget of the year to another project of the same table, by a decision."""
    project, workplace = enter_project(request, project_ref)
    enter(request, project.unit, workplace.period, Right.PLAN)
    table = project.table
    receivers: list[Project] = list(projects_of(project.unit, workplace.period, table).exclude(pk=project.pk))
    form = TransferForm(request.POST or None, layout=layout_for(table), receivers=receivers)
    url = project_url(project.ref, workplace.period, f"amounts-{table.key}")
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="amount"):
            given = form.cleaned_data
            transfer_budget(by=person_of(request), source=project, table=table, year=workplace.period.year, **given)
            said = {"receiver": given["receiver"].name}
            messages.success(request, _("The budget is moved to “%(receiver)s”.") % said)
            return redirect(url)
    title = _("Move budget of %(year)s") % {"year": workplace.period.year}
    return form_page(request, form, title, url, about=project.name, submit=_("Move"), trail=[(project.name, url)])
