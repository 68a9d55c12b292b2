"""What is shown when the thing that a form was about has been removed: who did it, and what was typed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tertial.common.editing.began import Began
from tertial.common.models import AuditEntry

_NOT_TYPED = {"csrfmiddlewaretoken", "began", "period", "next", "place"}


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
