"""The page where someone sets their own password by a link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tertial.accounts.forms import NewPasswordForm
from tertial.accounts.password_links import LinkUnusable, holder_of, use_link
from tertial.common.forms import refusals_shown_in
from tertial.common.serving.admission import hashes_passwords
from tertial.common.wording import sentence


@hashes_passwords
@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def set_password_by_link(request: HttpRequest, name: str) -> HttpResponse:
    """Asks for a password, sets it, and goes on to signing in."""
    try:
        person = holder_of(name)
        form = NewPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            with refusals_shown_in(form):
                use_link(name=name, password=form.cleaned_data["password"])
                messages.success(request, _("Your password is set. Sign in with it."))
                return redirect("accounts:sign_in")
    except LinkUnusable as error:
        context = {"sentence": sentence(error.message), "status": 410}
        return render(request, "common/error.html", context, status=410)
    context = {"form": form, "person": person}
    return render(request, "accounts/set_password.html", context, status=422 if form.errors else 200)
