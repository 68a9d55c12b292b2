"""Pages about what a ref stands for: its history, and the page where it stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.desk import log
from tertial.desk.views.start import place_to_work
from tertial.domain.ref import Ref
from tertial.organisation import policies
from tertial.things.finding import held, history_of, unknown
from tertial.things.kinds import Held

ENTRIES_A_PAGE = 40


@require_GET
def history(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Everything that was written about a thing, in sentences."""
    thing = _readable(request, ref)
    paginator = Paginator(history_of(ref), ENTRIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "thing": thing,
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
    return redirect(_readable(request, ref).page)


def _readable(request: HttpRequest, ref: Ref) -> Held:
    thing = held(ref)
    if not policies.may_see(person_of(request), ref, thing):
        raise unknown(ref)  # what may not be read is answered as what does not exist
    return thing
