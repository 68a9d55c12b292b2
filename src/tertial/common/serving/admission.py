"""What a request may cost, told by its address alone: before any of it is received, and without a thread."""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.urls import Resolver404, resolve

from tertial.common import uploads
from tertial.common.serving.environ import Environ
from tertial.common.serving.gateway import Admission

PAGES, HASHING = "pages", "hashing"

View = TypeVar("View", bound=Callable[..., object])


def hashes_passwords(view: View) -> View:
    """Marks a page that, when something is sent to it, hashes a password: that is slow on purpose, so it has a lane."""
    view.lane = HASHING  # type: ignore[attr-defined]
    return view


def admission_of(environ: Environ) -> Admission:
    """By the page that is asked for; an address without a page is answered as any other."""
    address = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    view: object = None
    try:
        found = resolve(address)
        view, route = found.func, found.view_name or found.route
    except Resolver404:
        route = "static" if address.startswith(settings.STATIC_URL) else "none"
    sent = environ["REQUEST_METHOD"] not in ("GET", "HEAD", "OPTIONS")
    return Admission(
        lane=getattr(view, "lane", PAGES) if sent else PAGES,
        most_of_a_stranger=uploads.MOST_BYTES_OF_A_STRANGER,
        most=getattr(view, "most_bytes", uploads.MOST_BYTES),
        route=route,
    )


def is_signed_in(environ: Environ) -> bool:
    """Whether the request's session is somebody's; asks the database."""
    try:
        request = WSGIRequest(environ | {"wsgi.input": BytesIO()})
        sessions = import_module(settings.SESSION_ENGINE)
        request.session = sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        return get_user(request).is_authenticated
    finally:
        close_old_connections()
