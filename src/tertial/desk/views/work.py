"""The page of long work, for whoever looks after Tertial: what is under way, stopping it, and trying again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.policies import NotThere
from tertial.desk.queries.backups import told_of_backups
from tertial.desk.queries.work import trouble_with_workers, work_groups
from tertial.domain.message import Message, gettext_noop
from tertial.organisation import gate
from tertial.things.models import Work
from tertial.things.work import LongWork, called, long_work

_CANNOT = gettext_noop("This work cannot be stopped or begun again; look at it on its own page.")


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """All long work: what could not be done, what is under way, what waits, and what is over."""
    _administrator(request)
    context = {"groups": work_groups(), "trouble": trouble_with_workers(), "backups": told_of_backups()}
    return render(request, "desk/work.html", context)


@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stops a piece of work, or keeps it from beginning."""
    by, row, known = _asked(request, key)
    if known.stop is None:
        raise NotThere(Message(_CANNOT))
    known.stop(by, row)
    messages.success(request, _("The work is stopped; nothing of it is kept."))
    return redirect("desk:work")


@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Asks once more for what could not be done, or was stopped."""
    by, row, known = _asked(request, key)
    known.again(by, row)
    messages.success(request, _("The work is asked for again."))
    return redirect("desk:work")


def _asked(request: HttpRequest, key: str) -> tuple[Person, Work, LongWork]:
    by, row = _administrator(request), get_object_or_404(called(key))
    known = long_work(row.name)
    if known is None:
        raise NotThere(Message(_CANNOT))
    return by, row, known


def _administrator(request: HttpRequest) -> Person:
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.whole_municipality())
    return by
