"""One address a period: another spelling of it leads to the one that pages use (docs/rules/periods.md)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tertial.domain.period import Period, UnreadablePeriod

Page = Callable[[HttpRequest], HttpResponse]


class PeriodAddresses:
    """Redirects `/KS/2024-01--2024-08/` to `/KS/2024-T2/`; what is sent to the former counts as sent to the latter."""

    def __init__(self, get_response: Page) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Called by Django with what the address names; what names no period is left for the page to refuse."""
        try:
            key = Period.parse(named["period"]).key
        except (KeyError, UnreadablePeriod):
            return None
        match = request.resolver_match
        if key == named["period"] or match is None:
            return None
        named["period"] = key
        if request.method not in {"GET", "HEAD"}:
            return None
        found: HttpResponse = redirect(match.view_name, *match.args, **named)
        if request.GET:
            found["Location"] += f"?{request.GET.urlencode()}"
        return found
