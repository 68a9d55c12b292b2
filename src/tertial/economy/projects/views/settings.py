"""Declaring project tables: new ones, changes, copies, putting away; and their groups."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.message import excerpt
from tertial.domain.ref import Ref
from tertial.economy.models import ProjectGroup, ProjectTable
from tertial.economy.projects.actions.tables import (
    archive_table,
    copy_groups,
    remove_group,
    restore_table,
    save_group,
    save_table,
)
from tertial.economy.projects.addresses import table_url, tables_url
from tertial.economy.projects.forms.project import groups_of
from tertial.economy.projects.forms.table import GroupForm, TableForm, free_key
from tertial.economy.projects.queries.layout import layout_for, tables_at
from tertial.economy.projects.views.places import at_former_addresses, table_at
from tertial.organisation import gate
from tertial.organisation.queries import municipality_of
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter, last_workplace, unit_at
from tertial.things.rights import Right


@require_GET
def declared(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every table that concerns the unit, in use and put away, with what can be done to it."""
    workplace = enter(request, code, period)
    person = person_of(request)
    tables = list(tables_at(workplace.unit))
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "tables": [
            {
                "table": table,
                "layout": layout_for(table),
                "columns": ", ".join(_column_words(table, workplace.period.year)),
                "may_declare": gate.permits(person, gate.PLAN, table),
            }
            for table in tables
        ],
        "trail": _trail(workplace),
    }
    return render(request, "economy/projects/declared.html", context)


def _column_words(table: ProjectTable, year: int) -> list[str]:
    layout = layout_for(table)
    return [layout.heading(column, year) for column in layout.shape.printed]


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new table of the unit; `?like=` begins from another, with its groups."""
    workplace = enter(request, code, period, Right.PLAN)
    tables = tables_at(workplace.unit)
    like = tables.filter(key=request.GET.get("like", "")).first()
    form = TableForm(request.POST or None, tables=tables.filter(archived_at=None), like=like)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="caption"):
            saved = _declared(request, workplace, form, like)
            messages.success(request, _("The table is declared. Add its rows next."), extra_tags=undo_address(saved))
            return redirect(table_url(workplace.code, workplace.period, saved))
    title = _("New table") if like is None else _("New table like “%(table)s”") % {"table": excerpt(like.caption)}
    return _form(request, workplace, form, title, tables_url(workplace.code, workplace.period))


@transaction.atomic
def _declared(request: HttpRequest, workplace: Workplace, form: TableForm, like: ProjectTable | None) -> ProjectTable:
    """The table, with the groups of the one it is made like."""
    by, unit = person_of(request), workplace.unit
    municipality = municipality_of(unit)
    taken = set(ProjectTable.objects.filter(municipality=municipality).values_list("key", flat=True))
    key = form.cleaned_data["key"] or free_key(form.cleaned_data["caption"], taken)
    saved = save_table(by=by, unit=unit, key=key, declared=form.declared())
    if like is not None and saved.rows_of is None:
        copy_groups(by=by, source=like.rows_of or like, target=saved)
    return saved


def _addressed(request: HttpRequest, code: str, slug: str, **_address: str) -> dict[str, Any]:
    return {"pk": table_at(unit_at(person_of(request), code), slug).pk}


@require_http_methods(["GET", "POST"])
@at_former_addresses
@edits(ProjectTable, _addressed)
def change(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """What is declared of a table, for the unit it belongs to and every unit below."""
    workplace = enter(request, code, period)
    table = table_at(workplace.unit, slug)
    gate.check(person_of(request), gate.PLAN, table)
    tables = tables_at(table.unit).filter(archived_at=None)
    form = TableForm(request.POST or None, tables=tables, table=table, edits=table)
    url = table_url(workplace.code, workplace.period, table)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="caption"):
            saved = save_table(
                by=person_of(request), unit=table.unit, key=table.key, declared=form.declared(), table=table
            )
            messages.success(request, _("The table is saved."), extra_tags=undo_address(saved))
            return redirect(url)
    more = {
        "table": table,
        "slug": table.key,
        "groups": groups_of(table.rows_of or table),
        "takes_groups": table.rows_of is None,
    }
    return _form(request, workplace, form, _("Columns, words and signs"), url, **more)


def _form(
    request: HttpRequest,
    workplace: Workplace,
    form: TableForm,
    title: str,
    cancel_url: str,
    **more: Any,  # noqa: ANN401
) -> HttpResponse:
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "form": form,
        "title": title,
        "cancel_url": cancel_url,
        "trail": _trail(workplace),
        **more,
    }
    return render(request, "economy/projects/declaration.html", context, status=422 if form.errors else 200)


def _trail(workplace: Workplace) -> list[tuple[str, str]]:
    return [(_("Projects and grants"), tables_url(workplace.code, workplace.period))]


@require_POST
def archive(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """Puts a table away, with an undo in the message."""
    workplace = enter(request, code, period)
    table = archive_table(by=person_of(request), table=table_at(workplace.unit, slug))
    text = _("“%(table)s” is archived.") % {"table": excerpt(table.caption)}
    messages.success(request, text, extra_tags=undo_address(table))
    return redirect("economy:project_tables", workplace.code, workplace.period.key)


@require_POST
def restore(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """Brings back a table that was put away."""
    workplace = enter(request, code, period)
    table = restore_table(by=person_of(request), table=table_at(workplace.unit, slug))
    messages.success(request, _("“%(table)s” is back.") % {"table": excerpt(table.caption)})
    return redirect("economy:project_tables", workplace.code, workplace.period.key)


@require_http_methods(["GET", "POST"])
@at_former_addresses
def group_add(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """A new heading, stage or state of a table."""
    workplace = enter(request, code, period)
    table = table_at(workplace.unit, slug)
    gate.check(person_of(request), gate.PLAN, table)
    form = GroupForm(request.POST or None)
    url = _declaration_url(workplace, table)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            save_group(by=person_of(request), table=table.rows_of or table, **form.cleaned_data)
            messages.success(request, _("The group is added."))
            return redirect(url)
    return form_page(request, form, _("New group"), url, submit=_("Add"))


@require_http_methods(["GET", "POST"])
@edits(ProjectGroup, ref="group_ref")
def group_change(request: HttpRequest, group_ref: Ref) -> HttpResponse:
    """Name, key, meaning and order of a group."""
    group, workplace = _enter_group(request, group_ref)
    gate.check(person_of(request), gate.PLAN, group.table)
    initial = {"name": group.name, "key": group.key, "state": group.state, "position": group.position}
    form = GroupForm(request.POST or None, initial=initial, edits=group)
    url = _declaration_url(workplace, group.table)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            save_group(by=person_of(request), table=group.table, group=group, **form.cleaned_data)
            messages.success(request, _("The group is saved."))
            return redirect(url)
    return form_page(request, form, _("Change the group"), url, about=group.name)


@require_POST
def group_remove(request: HttpRequest, group_ref: Ref) -> HttpResponse:
    """Takes a group away that no project has stood in."""
    group, workplace = _enter_group(request, group_ref)
    table = group.table
    remove_group(by=person_of(request), group=group)
    messages.success(request, _("The group is removed."))
    return redirect(_declaration_url(workplace, table))


def _enter_group(request: HttpRequest, group_ref: Ref) -> tuple[ProjectGroup, Workplace]:
    """A group in its table's unit, in the period last worked in, so that the way back leads there."""
    group = get_object_or_404(ProjectGroup.objects.select_related("table__unit"), ref=group_ref)
    last = last_workplace(request)
    return group, enter(request, group.table.unit, last[1] if last else str(timezone.localdate().year))


def _declaration_url(workplace: Workplace, table: ProjectTable) -> str:
    return reverse("economy:project_words", args=[workplace.code, workplace.period.key, table.key])
