"""Signing in and out, and what a person decides about themselves."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from tertial.accounts.actions import change_own_password, choose_language, save_person
from tertial.accounts.forms import DetailsForm, PasswordForm, SignInForm
from tertial.accounts.middleware import LANGUAGE_COOKIE
from tertial.accounts.models import Person
from tertial.accounts.queries import person_of, remote_of
from tertial.accounts.sign_in import DEVICE_COOKIE, DEVICE_FORGOTTEN_AFTER, device_of, who_signs_in
from tertial.accounts.start_code import nobody_yet
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.common.serving.admission import hashes_passwords
from tertial.common.shared_pages import FIRST_START
from tertial.domain.ref import Ref

_A_YEAR = 365 * 24 * 60 * 60
BACKEND = "tertial.accounts.backends.PersonBackend"


@hashes_passwords
@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Asks for address and password; in the sample municipality its people can be chosen instead."""
    if request.headers.get("HX-Request"):  # a part of a page asked for after the session ended
        return HttpResponseClientRedirect(reverse("accounts:sign_in"))
    if isinstance(request.user, Person):
        return _to(_next(request))
    if nobody_yet():
        return redirect(FIRST_START.address())
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            device = request.COOKIES.get(DEVICE_COOKIE, "")
            person = who_signs_in(**form.cleaned_data, remote=remote_of(request), device=device)
            login(request, person, backend=BACKEND)
            return _known(_to(_next(request)), device_of(person, device=device))
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "sample_people": list(_sample_people()) if settings.TERTIAL_DEMO else [],
    }
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def sign_in_as_sample(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Signs in as a person of the sample municipality; its address exists only where TERTIAL_DEMO is set."""
    if not settings.TERTIAL_DEMO:
        raise Http404
    login(request, get_object_or_404(_sample_people(), ref=person_ref), backend=BACKEND)
    return _to(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("accounts:sign_in")


@require_http_methods(["GET", "POST"])
@edits(Person, lambda request: {"pk": person_of(request).pk})
def profile(request: HttpRequest) -> HttpResponse:
    """Shows the person's own details and changes name and title."""
    person = Person.objects.get(pk=person_of(request).pk)
    form = _details_form(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            save_person(by=person, person=person, email=person.email, **form.cleaned_data)
            messages.success(request, _("Your details are saved."))
            return redirect("accounts:profile")
    return _profile_page(request, details=form, password=PasswordForm())


@hashes_passwords
@sensitive_post_parameters("current_password", "password")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Changes the person's own password and keeps this session, while all others end."""
    if request.method == "GET":
        return redirect("accounts:profile")
    person, form = person_of(request), PasswordForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            change_own_password(person=person, **form.cleaned_data)
            update_session_auth_hash(request, person)
            messages.success(request, _("Your password is changed. Everywhere else you have been signed out."))
            return redirect("accounts:profile")
    return _profile_page(request, details=_details_form(person), password=form)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Shows all pages in another language from now on."""
    chosen = request.POST.get("language", "")
    response = _to(_next(request))
    if chosen not in dict(settings.LANGUAGES):
        return response
    if isinstance(request.user, Person):
        choose_language(person=request.user, language=chosen)
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=_A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


def _details_form(person: Person, sent: QueryDict | None = None) -> DetailsForm:
    return DetailsForm(sent, initial={"name": person.name, "title": person.title}, edits=person)


def _profile_page(request: HttpRequest, **forms: BaseForm) -> HttpResponse:
    person = person_of(request)
    context = {
        "person": person,
        "roles": person.roles.select_related("unit"),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "accounts/profile.html", context, status=422 if wrong else 200)


def _sample_people() -> QuerySet[Person]:
    """Invented people only: no real address ends with .example (RFC 2606)."""
    return (
        Person.objects.filter(email__endswith=".example", is_active=True).prefetch_related("roles__unit").order_by("pk")
    )


def _next(request: HttpRequest) -> str:
    """Where to go on: the page asked for, if it is one of ours, else the start page."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours and asked.startswith("/") else resolve_url(settings.LOGIN_REDIRECT_URL)


def _to(address: str) -> HttpResponse:
    """To an address as it stands: `redirect` would take a word without a stroke for the name of a page."""
    return HttpResponseRedirect(address)


def _known(response: HttpResponse, device: str) -> HttpResponse:
    """Lets the browser be known the next time its owner signs in."""
    response.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=DEVICE_FORGOTTEN_AFTER,
        path=reverse("accounts:sign_in"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
