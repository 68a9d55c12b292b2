"""The addresses for machines that watch over Tertial. They need no sign-in, and tell nothing of what it holds.

They are answered before anything that asks by which name or over which line somebody comes: a watcher on the same
machine uses neither. They have a lane of their own, so that many long pages do not look like a standstill.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from tertial.common.serving.environ import Environ
from tertial.common.serving.gateway import Admission
from tertial.operation import health

LANE = "probes"
_Page = Callable[[HttpRequest], HttpResponse]


def live(_request: HttpRequest) -> HttpResponse:
    """That this process answers; where nobody says so in time, it is to be started again."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(_request: HttpRequest) -> HttpResponse:
    """Whether people can be sent here, and each part by itself."""
    found = health.parts()
    status = HTTPStatus.OK if health.is_ready(found) else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": health.is_ready(found), **found}, status=status)


PROBES: Mapping[str, _Page] = {"/health/live": live, "/health/ready": ready}


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
