"""What is done around every page."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tertial.common import audit, deadlocks, uploads
from tertial.common.busy import busy_page, is_busy
from tertial.common.kept import one_moment
from tertial.common.policies import Hidden, NotAllowed, NotThere
from tertial.common.wording import sentence
from tertial.domain.message import DomainError, Message, gettext_noop

Page = Callable[[HttpRequest], HttpResponse]

_log = logging.getLogger("tertial.writes")
_AT_ONCE = Message(
    gettext_noop("Someone else wrote the same thing at the same time, and yours was not stored. Go back and look.")
)
_STATUS = {Hidden: 404, NotAllowed: 403, NotThere: 404}
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)


def server_timing(get_response: Page) -> Page:
    """Tells the browser's developer tools, and the benches, how long the server worked on a page."""

    def page(request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        response = get_response(request)
        response.headers["Server-Timing"] = f"app;dur={(perf_counter() - start) * 1000:.1f}"
        return response

    return page


def content_security_policy(get_response: Page) -> Page:
    """Forbids the browser to load anything from another host."""

    def page(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        return response

    return page


def heads_as_pages(get_response: Page) -> Page:
    """Answers those who ask for the head of a page, such as who watches that a site is up, as those who ask for it.

    The body is left out by the server.
    """

    def page(request: HttpRequest) -> HttpResponse:
        if request.method == "HEAD":
            request.method = request.META["REQUEST_METHOD"] = "GET"
        return get_response(request)

    return page


def without_null_signs(get_response: Page) -> Page:
    """Turns away addresses that hold what no database keeps and only an attacker writes."""

    def page(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a null sign in the address")
        return get_response(request)

    return page


def read_as_of_one_moment(get_response: Page) -> Page:
    """Lets a page that only reads show everything as of one moment, and ask for each thing once.

    What a page writes is noted, so that its undo button takes back that write and no other.
    """

    def page(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            with audit.noted():
                return get_response(request)
        with one_moment():
            return get_response(request)

    return page


class sentences_for_errors:  # noqa: N801 - Django calls a middleware like a function
    """Shows a domain error that no form caught as one sentence on a page of its own, and never as a traceback.

    So too when the database holds back a write since another got there between an action's look and its own. A write
    that it ended since two waited for each other is done over, once.
    """

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_busy(error):
            return _told(request, error)
        _log.warning("The database held back a request.", exc_info=error)
        if not deadlocks.is_held_back(error) or not deadlocks.may_be_done_over(request):
            return busy_page(request, error)
        try:
            return deadlocks.done_over(request)
        except Exception as again:
            if is_busy(again):
                return busy_page(request, again)
            if (answer := _told(request, again)) is not None:
                return answer
            raise


def _told(request: HttpRequest, error: Exception) -> HttpResponse | None:
    if isinstance(error, IntegrityError):
        _log.warning("The database held back a write.", exc_info=error)
        return _as_sentence(request, _AT_ONCE, 409)
    if isinstance(error, DomainError):
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 422)
        return _as_sentence(request, error.message, status)
    return None


class uploads_within_limits:  # noqa: N801 - Django calls a middleware like a function
    """Turns away what is too large for its page; stands before whatever else reads what was sent."""

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Page, *_address: object) -> HttpResponse | None:
        try:
            uploads.check_size(request, view)
        except uploads.TooMuchSent as error:
            return _as_sentence(request, error.message, 413)
        return None


def _as_sentence(request: HttpRequest, message: Message, status: int) -> HttpResponse:
    text = sentence(message)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": text}, status=status)
    shown = {"sentence": text, "status": status, "back": _page_before(request)}
    return render(request, "common/error.html", shown, status=status)


def _page_before(request: HttpRequest) -> str:
    """The page of ours that sent what was refused; nothing for a page that was only opened."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if request.method == "POST" and ours else ""
