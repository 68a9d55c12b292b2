"""A municipality's own words and signs for a table, and its groups."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.project_table import SHAPES, RowsBy, TableKind
from tertial.economy.models import ProjectGroup
from tertial.economy.projects.actions.tables import remove_group, save_group, save_table
from tertial.economy.projects.addresses import SLUGS, kind_at, table_url
from tertial.economy.projects.forms.project import groups_of
from tertial.economy.projects.forms.table import GroupForm, TableForm
from tertial.economy.projects.policies import check
from tertial.economy.projects.queries.layout import layout_of
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter, last_workplace, unit_at
from tertial.things.rights import Right


def _municipality(request: HttpRequest, code: str, **_address: str) -> dict[str, Any]:
    return {"pk": municipality_of(unit_at(person_of(request), code)).pk}


@require_http_methods(["GET", "POST"])
@edits(Unit, _municipality)
def words(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """Caption, headings, unit and signs of a table, for the whole municipality."""
    workplace, kind = enter(request, code, period), kind_at(slug)
    municipality = municipality_of(workplace.unit)
    check(person_of(request), Right.ADMINISTER, municipality)
    layout = layout_of(workplace.unit, kind)
    form = TableForm(request.POST or None, layout=layout, edits=layout.stored or municipality)
    url = table_url(workplace.code, workplace.period, kind)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="caption"):
            saved = save_table(by=person_of(request), municipality=municipality, kind=kind, **form.values())
            tags = undo_address(saved) if layout.stored is not None else ""
            messages.success(request, _("The words of the table are saved."), extra_tags=tags)
            return redirect(url)
    shape = SHAPES[kind]
    context = {
        "workplace": workplace,
        "form": form,
        "cancel_url": url,
        "trail": [(layout.caption_for(workplace.period.year), url)],
        "caption": layout.caption_for(workplace.period.year),
        "municipality": municipality,
        "slug": SLUGS[kind],
        "groups": groups_of(workplace.unit, shape.projects_of),
        "takes_groups": shape.rows is not RowsBy.PROJECT or kind is TableKind.DIGITALISATION_POT,
    }
    return render(request, "economy/projects/words.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def group_add(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """A new heading, stage or state of a table."""
    workplace, kind = enter(request, code, period), kind_at(slug)
    municipality = municipality_of(workplace.unit)
    check(person_of(request), Right.ADMINISTER, municipality)
    form = GroupForm(request.POST or None)
    url = _words_url(workplace.code, workplace.period.key, kind)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            stored_under = SHAPES[kind].projects_of
            save_group(by=person_of(request), municipality=municipality, kind=stored_under, **form.cleaned_data)
            messages.success(request, _("The group is added."))
            return redirect(url)
    return form_page(request, form, _("New group"), url, submit=_("Add"))


@require_http_methods(["GET", "POST"])
@edits(ProjectGroup, pk="group_id")
def group_change(request: HttpRequest, group_id: int) -> HttpResponse:
    """Name, key, meaning and order of a group."""
    group = get_object_or_404(ProjectGroup.objects.select_related("municipality"), pk=group_id)
    workplace = enter(request, group.municipality, _year(request))
    check(person_of(request), Right.ADMINISTER, group.municipality)
    initial = {"name": group.name, "key": group.key, "state": group.state, "position": group.position}
    form = GroupForm(request.POST or None, initial=initial, edits=group)
    kind = TableKind(group.kind)
    url = _words_url(workplace.code, workplace.period.key, kind)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            given = form.cleaned_data
            save_group(by=person_of(request), municipality=group.municipality, kind=kind, group=group, **given)
            messages.success(request, _("The group is saved."))
            return redirect(url)
    return form_page(request, form, _("Change the group"), url, about=group.name)


@require_POST
def group_remove(request: HttpRequest, group_id: int) -> HttpResponse:
    """Takes a group away that no project has stood in."""
    group = get_object_or_404(ProjectGroup.objects.select_related("municipality"), pk=group_id)
    workplace = enter(request, group.municipality, _year(request))
    kind = TableKind(group.kind)
    remove_group(by=person_of(request), group=group)
    messages.success(request, _("The group is removed."))
    return redirect(_words_url(workplace.code, workplace.period.key, kind))


def _words_url(code: str, period: str, kind: TableKind) -> str:
    return reverse("economy:project_words", args=[code, period, SLUGS[kind]])


def _year(request: HttpRequest) -> str:
    """The period last worked in, so that the way back leads there."""
    last = last_workplace(request)
    return last[1] if last else str(timezone.localdate().year)
