"""The menus in the bar of every page: to another unit, to another period."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Part, Period

register = template.Library()

START_PAGE = "goals:start"


@dataclass(frozen=True, slots=True)
class _Choice:
    label: str
    url: str
    current: bool


@register.inclusion_tag("common/components/place.html", takes_context=True)
def place(context: Context) -> dict[str, Any]:
    """Where the person works, and links to the same page of other units and periods."""
    unit, period, request = (context.get(name) for name in ("current_unit", "current_period", "request"))
    if request is None or unit is None or period is None:
        return {"unit": unit, "period": None}
    page = _page_of_a_place(request, [unit.code, period.key])
    units = [
        _Choice(each.name, reverse(page, args=[each.code, period.key]), each == unit)
        for each in context.get("readable_units") or ()
    ]
    years = [
        [_Choice(_label(each), reverse(page, args=[unit.code, each.key]), each == period) for each in _periods(year)]
        for year in (period.year + 1, period.year, period.year - 1)
    ]
    return {"unit": unit, "period": _label(period), "units": units, "years": years}


def _page_of_a_place(request: HttpRequest, here: list[str]) -> str:
    """The page that is open where its address names a unit and a period and nothing else, otherwise the start page."""
    match = request.resolver_match
    return match.view_name if match and [*match.args, *match.kwargs.values()] == here else START_PAGE


def _periods(year: int) -> list[Period]:
    return [Period(year, part) for part in (Part.YEAR, Part.T2, Part.T1)]


def _label(period: Period) -> str:
    labels = {
        Part.YEAR: _("Year %(year)s"),
        Part.T1: _("January–April %(year)s"),
        Part.T2: _("January–August %(year)s"),
    }
    return labels[period.part] % {"year": period.year} if period.part in labels else period.key
