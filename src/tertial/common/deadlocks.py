"""Two writes that wait for each other's locks: the database ends one of them, which can then be done over."""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from tertial.common import audit

_STATES = frozenset({"40P01", "40001"})  # deadlock_detected, serialization_failure (PostgreSQL, appendix A)


def is_held_back(error: Exception) -> bool:
    """Whether the database ended a write so that another could go on, or let it wait no longer."""
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.__cause__, "sqlstate", "") in _STATES or "database is locked" in str(error)


def may_be_done_over(request: HttpRequest) -> bool:
    """Whether nothing of it has been stored, and it is a write that the page began by itself."""
    is_write = request.method not in ("GET", "HEAD") and request.resolver_match is not None
    return is_write and not connection.in_atomic_block and not audit.stands_of_noted()


def done_over(request: HttpRequest) -> HttpResponse:
    """The page's answer to the same request once more; raises whatever it raises."""
    match = request.resolver_match
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)  # type: ignore[union-attr]
    return answer
