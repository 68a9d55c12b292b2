"""Refs as they were printed once: addresses that hold one lead to where the thing is now (ADR 63)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tertial.domain.ref import Ref
from tertial.things.kinds import kinds_with

Page = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class OnceCalled:
    """That refs to things of a kind began with another word once; one that `as_now` gives as it is still does."""

    word: str
    as_now: Callable[[Ref], Ref]


def as_now(ref: Ref) -> Ref:
    """The ref as it is printed now."""
    renewed = (said.as_now(ref) for _kind, said in kinds_with(OnceCalled) if said.word == ref.kind)
    return next(renewed, ref)


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
