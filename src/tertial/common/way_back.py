"""The way back from where somebody was sent because something else must come first.

A link that sends them on says where from, `/struktur/styrmodell/?back=/KS/2026/mal/`. Every page then leads back there,
until they are there again or begin anew from the start page.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from tertial.common.shared_pages import START

_PARAMETER = "back"
_KEPT = "way_back"


def remembered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keeps where somebody was sent from; who is not signed in has been nowhere."""

    def page(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.user.is_authenticated:
            _remember(request)
        return get_response(request)

    return page


def way_back(request: HttpRequest) -> str:
    """The address that the page leads back to, or nothing."""
    return str(request.session.get(_KEPT, ""))


def _remember(request: HttpRequest) -> None:
    asked = request.GET.get(_PARAMETER, "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        request.session[_KEPT] = asked
    elif _KEPT in request.session and (request.path == urlsplit(way_back(request)).path or START.is_at(request.path)):
        del request.session[_KEPT]
