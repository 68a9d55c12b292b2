"""The list of imports, the page of one, its refused lines, and taking it back."""

from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.common.exports import ExportTable, as_response
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.intake import uploads
from tertial.intake.actions import take_back
from tertial.intake.models import StagedImport
from tertial.intake.preview import Preview
from tertial.intake.queries.listing import imports_of, under_way
from tertial.intake.queries.preview_page import preview_page
from tertial.intake.queries.refused import refused_table
from tertial.intake.views.closing import closings
from tertial.intake.views.places import ImportPlace, enter_place, import_at, staged_at
from tertial.intake.words import counted, months
from tertial.intake.workshop import REFUSED

_ON_A_PAGE = 50


@require_GET
def imports(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every import into the municipality's ledger, and files on their way."""
    place = enter_place(request, code, period)
    paginator = Paginator(imports_of(place.municipality), _ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        **_frame(place),
        **closings(place),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "under_way": under_way(place.municipality) if place.may_import else [],
    }
    return render(request, "intake/imports.html", context)


@require_GET
def one_import(request: HttpRequest, code: str, period: str, import_ref: Ref) -> HttpResponse:
    """One import: its files, sums, what it replaced and what has replaced it, and the preview it was applied by."""
    place = enter_place(request, code, period)
    found = import_at(place, import_ref)
    staged = StagedImport.objects.filter(brought=found.ref).first()
    (row,) = imports_of(place.municipality, only=found)
    preview = Preview.from_json(staged.preview) if staged and staged.preview else None
    context = {
        **_frame(place),
        "row": row,
        "import": found,
        "files": [{**file, "rows": counted(file["rows"])} for file in found.files],
        "left": months(row.left) if row.left and row.newer else "",
        "preview": preview_page(staged, preview, applied=found) if staged and preview else None,
        "refused_url": "import_refused" if found.refused_count else "",
        "hides_lines": not place.may_import,
        "number": found.ref,
    }
    return render(request, "intake/import.html", context)


def import_refused(request: HttpRequest, code: str, period: str, import_ref: Ref, file_type: str) -> HttpResponse:
    """The refused lines of an import as a file, for whoever may import: they may be any unit's."""
    place = enter_place(request, code, period, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    found = import_at(place, import_ref)
    if not found.refused or not Path(found.refused).exists():
        raise NotThere(Message(gettext_noop("No refused lines are kept with this import.")))
    return _refused_file(Path(found.refused), [file["name"] for file in found.files], file_type)


def staged_refused(request: HttpRequest, code: str, period: str, sent: Ref, file_type: str) -> HttpResponse:
    """The lines that would be refused, as a file."""
    place = enter_place(request, code, period, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, sent)
    path = uploads.reading_of(staged.folder, staged.reading) / REFUSED
    if staged.brought:
        path = uploads.refused_path(staged.folder)
    if not path.exists():
        raise NotThere(Message(gettext_noop("The files have been discarded; send them once more.")))
    return _refused_file(path, [file["name"] for file in staged.files], file_type)


@require_POST
def undo(request: HttpRequest, code: str, period: str, import_ref: Ref) -> HttpResponse:
    """Takes an import out of the ledger; what was there before counts again."""
    place = enter_place(request, code, period, to_import=True)
    found = import_at(place, import_ref)
    take_back(by=person_of(request), ledger_import=found)
    messages.success(request, _("The import is taken back; what was there before counts again."))
    return redirect(place.address("import", found.ref))


def _refused_file(path: Path, files: list[str], file_type: str) -> HttpResponse:
    table: ExportTable = refused_table(path, files)
    return as_response(table, file_type, _("refused lines").replace(" ", "-"))


def _frame(place: ImportPlace) -> dict[str, object]:
    return {
        "workplace": place.workplace,
        "period": place.workplace.period,
        "may_import": place.may_import,
        "municipality": place.municipality,
        "trail": [(_("Import"), place.address("imports"))],
    }
