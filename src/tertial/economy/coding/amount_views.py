"""Pages of how the municipality prints amounts: signs, unit and decimals, from a year on."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.common.from_year import FromYearForm
from tertial.common.period_words import years_words
from tertial.domain.validity import last_year, valid_in
from tertial.economy.actions.amount_style import FIELDS, save_amount_style
from tertial.economy.coding.amount_forms import AmountStyleForm
from tertial.economy.coding.amount_preview import preview_of
from tertial.economy.coding.places import Settings, enter_settings, enter_to_change, say
from tertial.economy.ledger.styles import styled
from tertial.economy.models import AmountStyle, Statement
from tertial.organisation.models import Unit


def _municipality_of(request: HttpRequest, **_address: int) -> dict[str, Any]:
    return {"pk": enter_settings(request).municipality.pk}


@require_GET
def amounts(request: HttpRequest) -> HttpResponse:
    """How amounts are printed now and in other years, one table as an example, and the statements that depart."""
    settings = enter_settings(request)
    every = list(_all(settings.municipality)) or [AmountStyle(municipality=settings.municipality)]
    asked = request.GET.get("fran", "")
    found = next((each for each in every if str(each.valid_from) == asked), every[-1])
    departs = [each for each in Statement.objects.filter(municipality=settings.municipality) if _departs(each)]
    context = {
        "municipality": settings.municipality,
        "may_change": settings.may_change,
        "style": found,
        "versions": [
            (f"?fran={each.valid_from}", years_words(each.valid_from, last_year(each, every)), each is found)
            for each in every
        ],
        "preview": preview_of(settings.municipality, styled(None, found)),
        "departs": departs,
    }
    return render(request, "economy/coding/amounts.html", context)


@require_http_methods(["GET", "POST"])
@edits(Unit, _municipality_of)
def amounts_change(request: HttpRequest, year: int) -> HttpResponse:
    """The signs, the unit and the decimals that count in a year; what is chosen can be seen first."""
    settings = enter_to_change(request)
    style = valid_in(_all(settings.municipality), year) or AmountStyle(municipality=settings.municipality)
    form = AmountStyleForm(request.POST or None, style=style)
    seen = form.style() if request.method == "POST" and form.is_valid() else style
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        with refusals_shown_in(form, beside="decimals"):
            return _saved(request, settings, form.cleaned_data, style.valid_from)
    context = {
        "form": form,
        "title": _("Amounts and signs"),
        "trail": amounts_trail(),
        "cancel_url": _page(style.valid_from),
        "preview": preview_of(settings.municipality, styled(None, seen)),
    }
    return render(request, "economy/coding/amounts_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def amounts_begin(request: HttpRequest) -> HttpResponse:
    """Other signs, unit or decimals from a year on, which begin as those before."""
    settings = enter_to_change(request)
    form = FromYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        earlier = valid_in(_all(settings.municipality), year) or AmountStyle(municipality=settings.municipality)
        with refusals_shown_in(form, beside="year"):
            values = {name: getattr(earlier, name) for name in FIELDS}
            made = save_amount_style(
                by=settings.person, municipality=settings.municipality, values=values, valid_from=year
            )
            text = _("From %(year)s amounts are printed as before until you change it; earlier years keep theirs.")
            say(request, made, text % {"year": year})
            return redirect("economy:amounts_change", year)
    title = _("Other amounts and signs from a year on")
    return form_page(request, form, title, reverse("economy:amounts"), submit=_("Begin"), trail=amounts_trail())


def amounts_trail() -> list[tuple[str, str]]:
    """The way to the page."""
    return [
        (_("Structure and settings"), reverse("organisation:structure")),
        (_("Amounts and signs"), reverse("economy:amounts")),
    ]


def _saved(request: HttpRequest, settings: Settings, values: dict[str, Any], year: int) -> HttpResponse:
    saved = save_amount_style(by=settings.person, municipality=settings.municipality, values=values, valid_from=year)
    say(request, saved, _("Amounts are printed as you have chosen, on pages, in reports and in files."))
    return redirect(_page(year))


def _page(year: int) -> str:
    return f"{reverse('economy:amounts')}?fran={year}"


def _all(municipality: Unit) -> QuerySet[AmountStyle]:
    return AmountStyle.objects.filter(municipality=municipality).select_related("municipality")


def _departs(statement: Statement) -> bool:
    own = (statement.amount_sign, statement.deviation_sign, statement.money_unit)
    return any(own) or statement.decimals is not None
