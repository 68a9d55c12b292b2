"""The undo button: its address, and what happens when it is pressed."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tertial.accounts.queries import person_of
from tertial.common import audit
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.things.undo import nothing_here, page_after
from tertial.things.undo import undo as take_back


def undo_address(subject: Keyed) -> str:
    """The address that takes back what this request has written about a thing; none where it wrote nothing."""
    newest = audit.newest_noted(subject)
    return undo_address_of([newest] if newest is not None else [])


def undo_address_of(entries: Iterable[AuditEntry]) -> str:
    """The address that takes back some writes, all of them or none; none where there are none."""
    numbers = "-".join(str(entry.pk) for entry in entries)
    return reverse("organisation:undo", args=[numbers]) if numbers else ""


@require_POST
def undo(request: HttpRequest, entries: str) -> HttpResponse:
    """Takes back one or more writes, all or none, and goes on to what the first of them was about."""
    numbers = {int(number) for number in entries.split("-") if number.isascii() and number.isdecimal()}
    found = list(AuditEntry.objects.filter(pk__in=numbers).order_by("-pk"))
    if not found or len(found) != len(numbers):
        raise nothing_here()
    with transaction.atomic():
        done = [take_back(by=person_of(request), entry=entry) for entry in found]
    messages.success(request, _("The change is undone."), extra_tags=undo_address_of(done))
    return redirect(page_after(found[-1]))
