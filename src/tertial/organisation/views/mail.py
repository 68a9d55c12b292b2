"""The page of mail, for whoever looks after Tertial: what has left, what waits, and what did not come through."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.domain.ref import Ref
from tertial.mail import outbox
from tertial.mail.models import Mail
from tertial.organisation import actions, gate
from tertial.organisation.forms import MailFilter
from tertial.organisation.mailing import how_many_need_a_look, lines, mails

_MAILS_A_PAGE = 50


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """All mail of the last thirty days."""
    by = _administrator(request)
    form = MailFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    paginator = Paginator(mails(**wanted), _MAILS_A_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": shown,
        "pages": list(paginator.get_elided_page_range(shown.number)),
        "lines": lines(shown.object_list),
        "is_on": outbox.is_on(),
        "sender": settings.TERTIAL_MAIL_SENDER,
        "own_address": by.email,
        "to_look_at": how_many_need_a_look(),
    }
    return render(request, "organisation/mail.html", context)


@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Sends a mail to whoever asks."""
    mail = actions.send_test_mail(by=person_of(request))
    messages.success(request, _("A test is on its way to %(address)s.") % {"address": mail.to})
    return redirect("organisation:mail")


@require_POST
def again(request: HttpRequest, mail_ref: Ref) -> HttpResponse:
    """Sends what could not be sent, or is in doubt."""
    mail = _mail(request, mail_ref)
    actions.send_mail_again(by=person_of(request), mail=mail)
    messages.success(request, _("The mail to %(address)s is sent again.") % {"address": mail.to})
    return redirect("organisation:mail")


@require_POST
def let_be(request: HttpRequest, mail_ref: Ref) -> HttpResponse:
    """Lets no more be done about a mail."""
    mail = _mail(request, mail_ref)
    actions.let_mail_be(by=person_of(request), mail=mail)
    messages.success(request, _("No more is done about the mail to %(address)s.") % {"address": mail.to})
    return redirect("organisation:mail")


def _administrator(request: HttpRequest) -> Person:
    """Whoever asks, who administers a whole municipality."""
    person = person_of(request)
    gate.check(person, gate.ADMINISTER, gate.whole_municipality())
    return person


def _mail(request: HttpRequest, ref: Ref) -> Mail:
    """The mail; others than administrators are not told whether there is one."""
    _administrator(request)
    return get_object_or_404(Mail, ref=ref)
