"""Pages of a text: writing it, its figures, its history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.policies import Hidden, NotAllowed
from tertial.common.wording import sentence
from tertial.domain.document import refs, rich_text_to_json
from tertial.domain.document.difference import difference
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.organisation.workplace import enter
from tertial.texts import queries, reading
from tertial.texts.actions import Conflict, Resolution, Saved, restore_version, save_text
from tertial.texts.attachments.queries import attachments_of
from tertial.texts.figures import FiguresOf, printed
from tertial.texts.forms import read_save, read_typed
from tertial.texts.guarded import text_at
from tertial.texts.models import TextSection, TextVersion
from tertial.texts.plain_editing import as_typed, from_typed
from tertial.texts.reading import document_for_editor, html_of, rich_text_of
from tertial.texts.subjects import TextPlace, UnknownText, text_place

VERSIONS_A_PAGE = 20


@require_http_methods(["GET", "PUT", "POST"])
def section(request: HttpRequest, subject: Ref, slot: str, period: str) -> HttpResponse:
    """The text on a page of its own; PUT is the editor saving, POST the form that works without JavaScript."""
    place = _place(subject, slot, period)
    if request.method == "PUT":
        return _autosave(request, place)
    enter(request, place.unit, place.period)
    if request.method == "POST":
        return _save_typed(request, place)
    return _section_page(request, place)


def _autosave(request: HttpRequest, place: TextPlace) -> JsonResponse:
    try:
        gate.check(person_of(request), gate.REPORT, text_at(place))
        sent = read_save(request.body)
        result = save_text(by=person_of(request), **_address(place), **sent)
    except DomainError as error:
        status = 404 if isinstance(error, Hidden) else 403 if isinstance(error, NotAllowed) else 422
        return JsonResponse({"error": sentence(error.message)}, status=status)
    stands = result.section
    answer = {"revision": stands.revision, "saved_at": stands.saved_at.isoformat() if stands.saved_at else None}
    if isinstance(result, Saved):
        return JsonResponse(answer)
    author = stands.saved_by.name if stands.saved_by else ""
    html = html_of(stands.document, FiguresOf(place.subject, place.period))
    document = document_for_editor(stands.document)
    return JsonResponse({**answer, "document": document, "author": author, "html": html}, status=409)


def _save_typed(request: HttpRequest, place: TextPlace) -> HttpResponse:
    gate.check(person_of(request), gate.REPORT, text_at(place))
    stored = queries.section_at(place)
    sent = read_typed(request.POST)
    mine = rich_text_to_json(from_typed(sent.text, rich_text_of(stored.document)))
    theirs = sent.resolution is Resolution.THEIRS
    try:
        result = save_text(
            by=person_of(request),
            **_address(place),
            document=document_for_editor(stored.document) if theirs else mine,
            revision=sent.revision,
            resolution=sent.resolution,
            discarded=mine if theirs else None,
        )
    except NotAllowed:
        raise
    except DomainError as error:
        return _section_page(request, place, typed=sent.text, error=sentence(error.message), status=422)
    if isinstance(result, Conflict):
        return _conflict_page(request, place, result.section, sent.text)
    messages.success(request, _("The text is saved."))
    return redirect(_url("section", place))


def _section_page(
    request: HttpRequest, place: TextPlace, *, typed: str | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    stored = queries.section_at(place)
    may_write = _may_write(request, place)
    figures = FiguresOf(place.subject, place.period)
    earlier = {place.subject: place.about.earlier} if place.about.earlier else {}
    context = {
        **_frame(place),
        "texts": reading.page_texts(
            unit=place.unit,
            subjects=[place.subject],
            period=place.period,
            earlier=earlier,
            figures=figures,
            writable=[place.subject] if may_write else (),
            closed={(place.subject, place.slot): why} if (why := place.about.why_closed(place.slot)) else {},
        ),
        "section": stored,
        "attachments": attachments_of([stored.pk])[stored.pk] if stored.pk else [],
        "archived": stored.attachments.exclude(archived_at=None) if stored.pk and may_write else [],
        "may_write": may_write,
        "typed": as_typed(rich_text_of(stored.document)) if typed is None else typed,
        "figure_choices": list(figures.choices()) if may_write else [],
        "error": error,
    }
    return render(request, "texts/section_page.html", context, status=status)


def _conflict_page(request: HttpRequest, place: TextPlace, stands: TextSection, typed: str) -> HttpResponse:
    figures = FiguresOf(place.subject, place.period)
    theirs = rich_text_of(stands.document)
    mine = from_typed(typed, theirs)
    context = {
        **_frame(place),
        "section": stands,
        "typed": typed,
        "theirs": html_of(stands.document, figures),
        "mine": html_of(rich_text_to_json(mine), figures),
        "difference": difference(theirs, mine, lambda ref: printed(figures, ref)),
    }
    return render(request, "texts/conflict.html", context, status=409)


@require_GET
def figures(request: HttpRequest, subject: Ref, slot: str, period: str) -> JsonResponse:
    """The figures that can be put in the text, as they are now."""
    place = _place(subject, slot, period)
    enter(request, place.unit, place.period)
    source = FiguresOf(subject, place.period)
    offered = {each.ref: {"ref": each.ref, "label": each.label, "text": each.text} for each in source.choices()}
    # What stands in the text already is shown by its figure, also where it is not among those that are offered.
    for ref in refs(rich_text_of(queries.section_at(place).document)):
        if ref not in offered and source.figure(ref) is not None:
            offered[ref] = {"ref": ref, "label": _("In the text now"), "text": printed(source, ref)}
    return JsonResponse(list(offered.values()), safe=False)


@require_GET
def history(request: HttpRequest, subject: Ref, slot: str, period: str) -> HttpResponse:
    """Every version of the text, who wrote it and what it changed."""
    place = _place(subject, slot, period)
    enter(request, place.unit, place.period)
    paginator = Paginator(reading.versions_of(queries.section_at(place)), VERSIONS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    entries = reading.history_of(list(page.object_list), FiguresOf(subject, place.period))
    context = {**_frame(place, "section"), "page": page, "pages": paginator.get_elided_page_range(page.number)}
    return render(request, "texts/history.html", {**context, "entries": entries})


@require_GET
def version(request: HttpRequest, subject: Ref, slot: str, period: str, number: int) -> HttpResponse:
    """One version in full, and what it changed: against the text before it, or against `?mot=` another version."""
    place = _place(subject, slot, period)
    enter(request, place.unit, place.period)
    stored, shown = queries.section_at(place), _version(place, number)
    against = request.GET.get("mot", "")
    number_of_other = int(against) if against.isascii() and against.isdecimal() and len(against) < 10 else None
    other = _version(place, number_of_other) if number_of_other is not None else reading.version_before(shown)
    figures = FiguresOf(subject, place.period)
    context = {
        **_frame(place, "section", "history"),
        "section": stored,
        "version": shown,
        "other": other,
        "others": reading.versions_of(stored).exclude(pk=shown.pk).defer("document", "plain_text"),
        "difference": reading.compare(other, shown, figures),
        "html": html_of(shown.document, figures),
        "is_current": shown.document == stored.document,
        "may_write": _may_write(request, place),
    }
    return render(request, "texts/version.html", context)


@require_POST
def restore(request: HttpRequest, subject: Ref, slot: str, period: str, number: int) -> HttpResponse:
    """Makes a version the current text again; the one that stood stays in the history."""
    place = _place(subject, slot, period)
    enter(request, place.unit, place.period)
    gate.check(person_of(request), gate.REPORT, text_at(place))
    revision = read_typed(request.POST).revision
    result = restore_version(by=person_of(request), version=_version(place, number), revision=revision)
    if isinstance(result, Conflict):
        messages.error(request, _("Nothing was restored: the text has changed since you opened the page. Look again."))
        return redirect(_url("history", place))
    messages.success(request, _("Version %(number)s is the text again.") % {"number": number})
    return redirect(_url("section", place))


def _place(subject: Ref, slot: str, period: str) -> TextPlace:
    try:
        return text_place(subject, slot, Period.parse(period))
    except UnknownText as error:
        raise Http404(sentence(error.message)) from error


def _may_write(request: HttpRequest, place: TextPlace) -> bool:
    return gate.may(person_of(request), gate.REPORT, text_at(place), place.period)


def _version(place: TextPlace, number: int) -> TextVersion:
    address = {"section__subject": place.subject, "section__slot": place.slot, "section__period": place.period.key}
    return get_object_or_404(TextVersion.objects.select_related("saved_by", "restored_from"), **address, number=number)


def _address(place: TextPlace) -> dict[str, Any]:
    return {"unit": place.unit, "subject": place.subject, "slot": place.slot, "period": place.period.key}


def _url(name: str, place: TextPlace) -> str:
    return reverse(Ref("texts", name), args=[place.subject, place.slot, place.period.key])


def _frame(place: TextPlace, *above: str) -> dict[str, Any]:
    """What every page of a text shows: where it belongs, and the way back there."""
    labels = {"section": place.label, "history": _("History")}
    trail = [(place.about.label, place.about.url), *((labels[name], _url(name, place)) for name in above)]
    return {"place": place, "trail": trail, "address": [place.subject, place.slot, place.period.key]}
