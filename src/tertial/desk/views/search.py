"""The page of the search over everything."""

from collections.abc import Sequence
from itertools import chain, zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.organisation import policies
from tertial.things import searching
from tertial.things.rights import Right
from tertial.things.searching import Hit, HitGroup

MOST_SUGGESTED = 8


def suggested(groups: Sequence[HitGroup]) -> list[tuple[str, Hit]]:
    """The first hits with what kind they are: one of each kind, then the next of each, until there are enough."""
    rounds = zip_longest(*([(number, hit) for hit in group.hits] for number, group in enumerate(groups)))
    chosen = [each for each in chain.from_iterable(rounds) if each is not None][:MOST_SUGGESTED]
    return [(groups[number].label, hit) for number, hit in sorted(chosen, key=lambda each: each[0])]


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that has the words, by kind."""
    person = person_of(request)
    policies.check_reads_somewhere(person)
    text = request.GET.get("q", "").strip()[:100]
    readable = [unit.pk for unit in policies.rights(person).units_with(Right.READ)]
    groups = searching.search(text, person, readable)
    context = {"search_text": text, "groups": groups, "words": text.split(), "most": searching.MOST}
    if "suggestions" in request.GET:
        context |= {"suggested": suggested(groups)}
        return render(request, "desk/search/suggestions.html", context)
    part = request.htmx and request.htmx.target == "hits"  # type: ignore[attr-defined]
    return render(request, "desk/search/hits.html" if part else "desk/search/page.html", context)
