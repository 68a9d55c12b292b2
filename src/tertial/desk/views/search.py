"""The page of the search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.organisation import policies, searching


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that has the words, by kind."""
    policies.check_reads_somewhere(person_of(request))
    text = request.GET.get("q", "").strip()[:100]
    groups = searching.search(person_of(request), text)
    context = {"search_text": text, "groups": groups, "words": text.split(), "most": searching.MOST}
    part = request.htmx and request.htmx.target == "hits"  # type: ignore[attr-defined]
    return render(request, "desk/search/hits.html" if part else "desk/search/page.html", context)
