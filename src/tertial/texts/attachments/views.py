"""Pages of pictures and tables under texts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.domain.document.pasted_table import (
    PastedTable,
    as_pasted,
    pasted_as_table,
    pasted_from_json,
    read_pasted,
)
from tertial.domain.period import Period
from tertial.organisation.roles import Right
from tertial.organisation.workplace import enter
from tertial.texts import policies
from tertial.texts.attachments import actions
from tertial.texts.attachments.files import media_type_of, picture_content
from tertial.texts.attachments.forms import PictureForm, TableForm
from tertial.texts.models import Attachment, AttachmentKind
from tertial.texts.subjects import TextPlace, UnknownText, text_place


@require_http_methods(["GET", "POST"])
def new_picture(request: HttpRequest, subject: str, slot: str, period: str) -> HttpResponse:
    """A picture to put under a text."""
    return _picture_form(request, _writable(request, _at(subject, slot, period)), None)


@require_http_methods(["GET", "POST"])
def new_table(request: HttpRequest, subject: str, slot: str, period: str) -> HttpResponse:
    """A table to paste under a text."""
    return _table_form(request, _writable(request, _at(subject, slot, period)), None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A picture or table as it stands, to be changed."""
    attachment, place = _found(attachment_id)
    form = _picture_form if attachment.kind == AttachmentKind.PICTURE else _table_form
    return form(request, _writable(request, place), attachment)


@require_GET
def picture(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """The picture's file, for whoever may read the text."""
    attachment, place = _found(attachment_id)
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
def move(request: HttpRequest, attachment_id: int, direction: str) -> HttpResponse:
    """Puts an attachment one step up (`upp`) or down (`ned`)."""
    attachment, place = _found(attachment_id)
    actions.move_attachment(by=person_of(request), place=place, attachment=attachment, down=direction == "ned")
    return redirect(_address(place))


@require_POST
def archive(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Takes an attachment away, with an undo in the message."""
    attachment, place = _found(attachment_id)
    actions.archive_attachment(by=person_of(request), place=place, attachment=attachment)
    messages.success(
        request,
        _("“%(name)s” is taken away.") % {"name": attachment},
        extra_tags=reverse("texts:attachment_restore", args=[attachment.pk]),
    )
    return redirect(_address(place))


@require_POST
def restore(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Brings an attachment back."""
    attachment, place = _found(attachment_id)
    actions.restore_attachment(by=person_of(request), place=place, attachment=attachment)
    messages.success(request, _("“%(name)s” is back.") % {"name": attachment})
    return redirect(_address(place))


def _picture_form(request: HttpRequest, place: TextPlace, attachment: Attachment | None) -> HttpResponse:
    initial = {"alternative": attachment.alternative, "caption": attachment.caption} if attachment else {}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PictureForm(*sent, file_stands=attachment is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="file"):
            actions.save_picture(by=person_of(request), place=place, attachment=attachment, **form.cleaned_data)
            messages.success(request, _("The picture is saved."))
            return redirect(_address(place))
    title = _("Change the picture") if attachment else _("New picture")
    context = {"form": form, "title": title, "attachment": attachment}
    return _page(request, "texts/attachments/picture_form.html", place, context, failed=bool(form.errors))


def _table_form(request: HttpRequest, place: TextPlace, attachment: Attachment | None) -> HttpResponse:
    table = pasted_from_json(attachment.table) if attachment else None
    initial = {"caption": attachment.caption, "pasted": as_pasted(table)} if attachment and table else {}
    sent = request.POST if request.method == "POST" else None
    form = TableForm(sent, columns=table.columns if table else (), initial=initial)
    if request.method == "POST":
        table, form = _read(request, form)
        if table is not None and form.is_valid():
            with refusals_shown_in(form, beside="pasted"):
                caption = form.cleaned_data["caption"]
                actions.save_table(
                    by=person_of(request), place=place, caption=caption, table=table, attachment=attachment
                )
                messages.success(request, _("The table is saved."))
                return redirect(_address(place))
    shown = (
        pasted_as_table(table, form["caption"].value() or _("The table as it will be printed"), "") if table else None
    )
    context = {
        "form": form,
        "title": _("Change the table") if attachment else _("New table"),
        "table": shown,
        "words_among_figures": table.words_among_figures() if table else (),
    }
    return _page(request, "texts/attachments/table_form.html", place, context, failed=bool(form.errors))


def _read(request: HttpRequest, form: TableForm) -> tuple[PastedTable | None, TableForm]:
    """The table in what was sent, and the form with a field for each of its columns."""
    form.full_clean()
    table = None
    with refusals_shown_in(form, beside="pasted"):
        table = read_pasted(request.POST.get("pasted", ""), headings="headings" in request.POST)
        table = table.with_kinds(TableForm(request.POST).kinds(table.columns))
        only_looking = {"headings": False, **request.POST.dict()}
        form = (
            TableForm(columns=table.columns, initial=only_looking)
            if "look" in request.POST
            else TableForm(request.POST, columns=table.columns)
        )
    return table, form


def _page(
    request: HttpRequest, template: str, place: TextPlace, context: dict[str, Any], *, failed: bool
) -> HttpResponse:
    trail = [(place.about.label, place.about.url), (place.label, _address(place))]
    frame = {"place": place, "trail": trail, "cancel_url": _address(place)}
    return render(request, template, {**frame, **context}, status=422 if failed else 200)


def _at(subject: str, slot: str, period: str) -> TextPlace:
    try:
        return text_place(subject, slot, Period.parse(period))
    except UnknownText as error:
        raise Http404 from error


def _found(attachment_id: int) -> tuple[Attachment, TextPlace]:
    attachment = get_object_or_404(Attachment.objects.select_related("section"), pk=attachment_id)
    section = attachment.section
    return attachment, _at(section.subject, section.slot, section.period)


def _writable(request: HttpRequest, place: TextPlace) -> TextPlace:
    enter(request, place.unit, place.period)
    policies.check_write(person_of(request), place.unit, place.subject, place.slot, place.period)
    return place


def _address(place: TextPlace) -> str:
    return reverse("texts:section", args=[place.subject, place.slot, place.period.key]) + "#attachments"
