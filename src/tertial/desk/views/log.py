"""The page of the audit log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.desk.forms import LogFilter
from tertial.desk.log import entries, kinds, lines
from tertial.organisation import gate

_ENTRIES_A_PAGE = 50


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """What has been written, by whom and when, newest first; a filter that cannot be read says why."""
    gate.check(person_of(request), gate.ADMINISTER, gate.whole_municipality())
    form = LogFilter(request.GET, kinds=kinds())
    wanted = form.cleaned_data if form.is_valid() else {}
    paginator = Paginator(entries(**wanted), _ENTRIES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "lines": lines(page.object_list),
    }
    return render(request, "desk/log.html", context, status=422 if form.errors else 200)
