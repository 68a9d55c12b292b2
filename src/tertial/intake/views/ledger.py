"""What only imports into the ledger have: months that are closed, and refused lines as files."""

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tertial.accounts.queries import person_of
from tertial.common.exports import as_response
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.economy.ledger.closing import close_months
from tertial.economy.models import LedgerImport
from tertial.intake import uploads
from tertial.intake.ledger.adapter import LEDGER
from tertial.intake.ledger.refused import refused_table
from tertial.intake.ledger.workshop import REFUSED
from tertial.intake.views.places import enter_place, staged_at


@require_POST
def close(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Says to which month a source system's year is closed."""
    place = enter_place(request, code, period, LEDGER, to_import=True)
    said = request.POST.get("month", "")
    close_months(
        by=person_of(request),
        municipality=place.unit,
        source_system=request.POST.get("source_system", ""),
        year=place.workplace.period.year,
        month=int(said) if said.isdecimal() and len(said) < 3 else 0,
    )
    messages.success(request, _("The year is now shown up to the month that is closed."))
    return redirect(f"{place.address('imports')}#closed")


def import_refused(request: HttpRequest, code: str, period: str, import_ref: Ref, file_type: str) -> HttpResponse:
    """The refused lines of an import as a file, for whoever may import: they may be any unit's."""
    place = enter_place(request, code, period, LEDGER, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    found = get_object_or_404(LedgerImport, ref=import_ref, municipality=place.unit)
    if not found.refused or not Path(found.refused).exists():
        raise NotThere(Message(gettext_noop("No refused lines are kept with this import.")))
    return _refused_file(Path(found.refused), [file["name"] for file in found.files], file_type)


def staged_refused(request: HttpRequest, code: str, period: str, lines: Ref, file_type: str) -> HttpResponse:
    """The lines that would be refused, as a file."""
    place = enter_place(request, code, period, LEDGER, to_import=True)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    staged = staged_at(place, lines)
    path = uploads.reading_of(staged.folder, staged.reading) / REFUSED
    if staged.brought:
        path = uploads.refused_path(staged.folder)
    if not path.exists():
        raise NotThere(Message(gettext_noop("The files have been discarded; send them once more.")))
    return _refused_file(path, [file["name"] for file in staged.files], file_type)


def _refused_file(path: Path, files: list[str], file_type: str) -> HttpResponse:
    return as_response(refused_table(path, files), file_type, _("refused lines").replace(" ", "-"))
