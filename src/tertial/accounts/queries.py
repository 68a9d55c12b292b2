"""Reads about people."""

from django.conf import settings
from django.http import HttpRequest

from tertial.accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; every page but sign-in has one."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - LoginRequiredMiddleware has let nobody else through
    return person


def remote_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy of ours, what the proxy says."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
