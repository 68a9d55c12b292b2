"""A report as a file: given at once where it is ready or quick, else made by the worker while a page tells how far."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.workflow.work import WorkState
from tertial.organisation.workplace import Workplace, enter
from tertial.reports import made_files
from tertial.reports.composed import composed
from tertial.reports.queries import template_for
from tertial.reports.render.files import FORMATS, render_document
from tertial.reports.text_slots import subject_of
from tertial.things import work
from tertial.things.work.progress import progress_of

LABELS = {"pdf": "PDF", "docx": "Word", "html": "HTML", "json": "JSON"}
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@require_GET
def download(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The report as a file; where that has to be made, the page that tells how far it has come."""
    workplace = _enter(request, code, period, file_type)
    if file_type not in made_files.MADE_LATER:
        document = composed(workplace.unit, workplace.period)[0].document
        with translation.override(document.language):
            return _given(workplace, file_type, render_document(document, file_type))
    template_for(workplace.unit, workplace.period)  # what cannot be made at all is said at once
    asked = made_files.ask(person_of(request), workplace.unit, workplace.period, file_type)
    asked.refresh_from_db()
    path = made_files.path_of(asked)
    if path is not None:
        return _file(workplace, file_type, path)
    return redirect("reports:making", workplace.code, workplace.period.key, file_type)


@require_GET
def made(request: HttpRequest, code: str, period: str, file_type: str, key: str) -> HttpResponse:
    """The file that came of a piece of work, as the report was when it was asked for; made anew where it is gone."""
    workplace = _enter(request, code, period, file_type)
    row = (
        work.called(key)
        .filter(name=made_files.NAME, ref=subject_of(workplace.unit), variant=_variant(workplace, file_type))
        .first()
    )
    path = None if row is None else made_files.path_of(row)
    if path is None:
        return redirect("reports:download", workplace.code, workplace.period.key, file_type)
    return _file(workplace, file_type, path)


@require_GET
def making(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """How far the file has come, where it is when it is ready, or why it could not be made."""
    workplace = _enter(request, code, period, file_type)
    row = work.newest(made_files.NAME, subject_of(workplace.unit), _variant(workplace, file_type))
    if row is None or (row.stands is WorkState.DONE and made_files.path_of(row) is None):
        return redirect("reports:download", workplace.code, workplace.period.key, file_type)
    context = {
        "workplace": workplace,
        "work": row,
        "file_type": file_type,
        "label": LABELS[file_type],
        "progress": progress_of(row, otherwise=LABELS[file_type]) if row.is_open else None,
        "is_ready": row.stands is WorkState.DONE,
        "error": sentence(from_json(row.error)) if row.error else "",
    }
    if request.headers.get("HX-Request") and row.is_open:
        return render(request, "reports/making_progress.html", context)
    if request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer["HX-Redirect"] = request.get_full_path()
        return answer
    return render(request, "reports/making.html", context)


def _enter(request: HttpRequest, code: str, period: str, file_type: str) -> Workplace:
    workplace = enter(request, code, period)
    if file_type not in FORMATS:
        raise Http404
    return workplace


def _variant(workplace: Workplace, file_type: str) -> str:
    return f"{workplace.period.key}:{file_type}"


def _file(workplace: Workplace, file_type: str, path: Path) -> HttpResponse:
    return _given(workplace, file_type, path.read_bytes())


def _given(workplace: Workplace, file_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[file_type])
    name = f"{workplace.code}-{workplace.period.key}.{file_type}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
