"""Start in Excel: the workbook is downloaded, sent, looked at and applied; and taken back as a whole."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.ref import Ref
from tertial.domain.workflow.imports import IMPORTING, ImportState
from tertial.intake.actions import (
    ask_to_apply_workbook,
    ask_to_read_workbook,
    ask_to_take_back_workbook,
    discard_workbook,
    receive_workbook,
)
from tertial.intake.actions.workbooks import work_of
from tertial.intake.forms import WorkbookForm, WorkbookToDownloadForm
from tertial.intake.models import SentWorkbook
from tertial.intake.queries.workbooks import (
    PreviewSeen,
    mark_of_state,
    preview_seen,
    work_on_workbook,
    workbooks_of,
)
from tertial.intake.workbook.exporting import empty_workbook, filled_workbook
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.views.pages import structure_trail
from tertial.organisation.workplace import last_workplace

_ON_A_PAGE = 100
_OF_EACH_SHEET = 10
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Downloading the workbook, sending it, and those that were sent before."""
    by, municipality = _coordinator(request)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        with refusals_shown_in(form, beside="file"):
            sent = receive_workbook(by=by, municipality=municipality, file=form.cleaned_data["file"])
            return redirect("intake:workbook", sent.ref)
    context = {
        "municipality": municipality,
        "form": form,
        "wanted": _wanted(request),
        "sent": workbooks_of(municipality),
    }
    return render(request, "intake/workbook/page.html", context, status=422 if form.errors else 200)


def download(request: HttpRequest) -> HttpResponse:
    """The workbook of a year, filled or empty."""
    by, municipality = _coordinator(request)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    form = _wanted(request)
    if not form.is_valid():
        return redirect("intake:workbooks")
    year, is_empty = form.cleaned_data["year"], form.cleaned_data["content"] == "empty"
    if is_empty:
        content, name = empty_workbook(unit=municipality, year=year), _("workbook-%(year)s-empty")
    else:
        content, name = filled_workbook(viewer=by, unit=municipality, year=year), _("workbook-%(year)s")
    headers = {"Content-Disposition": f'attachment; filename="{name % {"year": year}}.xlsx"'}
    return HttpResponse(content, content_type=_EXCEL, headers=headers)


def workbook(request: HttpRequest, book: Ref) -> HttpResponse:
    """Where a sent workbook stands: how far the work has come, what it would change, or what it has changed."""
    _by, sent = _sent(request, book)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    context = {**_frame(sent), "acts": IMPORTING.offered(sent.stands), "form": WorkbookForm()}
    if work_of(sent) is not None:
        return render(request, "intake/workbook/work.html", {**context, "work": work_on_workbook(sent)})
    seen = preview_seen(sent)
    only = next((each for each in seen.sheets if each.key == request.GET.get("sheet")), None)
    if only is not None:
        paginator = Paginator(range(only.differing), _ON_A_PAGE)
        shown = paginator.get_page(request.GET.get("page"))
        rows = only.rows(max(shown.start_index() - 1, 0), shown.end_index())
        pages = list(paginator.get_elided_page_range(shown.number))
        context |= {"seen": only, "rows": rows, "page": shown, "pages": pages}
        return render(request, "intake/workbook/sheet.html", context)
    return render(request, "intake/workbook/sent.html", {**context, **_looked_at(sent, seen)})


def progress(request: HttpRequest, book: Ref) -> HttpResponse:
    """How far the work has come, asked for every second; goes to the whole page when it is done."""
    _by, sent = _sent(request, book)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if work_of(sent) is not None:
        context = {"sent": sent, "work": work_on_workbook(sent), "said": request.GET.get("said", "")}
        return render(request, "intake/workbook/progress.html", context)
    answer = HttpResponse()
    answer["HX-Redirect"] = reverse("intake:workbook", args=[sent.ref])
    return answer


@require_POST
def compare(request: HttpRequest, book: Ref) -> HttpResponse:
    """Compares the workbook once more with what is stored."""
    by, sent = _sent(request, book)
    ask_to_read_workbook(by=by, sent=sent)
    return redirect("intake:workbook", sent.ref)


@require_POST
def apply(request: HttpRequest, book: Ref) -> HttpResponse:
    """Has everything written that the page shows."""
    by, sent = _sent(request, book)
    ask_to_apply_workbook(by=by, sent=sent, seen=request.POST.get("mark", ""))
    return redirect("intake:workbook", sent.ref)


@require_POST
def discard(request: HttpRequest, book: Ref) -> HttpResponse:
    """Throws a workbook away that was not applied."""
    by, sent = _sent(request, book)
    discard_workbook(by=by, sent=sent)
    messages.success(request, _("The workbook is discarded; nothing of it was written."))
    return redirect("intake:workbooks")


@require_POST
def undo(request: HttpRequest, book: Ref) -> HttpResponse:
    """Has all that the workbook changed taken back."""
    by, sent = _sent(request, book)
    ask_to_take_back_workbook(by=by, sent=sent)
    return redirect("intake:workbook", sent.ref)


def _coordinator(request: HttpRequest) -> tuple[Person, Unit]:
    by = person_of(request)
    municipality = municipality_worked_in(by)
    gate.check(by, gate.PLAN, municipality)
    return by, municipality


def _sent(request: HttpRequest, ref: Ref) -> tuple[Person, SentWorkbook]:
    by, municipality = _coordinator(request)
    related = ("municipality", "sent_by", "applied_by", "entry__undone_by__undone_by", "entry__undone_by__person")
    found = SentWorkbook.objects.select_related(*related)
    return by, get_object_or_404(found, ref=ref, municipality=municipality)


def _wanted(request: HttpRequest) -> WorkbookToDownloadForm:
    place, this = last_workplace(request), timezone.localdate().year
    worked_in = int(place[1][:4]) if place is not None else this
    years = sorted({*range(this - 5, this + 2), worked_in}, reverse=True)
    given = request.GET if "year" in request.GET else None
    return WorkbookToDownloadForm(given, years=years, initial={"year": worked_in, "content": "filled"})


def _frame(sent: SentWorkbook) -> dict[str, Any]:
    trail = structure_trail((_("Start in Excel"), reverse("intake:workbooks")))
    return {"sent": sent, "mark": mark_of_state(sent), "taken_back": sent.taken_back, "trail": trail}


def _looked_at(sent: SentWorkbook, seen: PreviewSeen) -> dict[str, Any]:
    """What the page of a workbook shows of the comparison: the first rows of each sheet, and every refusal."""
    sheets = [(each, each.rows(0, _OF_EACH_SHEET), each.missing(_ON_A_PAGE)) for each in seen.sheets]
    return {
        "preview": seen,
        "can_apply": sent.stands is ImportState.READY and seen.differing and not seen.refusals,
        "sheets": sheets,
        "error": sentence(from_json(sent.error)) if sent.error else "",
        "refused": seen.refusals[:_ON_A_PAGE],
        "more_refused": len(seen.refusals) - _ON_A_PAGE,
    }
