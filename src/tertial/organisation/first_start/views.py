"""The pages of the first start. What is written stays in the session until all of it is stored at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tertial.accounts import start_code
from tertial.accounts.actions import PersonNotSaved
from tertial.accounts.queries import remote_of
from tertial.accounts.views import BACKEND
from tertial.common.forms import refusals_shown_in
from tertial.common.serving.admission import hashes_passwords
from tertial.common.shared_pages import CHECKLIST
from tertial.common.wording import sentence
from tertial.organisation.actions.beginning import begin_with_code
from tertial.organisation.errors import UnitNotSaved
from tertial.organisation.first_start.forms import CodeForm, MunicipalityForm, YearForm, YouForm
from tertial.organisation.models import Unit

_KEPT = "first_start"
Kept = dict[str, Any]


@dataclass(frozen=True)
class _Step:
    """A step: its word in the address, its heading, what it says, and its form of what is kept."""

    word: str
    title: Any
    text: Any
    form: Callable[[Any, Kept], forms.Form]


def _year_form(data: Any, kept: Kept) -> forms.Form:  # noqa: ANN401 - as Django's forms
    usual = {"year": timezone.localdate().year, "language": get_language()}
    return YearForm(data, initial=usual | kept.get("ar", {}))


def _municipality_form(data: Any, kept: Kept) -> forms.Form:  # noqa: ANN401
    there = Unit.objects.filter(parent=None).order_by("code").values("name", "number", "code").first()
    return MunicipalityForm(data, initial={**(there or {}), **kept.get("kommun", {})})


STEPS = (
    _Step(
        "kod",
        gettext_lazy("Welcome to Tertial"),
        gettext_lazy("Nobody is here yet. Write the code that was printed in the terminal when Tertial was started."),
        lambda data, _kept: CodeForm(data),
    ),
    _Step(
        "du",
        gettext_lazy("You"),
        gettext_lazy("You become the administrator. You can add others, and hand over, at any time."),
        lambda data, kept: YouForm(data, kept=kept.get("du", {})),
    ),
    _Step(
        "kommun",
        gettext_lazy("Your municipality"),
        gettext_lazy("Everything here can be changed later."),
        _municipality_form,
    ),
    _Step("ar", gettext_lazy("Year and language"), gettext_lazy("Then you are ready to begin."), _year_form),
)
_WORDS = tuple(step.word for step in STEPS)


@hashes_passwords
@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def first_start(request: HttpRequest, word: str = "kod") -> HttpResponse:
    """One step; the last stores everything and signs its writer in."""
    if word not in _WORDS:
        raise Http404
    if not start_code.nobody_yet():
        return redirect("/")
    kept: Kept = request.session.get(_KEPT, {})
    elsewhere = _first_to_do(request, word, kept)
    if elsewhere is not None:
        return redirect("first_start:step", elsewhere)
    shown = STEPS[_WORDS.index(word)]
    form = shown.form(request.POST or None, kept)
    if request.method == "POST" and form.is_valid():
        answer = _next_page(request, form, word, kept)
        if answer is not None:
            return answer
    return _page(request, shown, form)


def _page(request: HttpRequest, shown: _Step, form: forms.Form) -> HttpResponse:
    place = _WORDS.index(shown.word)
    context = {
        "form": form,
        "step": shown,
        "number": place,
        "steps": STEPS[1:],
        "back": _WORDS[place - 1] if place > 1 else "",
        "is_last": place == len(STEPS) - 1,
    }
    return render(request, "organisation/first_start.html", context, status=422 if form.errors else 200)


def _first_to_do(request: HttpRequest, word: str, kept: Mapping[str, Any]) -> str | None:
    """The step that must be done before this one, if any."""
    if word == "kod":
        return None
    if not start_code.still_good(kept.get("kod", "")):
        if kept:
            messages.info(request, _("Write the code that Tertial printed last; what you have written is kept."))
        return "kod"
    before = _WORDS[1 : _WORDS.index(word)]
    return next((each for each in before if each not in kept), None)


def _next_page(request: HttpRequest, form: forms.Form, word: str, kept: Kept) -> HttpResponse | None:
    """Keeps what was written and goes on; None where it is refused, which the form then says."""
    if word == "kod":
        with refusals_shown_in(form):
            kept["kod"] = start_code.checked(form.cleaned_data["code"], remote=remote_of(request))
        if form.errors:
            return None
        request.session.cycle_key()
    else:
        with refusals_shown_in(form):
            kept[word] = form.to_keep() if isinstance(form, YouForm) else form.cleaned_data
        if form.errors:
            return None
    request.session[_KEPT] = kept
    if word == _WORDS[-1]:
        return _begun(request, kept)
    return redirect("first_start:step", _WORDS[_WORDS.index(word) + 1])


def _begun(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Stores everything. What is refused is said on the page where it is put right."""
    try:
        person, unit = begin_with_code(digest=kept["kod"], you=kept["du"], municipality=kept["kommun"], **kept["ar"])
    except start_code.BegunAlready as error:
        del request.session[_KEPT]
        return _refused(request, error, "accounts:sign_in")
    except start_code.CodeRefused as error:
        return _refused(request, error, "first_start:step", "kod")
    except PersonNotSaved as error:
        return _refused(request, error, "first_start:step", "du")
    except UnitNotSaved as error:
        return _refused(request, error, "first_start:step", "kommun")
    login(request, person, backend=BACKEND)
    request.session.pop(_KEPT, None)
    request.session["workplace"] = {"unit": unit.code, "period": str(kept["ar"]["year"])}
    messages.success(request, _("%(unit)s is begun, and you are its administrator.") % {"unit": unit.name})
    return redirect(CHECKLIST.address())


def _refused(request: HttpRequest, error: Any, *to: str) -> HttpResponse:  # noqa: ANN401 - any domain error
    messages.error(request, sentence(error.message))
    return redirect(*to)
