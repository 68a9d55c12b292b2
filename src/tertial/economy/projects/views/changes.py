"""Making, changing, archiving and taking back; and where a project stands."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.message import excerpt
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectStage, ProjectTable
from tertial.economy.projects.actions.projects import (
    archive_project,
    remove_stage,
    restore_project,
    save_project,
    set_codes,
    set_stage,
)
from tertial.economy.projects.addresses import project_url, table_url
from tertial.economy.projects.forms.project import ProjectForm, StageForm, groups_of
from tertial.economy.projects.queries.goals import goal_in
from tertial.economy.projects.queries.layout import layout_for
from tertial.economy.projects.views.places import at_former_addresses, enter_project, table_at
from tertial.economy.projects.views.project import project_page
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right


@require_http_methods(["GET", "POST"])
@at_former_addresses
def create(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """A new project of a table."""
    workplace = enter(request, code, period, Right.PLAN)
    table = table_at(workplace.unit, slug)
    year = workplace.period.year
    form = ProjectForm(request.POST or None, unit=workplace.unit, table=table, year=year, initial={"first_year": year})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            project = _saved(person_of(request), workplace, table, form)
            messages.success(request, _("It is added. Enter its amounts next."))
            return redirect(project_url(project.ref, workplace.period, "amounts"))
    layout = layout_for(table)
    cancel_url = table_url(workplace.code, workplace.period, table)
    trail = [(layout.caption_for(year), cancel_url)]
    title = _("New row of “%(table)s”") % {"table": layout.caption_for(year)}
    return form_page(request, form, title, cancel_url, submit=_("Add"), trail=trail)


@transaction.atomic
def _saved(
    by: Person, workplace: Workplace, table: ProjectTable, form: ProjectForm, project: Project | None = None
) -> Project:
    """The project with its codes and its first group: all of it, or nothing."""
    unit = project.unit if project is not None else workplace.unit
    saved = save_project(by=by, unit=unit, table=table, project=project, **form.project_values())
    for each, codes in form.codes().items():
        set_codes(by=by, project=saved, table=each, codes=codes)
    group = form.cleaned_data.get("group")
    if group is not None:
        set_stage(by=by, project=saved, group=group, since=workplace.period.start)
    return saved


@require_http_methods(["GET", "POST"])
@edits(Project, ref="project_ref")
def change(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """Name, years, goal, responsible and project codes."""
    project, workplace = enter_project(request, project_ref)
    enter(request, project.unit, workplace.period, Right.PLAN)
    fields = ("name", "first_year", "last_year", "is_reserve")
    initial = {field: getattr(project, field) for field in fields}
    initial |= {
        "goal_ref": goal_in(project.goal_ref, workplace.period.year),
        "responsible": project.responsible_id,
        "parent": project.parent_id,
    }
    form = ProjectForm(
        request.POST or None,
        unit=project.unit,
        table=project.table,
        year=workplace.period.year,
        project=project,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            _saved(person_of(request), workplace, project.table, form, project)
            messages.success(request, _("It is saved."))
            return redirect(project_url(project.ref, workplace.period))
    url = project_url(project.ref, workplace.period)
    return form_page(request, form, _("Change"), url, about=excerpt(project.name, 90), trail=[(project.name, url)])


@require_POST
@edits(Project, ref="project_ref")
def stand(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """Says in which stage, state or group the project stands from a day."""
    project, workplace = enter_project(request, project_ref)
    gate.check(person_of(request), gate.REPORT, project)
    form = StageForm(request.POST, project=project, groups=groups_of(project.table))
    if form.is_valid():
        with refusals_shown_in(form, beside="group"):
            stage = set_stage(by=person_of(request), project=project, **form.cleaned_data)
            messages.success(request, _("It is saved."), extra_tags=undo_address(stage))
            return redirect(project_url(project.ref, workplace.period, "stages"))
    return project_page(request, project, workplace, stage_form=form)


@require_POST
def stand_remove(request: HttpRequest, stage_ref: Ref) -> HttpResponse:
    """Takes back where a project has stood from a day."""
    stage = get_object_or_404(ProjectStage.objects.select_related("project__unit", "group"), ref=stage_ref)
    project, workplace = enter_project(request, stage.project.ref)
    remove_stage(by=person_of(request), stage=stage)
    messages.success(request, _("It is removed."), extra_tags=undo_address(stage))
    return redirect(project_url(project.ref, workplace.period, "stages"))


@require_POST
def archive(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """Puts a project away, with an undo in the message."""
    project, workplace = enter_project(request, project_ref)
    archive_project(by=person_of(request), project=project)
    text = _("“%(project)s” is archived.") % {"project": excerpt(project.name)}
    messages.success(request, text, extra_tags=undo_address(project))
    return redirect(table_url(workplace.code, workplace.period, project.table))


@require_POST
def restore(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """Brings an archived project back."""
    project, workplace = enter_project(request, project_ref)
    restore_project(by=person_of(request), project=project)
    messages.success(request, _("“%(project)s” is back.") % {"project": excerpt(project.name)})
    return redirect(project_url(project.ref, workplace.period))
