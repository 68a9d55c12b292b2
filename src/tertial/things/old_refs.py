"""Refs as they were printed once: addresses that hold one lead to where the thing is now (ADR 63)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tertial.domain.ref import Ref

Page = Callable[[HttpRequest], HttpResponse]
_renewed: dict[str, Callable[[Ref], Ref]] = {}


def renew(kind: str, as_now: Callable[[Ref], Ref]) -> None:
    """Says how a ref of a kind is printed now; `as_now` gives the ref itself where it is printed so still."""
    _renewed[kind] = as_now


def as_now(ref: Ref) -> Ref:
    """The ref as it is printed now."""
    renewed = _renewed.get(ref.kind)
    return renewed(ref) if renewed is not None else ref


class OldRefs:
    """Redirects `/texter/entry:5/…` for good; what is sent to the old address counts as sent to the new."""

    def __init__(self, get_response: Page) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Called by Django with what the address names."""
        renewed = _as_now(named)
        match = request.resolver_match
        if not renewed or match is None:
            return None
        named.update(renewed)
        if request.method not in {"GET", "HEAD"}:
            return None
        found: HttpResponse = redirect(match.view_name, *match.args, permanent=True, **named)
        if request.GET:
            found["Location"] += f"?{request.GET.urlencode()}"
        return found


def _as_now(named: Mapping[str, Any]) -> dict[str, Ref]:
    return {name: now for name, ref in named.items() if isinstance(ref, Ref) and (now := as_now(ref)) != ref}
