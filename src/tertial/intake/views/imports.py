"""The list of imports of a kind, the page of one, and taking it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.domain.ref import Ref
from tertial.intake.actions import take_back
from tertial.intake.adapter import Adapter, adapter_of_import
from tertial.intake.models import StagedImport
from tertial.intake.queries.work import under_way
from tertial.intake.views.places import enter_place, past_of

_ON_A_PAGE = 50


@require_GET
def imports(request: HttpRequest, code: str, period: str, source: Adapter) -> HttpResponse:
    """Every import of the kind that is seen from the place, and files on their way."""
    place = enter_place(request, code, period, source)
    paginator = Paginator(source.past(place.workplace), _ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        **place.frame(),
        **source.beside(place.workplace),
        "unit": place.unit,
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "under_way": under_way(source, place.unit) if place.may_import else [],
    }
    return render(request, "intake/imports.html", context)


@require_GET
def one_import(request: HttpRequest, code: str, period: str, import_ref: Ref) -> HttpResponse:
    """One import: its files, what it brought, what has replaced it, and the preview it was applied by."""
    source = adapter_of_import(import_ref)
    place = enter_place(request, code, period, source)
    found = past_of(place, import_ref)
    if found is None:
        raise Http404
    staged = StagedImport.objects.filter(brought=import_ref).first()
    context = {
        **place.frame(),
        "import": found,
        "preview": source.page(staged, applied=True) if staged and staged.preview else None,
        "number": import_ref,
        "hides_lines": not place.may(found.unit),
    }
    return render(request, "intake/import.html", context)


@require_POST
def undo(request: HttpRequest, code: str, period: str, import_ref: Ref) -> HttpResponse:
    """Takes an import back; what was there before counts again."""
    place = enter_place(request, code, period, adapter_of_import(import_ref))
    found = past_of(place, import_ref)
    if found is None:
        raise Http404
    take_back(by=person_of(request), ref=import_ref)
    messages.success(request, _("The import is taken back; what was there before counts again."))
    return redirect(found.page)
