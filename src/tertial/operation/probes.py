"""The addresses for machines that watch over Tertial. They need no sign-in, and tell nothing of what people wrote.

They are answered before anything that asks by which name or over which line somebody comes: a watcher on the same
machine uses neither. They have a lane of their own, so that many long pages do not look like a standstill.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from tertial.common.serving.environ import Environ
from tertial.common.serving.gateway import Admission
from tertial.operation import health, metrics

LANE = "probes"
_PLAIN = "text/plain; charset=utf-8"
_FORWARDED = ("HTTP_X_FORWARDED", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
_Page = Callable[[HttpRequest], HttpResponse]


def live(_request: HttpRequest) -> HttpResponse:
    """That this process answers; where nobody says so in time, it is to be started again."""
    return HttpResponse("ok\n", content_type=_PLAIN)


def ready(_request: HttpRequest) -> HttpResponse:
    """Whether people can be sent here, and each part by itself."""
    found = health.parts()
    status = HTTPStatus.OK if health.is_ready(found) else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": health.is_ready(found), **found}, status=status)


def measured(request: HttpRequest) -> HttpResponse:
    """The measures, for whoever asks from this machine itself, or knows the token."""
    if not (_is_of_this_machine(request) or _has_token(request)):
        told = "The measures are read from the machine itself, or with the token of TERTIAL_METRICS_TOKEN.\n"
        return HttpResponse(told, status=HTTPStatus.FORBIDDEN, content_type=_PLAIN)
    return HttpResponse(metrics.told(), content_type=metrics.CONTENT_TYPE)


def _is_of_this_machine(request: HttpRequest) -> bool:
    """Whether nobody forwards it: a proxy on this machine asks from here for people who are elsewhere."""
    if any(name.startswith(_FORWARDED) for name in request.META):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _has_token(request: HttpRequest) -> bool:
    token = settings.TERTIAL_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(given.encode(), f"Bearer {token}".encode())


PROBES: Mapping[str, _Page] = {"/health/live": live, "/health/ready": ready, "/metrics": measured}


def answers_probes(get_response: _Page) -> _Page:
    """Answers at the addresses of the probes, and leaves all others alone."""

    def page(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return get_response(request)
        answer = probe(request) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return page


def admission_of(environ: Environ, otherwise: Callable[[Environ], Admission]) -> Admission:
    """A probe goes in its own lane and sends nothing; others as is said of them."""
    if environ["PATH_INFO"] in PROBES:
        return Admission(LANE, most_of_a_stranger=0, most=0, route=LANE)
    return otherwise(environ)
