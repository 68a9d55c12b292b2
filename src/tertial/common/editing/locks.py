"""Locks: what a write judges is read when nobody else can write it, and stays so until the write is done."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse

from tertial.common import audit
from tertial.common.editing.gone import gone_page
from tertial.common.editing.shown import mark
from tertial.domain.message import DomainError, Message, gettext_noop

View = Callable[..., HttpResponse]


class Gone(DomainError):
    """What was to be written has been removed meanwhile."""


def lock(*things: models.Model) -> None:
    """Brings stored things up to what stands in the database, and keeps others from writing them meanwhile.

    Must be called in a transaction, before anything is judged; what is not stored yet is left alone. Raises Gone for
    what someone has removed.
    """
    for thing in things:
        if thing.pk is None:
            continue
        model = thing.__class__  # the signed-in person comes in a wrapping that has a type of its own
        name, rows = str(thing), model._default_manager.select_for_update(of=("self",))
        try:
            thing.refresh_from_db(from_queryset=rows)
        except model.DoesNotExist as error:  # type: ignore[attr-defined]
            message = gettext_noop("“%(name)s” has been removed by someone else meanwhile.")
            raise Gone(Message(message, {"name": name})) from error


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
