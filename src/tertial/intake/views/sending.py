"""Sending files, and the steps from there to what they bring."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.exports import as_response
from tertial.common.forms import refusals_shown_in
from tertial.common.stored_messages import from_json
from tertial.common.uploads import takes_uploads
from tertial.common.wording import sentence
from tertial.domain.ref import Ref
from tertial.domain.workflow.imports import IMPORTING, ImportAct
from tertial.intake.actions import (
    ask_to_apply,
    ask_to_read,
    discard_staged,
    receive_files,
    set_mapping,
    stop_reading,
)
from tertial.intake.adapter import Adapter
from tertial.intake.forms import MOST_BYTES, TOO_LARGE, Data, SendForm
from tertial.intake.models import StagedImport
from tertial.intake.queries.work import work_on
from tertial.intake.views.places import ImportPlace, enter_place, past_of, staged_at


@takes_uploads(MOST_BYTES, TOO_LARGE)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str, period: str, source: Adapter) -> HttpResponse:
    """Choosing files to import."""
    place = enter_place(request, code, period, source, to_import=True)
    given: list[Data] = [request.POST, request.FILES] if request.method == "POST" else []
    form = source.send_form(place.unit, *given)
    form.initial = {**form.initial, **request.GET.dict()}
    if form.is_bound and form.is_valid():
        with refusals_shown_in(form, beside="sent"):
            staged = _received(request, place, form)
            return redirect(place.address("staged", staged.ref))
    context = {
        **place.frame(),
        "form": form,
        "examples": source.examples(place.unit).items(),
        "cancel_url": place.address("imports"),
        "title": _("Import files"),
    }
    return render(request, "intake/send.html", context, status=422 if form.errors else 200)


@require_GET
def example(request: HttpRequest, code: str, period: str, source: Adapter, name: str) -> HttpResponse:
    """A file to begin with, with the right headings."""
    place = enter_place(request, code, period, source)
    word, _point, file_type = name.rpartition(".")
    table = source.examples(place.unit).get(word)
    if table is None:
        raise Http404
    return as_response(table, file_type, word)


def staged_import(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Where sent files stand: how they will be read, how far that has come, or what they would bring."""
    place = enter_place(request, code, period, source, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, sent)
    if not staged.brought:
        return _page(request, place, staged)
    made = past_of(place, staged.ref, staged.brought)
    if made is not None and made.take_back:
        messages.success(request, _("The files are imported."), extra_tags=made.take_back)
    return redirect(made.page if made and made.page else place.address("imports"))


@require_POST
def read(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Takes what was said of how the files are read, and reads them."""
    place = enter_place(request, code, period, source, to_import=True)
    staged = staged_at(place, sent)
    form = source.answers_form(staged, request.POST)
    if form is None:
        return read_again(request, code, period, source, sent)
    if form.is_valid():
        with refusals_shown_in(form):
            staged = set_mapping(by=person_of(request), staged=staged, mapping=form.answers())
            ask_to_read(by=person_of(request), staged=staged)
            return redirect(place.address("staged", staged.ref))
    return _page(request, place, staged, form=form)


@require_POST
def read_again(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Reads the files once more, in the way that was said already."""
    place = enter_place(request, code, period, source, to_import=True)
    staged = staged_at(place, sent)
    ask_to_read(by=person_of(request), staged=staged)
    return redirect(place.address("staged", staged.ref))


@require_POST
def stop(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Stops the reading; the files stay."""
    place = enter_place(request, code, period, source, to_import=True)
    staged = stop_reading(by=person_of(request), staged=staged_at(place, sent))
    messages.success(request, _("The reading is stopped; the files are still here."))
    return redirect(place.address("staged", staged.ref))


def progress(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """How far the work has come, asked for every second; goes to the whole page when it is done."""
    place = enter_place(request, code, period, source, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, sent)
    if staged.is_at_work:
        context = {**place.frame(), "staged": staged, "work": work_on(staged), "said": request.GET.get("said", "")}
        return render(request, "intake/progress.html", context)
    answer = HttpResponse()
    answer["HX-Redirect"] = place.address("staged", staged.ref)
    return answer


@require_POST
def apply(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Has what the preview told of imported."""
    place = enter_place(request, code, period, source, to_import=True)
    staged = staged_at(place, sent)
    said, seen = request.POST.get("closed_through", ""), request.POST.get("reading", "")
    closed = int(said) if said.isdecimal() else None
    ask_to_apply(by=person_of(request), staged=staged, seen=seen, closed_through=closed)
    return redirect(place.address("staged", staged.ref))


@require_POST
def discard(request: HttpRequest, code: str, period: str, source: Adapter, sent: Ref) -> HttpResponse:
    """Throws sent files away that were not imported."""
    place = enter_place(request, code, period, source, to_import=True)
    discard_staged(by=person_of(request), staged=staged_at(place, sent))
    messages.success(request, _("The files were discarded; nothing was saved."))
    return redirect(place.address("imports"))


def _received(request: HttpRequest, place: ImportPlace, form: SendForm) -> StagedImport:
    answers = form.cleaned_data
    staged = receive_files(
        by=person_of(request),
        unit=place.unit,
        year=place.workplace.period.year,
        source=place.source.sent_as,
        kind=answers.get("kind", ""),
        source_system=answers.get("source_system", ""),
        files=answers["sent"],
    )
    # The first time with new headings someone looks at the columns.
    if staged.known:
        ask_to_read(by=person_of(request), staged=staged)
    return staged


def _page(request: HttpRequest, place: ImportPlace, staged: StagedImport, form: BaseForm | None = None) -> HttpResponse:
    source, acts = place.source, IMPORTING.offered(staged.stands)
    beside = source.beside(place.workplace, staged)
    shown = ImportAct.APPLY in acts and staged.preview and form is None
    context = {
        **place.frame(),
        **beside,
        "staged": staged,
        "what": source.what(staged),
        "work": work_on(staged) if staged.is_at_work else None,
        "acts": acts,
        "number": staged.ref,
        "error": sentence(from_json(staged.error)) if staged.error else beside.get("unreadable", ""),
        "asked": [sentence(from_json(one["message"])) for one in staged.asks],
        "said": [sentence(from_json(one)) for one in staged.said],
        "is_question": bool(staged.error and staged.error.get("asks")),
        "may_try_again": bool(staged.error and staged.error.get("again")),
        "form": form or (source.answers_form(staged) if ImportAct.READ in acts else None),
        "preview": source.page(staged) if shown else None,
    }
    return render(request, "intake/staged.html", context, status=422 if form is not None else 200)
