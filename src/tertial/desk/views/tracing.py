"""Pages about what a ref stands for: its history, and the page where it stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.desk import log
from tertial.desk.views.start import place_to_work
from tertial.domain.ref import Ref
from tertial.organisation import policies, tracing
from tertial.things.finding import unknown
from tertial.things.rights import Right

ENTRIES_A_PAGE = 40


@require_GET
def history(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Everything that was written about a thing, in sentences."""
    traced = _readable(request, ref)
    paginator = Paginator(tracing.history_of(traced), ENTRIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "traced": traced,
        "lines": log.lines(page.object_list),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
    }
    return render(request, "desk/history.html", context)


@require_GET
def trace(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Leads from a figure to the page where it stands."""
    place = place_to_work(request) if ref.kind == "count" else None
    if place:
        return redirect("goals:counted", *place, ref.key)
    return redirect(_readable(request, ref).url)


def _readable(request: HttpRequest, ref: Ref) -> tracing.Traced:
    traced = tracing.trace(ref)
    person = person_of(request)
    if not any(policies.may(person, Right.READ, unit) for unit in traced.units):
        raise unknown(ref)  # what may not be read is answered as what does not exist
    return traced
