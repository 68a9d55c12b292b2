"""What is done around every page."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tertial.common.policies import NotAllowed, NotThere
from tertial.common.wording import sentence
from tertial.domain.message import DomainError

Page = Callable[[HttpRequest], HttpResponse]

_STATUS = {NotAllowed: 403, NotThere: 404}
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


class sentences_for_errors:  # noqa: N801 - Django calls a middleware like a function
    """Shows a domain error that no form caught as one sentence on a page of its own, and never as a traceback."""

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 422)
        text = sentence(error.message)
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"error": text}, status=status)
        return render(request, "common/error.html", {"sentence": text, "status": status}, status=status)
