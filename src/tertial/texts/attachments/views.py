"""Pages of pictures and tables under texts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.domain.document import Table
from tertial.domain.document.pasted_table import (
    PastedTable,
    as_pasted,
    pasted_as_table,
    pasted_from_json,
    read_pasted,
)
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter
from tertial.texts.attachments import actions
from tertial.texts.attachments.files import media_type_of, picture_content, stage_picture
from tertial.texts.attachments.forms import PictureForm, TableForm
from tertial.texts.guarded import text_at
from tertial.texts.models import Attachment, AttachmentKind
from tertial.texts.subjects import TextPlace, UnknownText, text_place
from tertial.things.rights import Right


@require_http_methods(["GET", "POST"])
def new_picture(request: HttpRequest, subject: Ref, slot: str, period: str) -> HttpResponse:
    """A picture to put under a text."""
    return _picture_form(request, _writable(request, _at(subject, slot, period)), None)


@require_http_methods(["GET", "POST"])
def new_table(request: HttpRequest, subject: Ref, slot: str, period: str) -> HttpResponse:
    """A table to paste under a text."""
    return _table_form(request, _writable(request, _at(subject, slot, period)), None)


@require_http_methods(["GET", "POST"])
@edits(Attachment, ref="attachment_ref")
def change(request: HttpRequest, attachment_ref: Ref) -> HttpResponse:
    """A picture or table as it stands, to be changed."""
    attachment, place = _found(attachment_ref)
    form = _picture_form if attachment.kind == AttachmentKind.PICTURE else _table_form
    return form(request, _writable(request, place), attachment)


@require_GET
def picture(request: HttpRequest, attachment_ref: Ref) -> HttpResponse:
    """The picture's file, for whoever may read the text."""
    attachment, place = _found(attachment_ref)
    enter(request, place.unit, place.period, Right.READ)
    if attachment.kind != AttachmentKind.PICTURE:
        return redirect(_address(place))
    try:
        content = picture_content(attachment.file)
    except OSError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=media_type_of(attachment.file))
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
def move(request: HttpRequest, attachment_ref: Ref, direction: str) -> HttpResponse:
    """Puts an attachment one step up (`upp`) or down (`ned`)."""
    attachment, place = _found(attachment_ref)
    actions.move_attachment(by=person_of(request), place=place, attachment=attachment, down=direction == "ned")
    return redirect(_address(place))


@require_POST
def archive(request: HttpRequest, attachment_ref: Ref) -> HttpResponse:
    """Takes an attachment away, with an undo in the message."""
    attachment, place = _found(attachment_ref)
    actions.archive_attachment(by=person_of(request), place=place, attachment=attachment)
    messages.success(
        request,
        _("“%(name)s” is taken away.") % {"name": attachment},
        extra_tags=reverse("texts:attachment_restore", args=[attachment.ref]),
    )
    return redirect(_address(place))


@require_POST
def restore(request: HttpRequest, attachment_ref: Ref) -> HttpResponse:
    """Brings an attachment back."""
    attachment, place = _found(attachment_ref)
    actions.restore_attachment(by=person_of(request), place=place, attachment=attachment)
    messages.success(request, _("“%(name)s” is back.") % {"name": attachment})
    return redirect(_address(place))


def _picture_form(request: HttpRequest, place: TextPlace, attachment: Attachment | None) -> HttpResponse:
    initial = {"alternative": attachment.alternative, "caption": attachment.caption} if attachment else {}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PictureForm(*sent, file_stands=attachment is not None, initial=initial, edits=attachment)
    if request.method == "POST":
        if form.is_valid():
            with refusals_shown_in(form, beside="file"):
                saved = actions.save_picture(
                    by=person_of(request), place=place, attachment=attachment, **form.cleaned_data
                )
                return _saved(request, place, saved, _("The picture is saved."))
        elif form.cleaned_data.get("file"):
            with refusals_shown_in(form, beside="file"):
                form.keep(stage_picture(form.cleaned_data["file"]))
    title = _("Change the picture") if attachment else _("New picture")
    context = {"form": form, "title": title, "attachment": attachment}
    return _page(request, "texts/attachments/picture_form.html", place, context, failed=bool(form.errors))


def _table_form(request: HttpRequest, place: TextPlace, attachment: Attachment | None) -> HttpResponse:
    table = pasted_from_json(attachment.table) if attachment else None
    seen = {*(table.odd_cells() if table else ()), *request.POST.get("shown", "").split("\t")}
    initial = {"caption": attachment.caption, "pasted": as_pasted(table)} if attachment and table else {}
    form = TableForm(columns=table.columns if table else (), initial=initial, edits=attachment)
    stopped = False
    if request.method == "POST":
        table, form = _read(request, TableForm(request.POST, initial=initial, edits=attachment))
        if table is not None and form.is_valid():
            stopped = not seen.issuperset(table.odd_cells())
            saved = None if stopped else _save_table(request, place, attachment, form, table)
            if saved is not None:
                return _saved(request, place, saved, _("The table is saved."))
    context = {
        "form": form,
        "title": _("Change the table") if attachment else _("New table"),
        "table": _as_printed(table, form) if table else None,
        "odd_cells": table.odd_cells() if table else (),
        "marked": table.odd_places() if table else (),
        "stopped": stopped,
    }
    return _page(request, "texts/attachments/table_form.html", place, context, failed=stopped or bool(form.errors))


def _save_table(
    request: HttpRequest, place: TextPlace, attachment: Attachment | None, form: TableForm, table: PastedTable
) -> Attachment | None:
    """The table as it is saved; None where it is refused, which the form then says."""
    with refusals_shown_in(form, beside="pasted"):
        caption = form.cleaned_data["caption"]
        return actions.save_table(
            by=person_of(request), place=place, caption=caption, table=table, attachment=attachment
        )
    return None


def _as_printed(table: PastedTable, form: TableForm) -> Table:
    return pasted_as_table(table, form["caption"].value() or _("The table as it will be printed"), NO_REF)


def _saved(request: HttpRequest, place: TextPlace, attachment: Attachment, text: str) -> HttpResponse:
    messages.success(request, text, extra_tags=undo_address(attachment))
    return redirect(_address(place))


def _read(request: HttpRequest, form: TableForm) -> tuple[PastedTable | None, TableForm]:
    """The table in what was sent, and the form with a field for each of its columns."""
    form.full_clean()
    if form.two_versions:
        return None, form
    table, joined = None, {**request.POST.dict(), **dict(form.data.items())}
    with refusals_shown_in(form, beside="pasted"):
        table = read_pasted(joined.get("pasted", ""), headings="headings" in request.POST)
        table = table.with_kinds(TableForm(request.POST).kinds(table.columns))
        kinds = {f"kind_{number}": column.kind.value for number, column in enumerate(table.columns)}
        sent = {**joined, **kinds}
        going_on: dict[str, Any] = {"columns": table.columns, "edits": form.edits, "began": form.token()}
        form = (
            TableForm(initial={"headings": False, **sent}, **going_on)
            if "look" in request.POST
            else TableForm({name: text for name, text in sent.items() if name != "began"}, **going_on)
        )
    return table, form


def _page(
    request: HttpRequest, template: str, place: TextPlace, context: dict[str, Any], *, failed: bool
) -> HttpResponse:
    trail = [(place.about.label, place.about.url), (place.label, _address(place))]
    frame = {"place": place, "trail": trail, "cancel_url": _address(place)}
    return render(request, template, {**frame, **context}, status=422 if failed else 200)


def _at(subject: Ref, slot: str, period: str) -> TextPlace:
    try:
        return text_place(subject, slot, Period.parse(period))
    except UnknownText as error:
        raise Http404 from error


def _found(attachment_ref: Ref) -> tuple[Attachment, TextPlace]:
    attachment = get_object_or_404(Attachment.objects.select_related("section"), ref=attachment_ref)
    section = attachment.section
    return attachment, _at(section.subject, section.slot, section.period)


def _writable(request: HttpRequest, place: TextPlace) -> TextPlace:
    enter(request, place.unit, place.period)
    text = text_at(place)
    gate.check(person_of(request), gate.REPORT, text)
    if text.closed is not None:
        raise gate.Closed(text.closed)
    return place


def _address(place: TextPlace) -> str:
    return reverse("texts:section", args=[place.subject, place.slot, place.period.key]) + "#attachments"
