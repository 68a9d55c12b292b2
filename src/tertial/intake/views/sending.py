"""Sending files, and the steps from there to the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.common.stored_messages import from_json
from tertial.common.tabular_files import TextTable, first_rows, open_table
from tertial.common.uploads import takes_uploads
from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.domain.ref import Ref
from tertial.domain.workflow.imports import IMPORTING, ImportAct
from tertial.economy.models import LedgerKind
from tertial.intake import uploads
from tertial.intake.actions import (
    ask_to_apply,
    ask_to_read,
    discard_staged,
    receive_files,
    set_mapping,
    stop_reading,
)
from tertial.intake.forms import MOST_BYTES, TOO_LARGE, DimensionsForm, MappingForm, SendForm
from tertial.intake.models import SourceKind, StagedImport
from tertial.intake.preview import Preview
from tertial.intake.queries.closing import closing_asked
from tertial.intake.queries.listing import systems_of
from tertial.intake.queries.preview_page import preview_page
from tertial.intake.queries.work import work_on
from tertial.intake.sie.guess import named_dimensions
from tertial.intake.tabular.columns import ColumnMapping
from tertial.intake.tabular.meanings import could_be_headings
from tertial.intake.views.places import ImportPlace, enter_place, import_at, staged_at

_SAMPLE_ROWS = 6


@takes_uploads(MOST_BYTES, TOO_LARGE)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Choosing files to import."""
    place = enter_place(request, code, period, to_import=True)
    systems = systems_of(place.municipality)
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES, systems=systems)
        if form.is_valid():
            with refusals_shown_in(form, beside="sent"):
                staged = _received(request, place, form)
                return redirect(place.address("staged", staged.ref))
    else:
        form = SendForm(initial={"kind": LedgerKind.OUTCOME}, systems=systems)
    context = {**_frame(place), "form": form, "cancel_url": place.address("imports"), "title": _("Import files")}
    return render(request, "intake/send.html", context, status=422 if form.errors else 200)


def staged_import(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Where sent files stand: how they will be read, how far that has come, or what they would bring."""
    place = enter_place(request, code, period, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, sent)
    if staged.brought:
        return _applied(request, place, staged)
    return _page(request, place, staged)


@require_POST
def read(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Takes what was said about the columns, and reads the files."""
    place = enter_place(request, code, period, to_import=True)
    staged = staged_at(place, sent)
    form = _mapping_form(staged, request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            mapping = form.mapping().as_json() if isinstance(form, MappingForm) else form.cleaned_data
            staged = set_mapping(by=person_of(request), staged=staged, mapping=mapping)
            ask_to_read(by=person_of(request), staged=staged)
            return redirect(place.address("staged", staged.ref))
    return _page(request, place, staged, form=form)


@require_POST
def read_again(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Reads the files once more, in the way that was said already."""
    place = enter_place(request, code, period, to_import=True)
    staged = staged_at(place, sent)
    ask_to_read(by=person_of(request), staged=staged)
    return redirect(place.address("staged", staged.ref))


@require_POST
def stop(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Stops the reading; the files stay."""
    place = enter_place(request, code, period, to_import=True)
    staged = stop_reading(by=person_of(request), staged=staged_at(place, sent))
    messages.success(request, _("The reading is stopped; the files are still here."))
    return redirect(place.address("staged", staged.ref))


def progress(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """How far the work has come, asked for every second; goes to the whole page when it is done."""
    place = enter_place(request, code, period, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, sent)
    if staged.is_at_work:
        context = {**_frame(place), "staged": staged, "work": work_on(staged), "said": request.GET.get("said", "")}
        return render(request, "intake/progress.html", context)
    answer = HttpResponse()
    answer["HX-Redirect"] = place.address("staged", staged.ref)
    return answer


@require_POST
def apply(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Has what the preview told of put into the ledger."""
    place = enter_place(request, code, period, to_import=True)
    staged = staged_at(place, sent)
    said, seen = request.POST.get("closed_through", ""), request.POST.get("reading", "")
    closed = int(said) if said.isdecimal() else None
    ask_to_apply(by=person_of(request), staged=staged, seen=seen, closed_through=closed)
    return redirect(place.address("staged", staged.ref))


@require_POST
def discard(request: HttpRequest, code: str, period: str, sent: Ref) -> HttpResponse:
    """Throws sent files away that were not imported."""
    place = enter_place(request, code, period, to_import=True)
    discard_staged(by=person_of(request), staged=staged_at(place, sent))
    messages.success(request, _("The files are discarded; nothing of them is in the ledger."))
    return redirect(place.address("imports"))


def _received(request: HttpRequest, place: ImportPlace, form: SendForm) -> StagedImport:
    answers = form.cleaned_data
    staged = receive_files(
        by=person_of(request),
        unit=place.municipality,
        year=place.workplace.period.year,
        kind=LedgerKind(answers["kind"]),
        source_system=answers["source_system"],
        files=answers["sent"],
    )
    # The first time with new headings someone looks at the columns; SIE says itself what its columns are.
    if staged.known:
        ask_to_read(by=person_of(request), staged=staged)
    return staged


def _applied(request: HttpRequest, place: ImportPlace, staged: StagedImport) -> HttpResponse:
    """On to the import that came of the files, which can be taken back at once."""
    made = import_at(place, staged.brought)
    if made.undone_at is None:
        messages.success(request, _("The lines are in the ledger."), extra_tags=place.address("undo", made.ref))
    return redirect(place.address("import", made.ref))


@dataclass(frozen=True, slots=True)
class _Sample:
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def _page(request: HttpRequest, place: ImportPlace, staged: StagedImport, form: BaseForm | None = None) -> HttpResponse:
    table, error = _first_table(staged)
    if staged.error:
        error = sentence(from_json(staged.error))
    acts, preview = IMPORTING.offered(staged.stands), None
    if ImportAct.APPLY in acts and staged.preview and form is None:
        preview = preview_page(staged, Preview.from_json(staged.preview))
    context = {
        **_frame(place),
        "staged": staged,
        "work": work_on(staged) if staged.is_at_work else None,
        "acts": acts,
        "number": staged.ref,
        "error": error,
        "asked": [sentence(from_json(one["message"])) for one in staged.asks],
        "said": [sentence(from_json(one)) for one in staged.said],
        "is_question": bool(staged.error and staged.error.get("asks")),
        "may_try_again": bool(staged.error and staged.error.get("again")),
        "form": form or (_mapping_form(staged) if ImportAct.READ in acts else None),
        "sample": _Sample(table.header, first_rows(table, _SAMPLE_ROWS)) if table else None,
        "preview": preview,
        "closing": closing_asked(staged) if preview else (),
        "refused_url": "staged_refused",
        "is_table": staged.source == SourceKind.TABLE,
    }
    return render(request, "intake/staged.html", context, status=422 if form is not None else 200)


def _first_table(staged: StagedImport) -> tuple[TextTable | None, str]:
    """The first file as a table, as it is said to be read, or what is wrong with it."""
    if staged.source != SourceKind.TABLE or ImportAct.READ not in IMPORTING.offered(staged.stands):
        return None, ""
    path, name = uploads.folder_of(staged.folder) / "0", staged.files[0]["name"]
    try:
        return open_table(
            path, name=name, reading=ColumnMapping.from_json(staged.mapping).reading, fits=could_be_headings
        ), ""
    except DomainError as error:
        return None, sentence(error.message)
    except OSError:
        return None, _("The files have been swept away after a week; send them once more.")


def _mapping_form(staged: StagedImport, data: Any = None) -> MappingForm | DimensionsForm:  # noqa: ANN401
    path = uploads.folder_of(staged.folder) / "0"
    if staged.source == SourceKind.SIE:
        named = named_dimensions(path) if path.exists() else {}
        usual = {number: "" for number in staged.mapping.values() if number}
        return DimensionsForm(data, dimensions={**usual, **named}, initial=staged.mapping)
    mapping = ColumnMapping.from_json(staged.mapping)
    table, _error = _first_table(staged)
    header = table.header if table else tuple(mapping.columns.values())
    initial = MappingForm.initial_of(mapping)
    return MappingForm(data, header=header, sheets=table.sheets if table else (), initial=initial)


def _frame(place: ImportPlace) -> dict[str, object]:
    return {
        "workplace": place.workplace,
        "period": place.workplace.period,
        "may_import": place.may_import,
        "trail": [(_("Import"), place.address("imports"))],
    }
