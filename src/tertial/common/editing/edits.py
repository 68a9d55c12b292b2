"""Views whose form changes something stored: one at a time, and what was typed is shown again where that is gone."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tertial.common import audit
from tertial.common.editing.began import Began
from tertial.common.editing.shown import mark
from tertial.common.models import AuditEntry

View = Callable[..., HttpResponse]
_NOT_TYPED = {"csrfmiddlewaretoken", "began", "period", "next", "place"}


def revision(thing: models.Model, fields: Iterable[str]) -> str:
    """What names a thing as it is seen: any other value in the fields gives another name."""
    return mark(json.dumps(audit.state(thing, fields), sort_keys=True))


def edits(
    model: Any,  # noqa: ANN401 - a model, or a function that gives one or None
    where: Callable[..., dict[str, Any]] | None = None,
    **names: str,
) -> Callable[[View], View]:
    """Marks a view whose form changes something stored: `edits(Goal, pk="goal_id")` names the address's parameters.

    `where` finds what the address does not name; `model` may be looked up by the address's `kind`.

    The thing is locked before the view reads it and until it has been written, so that what the form joins
    (`EditForm`) is what stands. Where it has been removed, what was typed is shown again.
    """

    def marked(view: View) -> View:
        @wraps(view)
        def one_at_a_time(request: HttpRequest, *args: Any, **address: Any) -> HttpResponse:  # noqa: ANN401
            if request.method != "POST":
                return view(request, *args, **address)
            with transaction.atomic():
                wanted = {field: address[name] for field, name in names.items()}
                if where is not None:
                    wanted |= where(request, **address)
                kind: Any = model
                if not isinstance(model, type):
                    kind = model(address["kind"])
                if kind is None:
                    raise Http404
                list(kind._default_manager.select_for_update(of=("self",)).filter(**wanted).values_list("pk"))
                try:
                    return view(request, *args, **address)
                except Http404:
                    return gone_page(request)

        one_at_a_time.edits = model  # type: ignore[attr-defined]
        return one_at_a_time

    return marked


def gone_page(request: HttpRequest) -> HttpResponse:
    """Tells that the thing is gone; raises Http404 where what was sent is no form of ours."""
    began = Began.read(next((request.POST[name] for name in request.POST if name.endswith("began")), ""))
    if began is None:
        raise Http404
    removed = AuditEntry.objects.filter(ref__in=began.refs).select_related("person").first()
    typed = [
        text.strip()
        for name, texts in request.POST.lists()
        if name.rpartition("-")[2] not in _NOT_TYPED
        for text in texts
        if text.strip()
    ]
    return render(request, "common/gone.html", {"removed": removed, "typed": typed}, status=410)
