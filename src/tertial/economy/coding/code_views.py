"""Pages of the codes that the ledger is booked on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.common.editing import edits
from tertial.common.exports import as_response
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.common.shared_pages import IMPORTS
from tertial.common.wording import sentence
from tertial.domain.ref import Ref
from tertial.economy.actions.coding import CodeNotSaved, change_code_from, remove_code, save_code, save_codes
from tertial.economy.coding.code_lists import CodeFilter, Lacking, as_table, codes_of, lacking
from tertial.economy.coding.forms import CodeFilterForm, CodeForm, NamedForm
from tertial.economy.coding.places import (
    PLURALS,
    SLUGS,
    Settings,
    codes_trail,
    codes_url,
    dimension_at,
    enter_settings,
    enter_to_change,
    say,
)
from tertial.economy.models import Code, Dimension
from tertial.organisation.workplace import last_workplace

_CODES_A_PAGE = 100
_NAMED_AT_ONCE = 50
"""More than these are better read from a file."""


@require_GET
def all_codes(request: HttpRequest) -> HttpResponse:
    """The first of the lists."""
    enter_settings(request)
    return redirect(codes_url(Dimension.ACCOUNT))


@require_GET
def codes(request: HttpRequest, dimension: str) -> HttpResponse:
    """The codes of a dimension, and what the ledger uses that nobody has named."""
    return _codes_page(request, enter_settings(request), dimension_at(dimension))


@require_POST
def codes_named(request: HttpRequest, dimension: str) -> HttpResponse:
    """Names the codes that the ledger uses and the coding lacks, as many as are filled in."""
    settings, of = enter_to_change(request), dimension_at(dimension)
    named = _named(settings, of, lacking(settings.municipality, of), request.POST)
    if not all(form.is_valid() for form in named.values()):
        return _codes_page(request, settings, of, named)
    given = [code for form in named.values() if (code := form.given()) is not None]
    try:
        saved = save_codes(by=settings.person, municipality=settings.municipality, dimension=of, codes=given)
    except CodeNotSaved as error:
        messages.error(request, sentence(error.message))
        return _codes_page(request, settings, of, named)
    if saved:
        text = ngettext("%(count)s code is saved.", "%(count)s codes are saved.", len(saved))
        say(request, saved[0], text % {"count": len(saved)})
    return redirect(codes_url(of))


def _named(
    settings: Settings, of: Dimension, lacks: Sequence[Lacking], sent: QueryDict | None = None
) -> dict[str, NamedForm]:
    """A form for each of the first codes that have no name, by code; none for who may not add them."""
    codes = [each.code for each in lacks if each.known is None][:_NAMED_AT_ONCE] if settings.may_change else []
    return {
        code: NamedForm(sent, code=code, dimension=of, municipality=settings.municipality)
        for code in dict.fromkeys(codes)
    }


def _codes_page(
    request: HttpRequest, settings: Settings, of: Dimension, named: Mapping[str, NamedForm] | None = None
) -> HttpResponse:
    chosen, lacks = _filter(request), lacking(settings.municipality, of)
    forms = named or _named(settings, of, lacks)
    rows = codes_of(settings.municipality, of, chosen)
    paginator = Paginator(rows, _CODES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "municipality": settings.municipality,
        "may_change": settings.may_change,
        "dimension": of,
        "slug": SLUGS[of],
        "title": PLURALS[of],
        "dimensions": [(label, codes_url(each), each is of) for each, label in PLURALS.items()],
        "is_unit": of is Dimension.UNIT,
        "has_presets": of in {Dimension.ACCOUNT, Dimension.ACTIVITY},
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "total": Code.objects.filter(municipality=settings.municipality, dimension=of).count(),
        "chosen": chosen,
        "query": request.GET.urlencode(),
        "lacking": [(each, forms.get(each.code) if each.known is None else None) for each in lacks],
        "may_name": bool(forms),
    }
    return render(request, "economy/coding/codes.html", context, status=422 if named else 200)


@require_GET
def codes_file(request: HttpRequest, dimension: str, file_type: str) -> HttpResponse:
    """The list as a file, which can be changed and sent in again."""
    settings, of = enter_settings(request), dimension_at(dimension)
    table = as_table(codes_of(settings.municipality, of, _filter(request)), of)
    return as_response(table, file_type, f"{settings.municipality.code}-{SLUGS[of]}")


@require_http_methods(["GET", "POST"])
def code_new(request: HttpRequest, dimension: str) -> HttpResponse:
    """A new code; `kod` in the address fills it in."""
    settings, of = enter_to_change(request), dimension_at(dimension)
    initial = {"code": request.GET.get("kod", "")[:20]}
    form = CodeForm(request.POST or None, dimension=of, municipality=settings.municipality, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            given = form.given()
            code = save_code(by=settings.person, municipality=settings.municipality, dimension=of, given=given)
            say(request, code, _("“%(name)s” is added.") % {"name": code})
            return redirect(codes_url(of))
    return form_page(request, form, _("New code"), codes_url(of), submit=_("Add"), trail=codes_trail(of))


@require_http_methods(["GET", "POST"])
@edits(Code, ref="code_ref")
def code_change(request: HttpRequest, code_ref: Ref) -> HttpResponse:
    """Changes a code."""
    settings, code = _to_change(request, code_ref)
    of, name = Dimension(code.dimension), str(code)
    form = CodeForm(request.POST or None, dimension=of, municipality=settings.municipality, code=code)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            given, municipality = form.given(), settings.municipality
            if year := form.cleaned_data["changed_from"]:
                change_code_from(by=settings.person, code=code, year=year, given=given)
            else:
                save_code(by=settings.person, municipality=municipality, dimension=of, given=given, code=code)
            say(request, code, _("“%(name)s” is saved.") % {"name": code})
            return redirect(codes_url(of))
    title = _("Change “%(name)s”") % {"name": name}
    return form_page(request, form, title, codes_url(of), trail=codes_trail(of))


@require_POST
def code_remove(request: HttpRequest, code_ref: Ref) -> HttpResponse:
    """Takes away a code that nothing uses."""
    settings, code = _to_change(request, code_ref)
    name = str(code)
    try:
        remove_code(by=settings.person, code=code)
    except CodeNotSaved as error:
        messages.error(request, sentence(error.message))
    else:
        say(request, code, _("“%(name)s” is removed.") % {"name": name})
    return redirect(codes_url(code.dimension))


def codes_read(request: HttpRequest, dimension: str) -> HttpResponse:
    """Leads on to where files of the codes are sent."""
    settings, of = enter_to_change(request), dimension_at(dimension)
    code, period = last_workplace(request) or (settings.municipality.code, str(timezone.localdate().year))
    return redirect(f"{IMPORTS.address(code, period, 'kodplan')}ny/?kind={of}")


def _to_change(request: HttpRequest, code_ref: Ref) -> tuple[Settings, Code]:
    settings = enter_to_change(request)
    codes = Code.objects.select_related("municipality")
    return settings, get_object_or_404(codes, ref=code_ref, municipality=settings.municipality)


def _filter(request: HttpRequest) -> CodeFilter:
    form = CodeFilterForm(request.GET)
    if not form.is_valid():
        return CodeFilter()
    return CodeFilter(form.cleaned_data["text"], form.cleaned_data["year"])
