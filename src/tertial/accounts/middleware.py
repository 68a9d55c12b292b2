"""What a person's session and language do around a page."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

LANGUAGE_COOKIE = "language"
_log = logging.getLogger("tertial.sessions")


class SessionsKeptWherePossible(SessionMiddleware):
    """Whoever only reads gets the page, also where the database is full or busy and cannot keep what the page notes.

    That is where the person was last, and the like: a page that is asked for next shows what it would have shown.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keeps the session."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            if request.method != "GET":
                raise
            _log.warning("A session could not be kept.", exc_info=error)
            return response


def kept_by_no_cache(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What a person who is signed in is shown is kept by no proxy, and not by the browser of a shared machine.

    A page that says itself how long the person's own browser may keep it, such as a picture, is only made private.
    """

    def page(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            said = response.has_header("Cache-Control")
            patch_cache_control(response, private=True, **({} if said else {"no_store": True}))
        return response

    return page


def language_of_the_person(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Shows the language the person chose; before sign-in the one kept in a cookie; otherwise Swedish."""
    known = {code for code, _ in settings.LANGUAGES}

    def page(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers["Content-Language"] = language
        return response

    return page
