"""Reads about people."""

from django.http import HttpRequest

from tertial.accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; every page but sign-in has one."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - LoginRequiredMiddleware has let nobody else through
    return person
