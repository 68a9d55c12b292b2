"""Pages of the layouts of statements: which accounts and activities belong to each row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.common.editing import edits
from tertial.common.exports import as_response
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.common.from_year import FromYearForm
from tertial.common.period_words import years_words
from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.domain.validity import LATEST, last_year
from tertial.economy.actions.statement_layout import ROW_FIELDS, begin_layout, remove_statement, save_statement
from tertial.economy.coding.amount_preview import preview_of
from tertial.economy.coding.layout_forms import LayoutForm, RowForm, free_key
from tertial.economy.coding.layout_limits import limits_in_words
from tertial.economy.coding.layout_reading import as_table, read_layout
from tertial.economy.coding.places import (
    Settings,
    enter_settings,
    enter_to_change,
    layout_at,
    layout_url,
    layouts_trail,
    say,
)
from tertial.economy.ledger.styles import style_of
from tertial.economy.models import Statement, StatementRow

_RESERVED = {"ny"}


def _of_the_municipality(request: HttpRequest, statement: str, **_address: str) -> dict[str, Any]:
    return {"municipality": enter_settings(request).municipality, **layout_at(statement)}


@require_GET
def layouts(request: HttpRequest) -> HttpResponse:
    """The layouts of the municipality, each with how many remarks it has."""
    settings = enter_settings(request)
    every = list(_all(settings).prefetch_related("rows"))
    statements = [each for each in every if last_year(each, [one for one in every if one.key == each.key]) is None]
    context = {
        "municipality": settings.municipality,
        "may_change": settings.may_change,
        "readings": [read_layout(statement) for statement in statements],
    }
    return render(request, "economy/coding/layouts.html", context)


@require_GET
def layout(request: HttpRequest, statement: str) -> HttpResponse:
    """A layout with what belongs to each row, and what belongs to none or to several."""
    settings = enter_settings(request)
    found = _found(settings, statement)
    same = list(_all(settings).filter(key=found.key))
    context = {
        "may_change": settings.may_change,
        "statement": found,
        "versions": [
            (layout_url(each), years_words(each.valid_from, last_year(each, same)), each == found) for each in same
        ],
        "reading": read_layout(found),
        "trail": layouts_trail(),
        "limits": limits_in_words(found),
        "preview": preview_of(settings.municipality, style_of(found, LATEST), found),
    }
    return render(request, "economy/coding/layout.html", context)


@require_GET
def layout_file(request: HttpRequest, statement: str, file_type: str) -> HttpResponse:
    """The layout as a file."""
    found = _found(enter_settings(request), statement)
    return as_response(as_table(read_layout(found)), file_type, f"{found.municipality.code}-{found.key}-uppstallning")


@require_http_methods(["GET", "POST"])
def layout_new(request: HttpRequest) -> HttpResponse:
    """A new statement; its rows are added after it."""
    settings = enter_to_change(request)
    form = LayoutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="title"):
            taken = set(_all(settings).values_list("key", flat=True)) | _RESERVED
            key = free_key(form.cleaned_data["title"], taken)
            saved = save_statement(
                by=settings.person, municipality=settings.municipality, key=key, values=form.values(), rows=[]
            )
            say(request, saved, _("“%(name)s” is added. Add its rows next.") % {"name": saved})
            return redirect(layout_url(saved))
    return form_page(request, form, _("New statement"), layouts_trail()[-1][1], submit=_("Add"), trail=layouts_trail())


@require_http_methods(["GET", "POST"])
@edits(Statement, _of_the_municipality)
def layout_change(request: HttpRequest, statement: str) -> HttpResponse:
    """Heading, scope and thresholds of a statement."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    form = LayoutForm(request.POST or None, statement=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="title"):
            rows = [_as_given(row) for row in found.rows.all()]
            _save(settings, found, rows, form.values())
            say(request, found, _("“%(name)s” is saved.") % {"name": form.cleaned_data["title"]})
            return redirect(layout_url(found))
    title = _("Change “%(name)s”") % {"name": found.title}
    return form_page(request, form, title, layout_url(found), trail=_trail(found))


@require_http_methods(["GET", "POST"])
def layout_begin(request: HttpRequest, statement: str) -> HttpResponse:
    """A layout of its own from a year on, copied from the one before."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    form = FromYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="year"):
            made = begin_layout(by=settings.person, statement=found, year=form.cleaned_data["year"])
            text = _("There is a layout from %(year)s, the same as before. Change it; earlier years keep theirs.")
            say(request, made, text % {"year": made.valid_from})
            return redirect(layout_url(made))
    title = _("Other rows from a year on: %(name)s") % {"name": found.title}
    submit = _("Copy the layout and begin")
    return form_page(request, form, title, layout_url(found), submit=submit, trail=_trail(found))


@require_POST
@edits(Statement, _of_the_municipality)
def layout_remove(request: HttpRequest, statement: str) -> HttpResponse:
    """Takes a statement away, with an undo in the message."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    remove_statement(by=settings.person, statement=found)
    say(request, found, _("“%(name)s” is removed.") % {"name": found.title})
    return redirect("economy:layouts")


@require_http_methods(["GET", "POST"])
@edits(Statement, _of_the_municipality)
def row_new(request: HttpRequest, statement: str) -> HttpResponse:
    """A new row."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    stored = list(found.rows.all())
    form = RowForm(request.POST or None, rows=stored)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="label"):
            rows = [_as_given(row) for row in stored]
            keys = [row["key"] for row in rows]
            given = form.values() | {"key": free_key(form.cleaned_data["label"], {*keys, *_RESERVED})}
            after = form.cleaned_data.get("after", "")
            rows.insert(keys.index(after) + 1 if after in keys else 0, given)
            return _saved(request, settings, found, rows, _("“%(name)s” is added.") % {"name": given["label"]})
    return form_page(request, form, _("New row"), layout_url(found), submit=_("Add"), trail=_trail(found))


@require_http_methods(["GET", "POST"])
@edits(Statement, _of_the_municipality)
def row_change(request: HttpRequest, statement: str, row_key: str) -> HttpResponse:
    """Label and mapping of a row."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    row = get_object_or_404(found.rows, key=row_key)
    stored = list(found.rows.all())
    form = RowForm(request.POST or None, rows=stored, row=row)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="label"):
            given = {"key": row.key, "parts": [], **form.values()}
            rows = [given if each.pk == row.pk else _as_given(each) for each in stored]
            return _saved(request, settings, found, rows, _("“%(name)s” is saved.") % {"name": given["label"]})
    title = _("Change “%(name)s”") % {"name": row.label}
    return form_page(request, form, title, layout_url(found), trail=_trail(found))


@require_POST
@edits(Statement, _of_the_municipality)
def row_move(request: HttpRequest, statement: str, row_key: str) -> HttpResponse:
    """Moves a row one step up, or down when `down` is posted."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    row = get_object_or_404(found.rows, key=row_key)
    rows = [_as_given(each) for each in found.rows.all()]
    at = next(number for number, each in enumerate(rows) if each["key"] == row_key)
    to = at + 1 if "down" in request.POST else at - 1
    if not 0 <= to < len(rows):
        return redirect(layout_url(found))
    rows[at], rows[to] = rows[to], rows[at]
    return _saved_or_told(request, settings, found, rows, _("“%(name)s” is moved.") % {"name": row.label})


@require_POST
@edits(Statement, _of_the_municipality)
def row_remove(request: HttpRequest, statement: str, row_key: str) -> HttpResponse:
    """Takes a row away."""
    settings = enter_to_change(request)
    found = _found(settings, statement)
    row = get_object_or_404(found.rows, key=row_key)
    rows = [_as_given(each) for each in found.rows.all() if each.pk != row.pk]
    return _saved_or_told(request, settings, found, rows, _("“%(name)s” is removed.") % {"name": row.label})


def _saved(
    request: HttpRequest, settings: Settings, statement: Statement, rows: Sequence[dict[str, Any]], text: str
) -> HttpResponse:
    _save(settings, statement, rows, {})
    say(request, statement, text)
    return redirect(layout_url(statement))


def _save(settings: Settings, statement: Statement, rows: Sequence[dict[str, Any]], values: Mapping[str, Any]) -> None:
    save_statement(
        by=settings.person,
        municipality=statement.municipality,
        key=statement.key,
        valid_from=statement.valid_from,
        values=values,
        rows=rows,
    )


def _saved_or_told(
    request: HttpRequest, settings: Settings, statement: Statement, rows: Sequence[dict[str, Any]], text: str
) -> HttpResponse:
    try:
        return _saved(request, settings, statement, rows, text)
    except DomainError as error:
        messages.error(request, sentence(error.message))
        return redirect(layout_url(statement))


def _as_given(row: StatementRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ROW_FIELDS}


def _all(settings: Settings) -> QuerySet[Statement]:
    return Statement.objects.filter(municipality=settings.municipality).select_related("municipality")


def _found(settings: Settings, address: str) -> Statement:
    return get_object_or_404(_all(settings).prefetch_related("rows"), **layout_at(address))


def _trail(statement: Statement) -> Sequence[tuple[str, str]]:
    return layouts_trail((statement.title, layout_url(statement)))
