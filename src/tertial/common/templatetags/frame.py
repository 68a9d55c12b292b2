"""The menus in the bar of every page: to another unit, to another period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.period_words import period_label
from tertial.common.shared_pages import START
from tertial.domain.period import DECEMBER, Period

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Choice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class _Group:
    heading: str
    choices: Sequence[_Choice]
    is_open: bool


@register.inclusion_tag("common/components/place.html", takes_context=True)
def place(context: Context) -> dict[str, Any]:
    """Where the person works, and links to the same page of other units and periods.

    A unit where the person may not open the page is led to at its start.
    """
    unit, period, request = (context.get(name) for name in ("current_unit", "current_period", "request"))
    if request is None or unit is None or period is None:
        return {"unit": unit, "period": None}
    page = _page_of_a_place(request, [unit.code, period.key])
    opened = context.get("units_of_page") or ()
    units = []
    for each in context.get("readable_units") or ():
        url = (page if each.pk in opened else START.address)(each.code, period.key)
        units.append(_Choice(each.name, url, each == unit))

    def choices(periods: Iterable[Period]) -> list[_Choice]:
        return [_Choice(period_label(each), page(unit.code, each.key), each == period) for each in periods]

    groups = [_Group(heading, choices(periods), is_open) for heading, periods, is_open in _periods(period)]
    return {"unit": unit, "period": period_label(period), "units": units, "groups": groups}


def _page_of_a_place(request: HttpRequest, here: list[str]) -> Callable[[str, str], str]:
    """Addresses of the open page where it takes a unit and a period and nothing else, otherwise of the start page."""
    match = request.resolver_match
    if match and [*match.args, *match.kwargs.values()] == here:
        return lambda code, period: reverse(match.view_name, args=[code, period])
    return START.address


def _periods(here: Period) -> Iterator[tuple[str, list[Period], bool]]:
    """Groups of periods, each with its heading (none: it stands open) and whether what is chosen is in it."""
    for year in (here.year + 1, here.year, here.year - 1):
        whole = Period.of_year(year)
        yield "", [whole, Period.to_month(year, 8), Period.to_month(year, 4)], False
        if year == here.year:
            spans = [Period.to_month(year, month) for month in range(DECEMBER - 1, 1, -1)]
            said = {"year": year}
            yield _("January to a month of %(year)s") % said, spans, here in spans
            yield _("One month of %(year)s alone") % said, list(whole.months), here.is_month
