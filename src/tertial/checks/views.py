"""The page where a report is sent to be checked."""

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tertial.checks import forms
from tertial.checks.checking import CheckedFile
from tertial.checks.files.reading import MOST_BYTES
from tertial.checks.outputs.as_json import checks_json
from tertial.checks.outputs.maps import NoMap, is_pdf
from tertial.checks.outputs.marked_pdf import marked_pdf
from tertial.checks.outputs.page import map_context, map_page
from tertial.checks.sent import checked_file
from tertial.common.forms import refusals_shown_in
from tertial.common.uploads import takes_uploads
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.workplace import Workplace, enter


@never_cache
@takes_uploads(MOST_BYTES, forms.TOO_LARGE)
@require_http_methods(["GET", "POST"])
def check_report(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Takes a report, and answers with what was found in it; the report is gone with the answer."""
    workplace = enter(request, code, period)
    if request.method == "GET":
        return _page(request, workplace, forms.ReportForm())
    form = forms.ReportForm(request.POST, request.FILES)
    if form.is_valid():
        (sent,) = form.cleaned_data["report"]
        with refusals_shown_in(form, beside="report"), checked_file(sent) as checked:
            return _answer(request, workplace, checked, form.cleaned_data["wanted"], sent.name or "")
    return _page(request, workplace, form, status=422)


def _answer(request: HttpRequest, workplace: Workplace, checked: CheckedFile, wanted: str, name: str) -> HttpResponse:
    assert checked.reading is not None  # noqa: S101 - what was not read is refused before
    assert checked.result is not None  # noqa: S101
    stem = PurePath(name).stem or "rapport"
    if wanted == forms.PDF:
        if not is_pdf(checked.path):
            raise NoMap(Message(gettext_noop("Only a PDF can be answered with a marked PDF. Choose another form.")))
        return _file(marked_pdf(checked.path, checked.result), "application/pdf", f"{stem}-granskad.pdf")
    if wanted == forms.WEB:
        page = map_page(name, checked.reading, checked.result)
        return _file(page.encode(), "text/html; charset=utf-8", f"{stem}-granskad.html")
    if wanted == forms.DATA:
        told = JsonResponse(checks_json([checked], names=[name]), json_dumps_params={"ensure_ascii": False})
        told.headers["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=f"{stem}-granskad.json") or ""
        )
        return told
    found = map_context(name, checked.reading, checked.result)
    return _page(request, workplace, forms.ReportForm(), found=found)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _page(
    request: HttpRequest,
    workplace: Workplace,
    form: forms.ReportForm,
    *,
    found: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"workplace": workplace, "period": workplace.period, "form": form, "found": found}
    return render(request, "checks/check.html", {**context, **(found or {})}, status=status)
