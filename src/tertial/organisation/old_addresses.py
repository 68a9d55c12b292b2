"""Addresses that hold a ref as it was printed once lead to where the thing is now (ADR 63, 84)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tertial.accounts.queries import person_of
from tertial.domain.ref import Ref
from tertial.organisation.policies import may_see
from tertial.things.finding import find
from tertial.things.kinds import kind_called
from tertial.things.old_refs import renewed_in

Page = Callable[[HttpRequest], HttpResponse]


class OldAddresses:
    """Redirects `/texter/entry:5/…` for good; what is sent to the old address counts as sent to the new.

    Whoever may not see the thing is not told what it is called: the address stays as it was, and leads to nothing.
    """

    def __init__(self, get_response: Page) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Called by Django with what the address names."""
        renewed = renewed_in(named)
        match = request.resolver_match
        if not renewed or match is None or not _all_seen(request, [each for each in renewed.values() if _is_ref(each)]):
            return None
        named.update(renewed)
        if request.method not in {"GET", "HEAD"}:
            return None
        found: HttpResponse = redirect(match.view_name, *match.args, permanent=True, **named)
        if request.GET:
            found["Location"] += f"?{request.GET.urlencode()}"
        return found


def _is_ref(value: object) -> bool:
    return isinstance(value, Ref)


def _all_seen(request: HttpRequest, refs: list[Ref]) -> bool:
    if not request.user.is_authenticated:
        return False
    person, found = person_of(request), find(refs)
    # What is no kind that can be looked up, such as a role that someone has, has a key that tells nothing.
    return all(kind_called(ref.kind) is None or (ref in found and may_see(person, ref, found[ref])) for ref in refs)
