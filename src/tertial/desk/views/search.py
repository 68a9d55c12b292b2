"""The page of the search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.organisation import policies
from tertial.things import searching
from tertial.things.rights import Right


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that has the words, by kind."""
    person = person_of(request)
    policies.check_reads_somewhere(person)
    text = request.GET.get("q", "").strip()[:100]
    readable = [unit.pk for unit in policies.rights(person).units_with(Right.READ)]
    groups = searching.search(text, person, readable)
    context = {"search_text": text, "groups": groups, "words": text.split(), "most": searching.MOST}
    part = request.htmx and request.htmx.target == "hits"  # type: ignore[attr-defined]
    return render(request, "desk/search/hits.html" if part else "desk/search/page.html", context)
