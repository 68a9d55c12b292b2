"""What is shown when the database stays busy for too long: a page that keeps what was sent, to be sent again.

The database may hold back any part of a request, also what Django does around a page, such as keeping its session; so
Django's page for what nobody foresaw asks here too. Nothing on this page reads the database.
"""

import errno
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

from tertial.common.deadlocks import is_held_back

_BUSY = 503
_SECONDS = "5"
# PostgreSQL: no lock, out of memory, too many connections, not ready, connection lost.
_STATES = ("55P03", "53200", "53300", "57P03", "08")
_DISK_FULL = "53100"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def is_busy(error: BaseException | None) -> bool:
    """Whether the database could not do just then what it may well do in a moment."""
    if is_full(error):
        return True
    return isinstance(error, OperationalError) and (is_held_back(error) or _state(error).startswith(_STATES))


def is_full(error: BaseException | None) -> bool:
    """Whether there was no room left to store anything, in the database or in a file."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, OperationalError) and (_state(error) == _DISK_FULL or "is full" in str(error))


def _state(error: OperationalError) -> str:
    return str(getattr(error.__cause__, "sqlstate", None))


def busy_page(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Says that nothing was stored, with what was sent in a form that sends it again."""
    is_write = request.method not in ("GET", "HEAD")
    sentence = _sentence(error, is_write=is_write)
    answer: HttpResponse
    if request.headers.get("Accept", "").startswith("application/json"):
        answer = JsonResponse({"error": sentence}, status=_BUSY)
    else:
        sent = [(name, value) for name, values in request.POST.lists() if name != _TOKEN for value in values]
        context = {"sentence": sentence, "sent": sent, "files": len(request.FILES), "is_write": is_write}
        context |= {"address": request.get_full_path(), "token": get_token(request), "token_name": _TOKEN}
        answer = HttpResponse(render_to_string("common/busy.html", context), status=_BUSY)
    answer.headers["Retry-After"] = _SECONDS
    return answer


def _sentence(error: BaseException | None, *, is_write: bool) -> str:
    if is_full(error):
        return (
            _(
                "There is no room left where Tertial stores things, so nothing was saved. Tell whoever runs it, and "
                "save once more when there is: what you wrote is still here."
            )
            if is_write
            else _("There is no room left where Tertial stores things. Tell whoever runs it, and try once more.")
        )
    if is_write:
        return _(
            "Others were saving for so long that yours is not stored yet. Save once more: what you wrote is still here."
        )
    return _("Others were saving for so long that the page could not be fetched. Try once more.")


@requires_csrf_token
def unforeseen(request: HttpRequest) -> HttpResponse:
    """Django's page for an error that nothing caught, wherever around a page it was raised."""
    error = sys.exc_info()[1]
    return busy_page(request, error) if is_busy(error) else server_error(request)
