"""Pages of the steering model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.common.from_year import FromYearForm
from tertial.common.keys import Keyed
from tertial.common.period_words import years_words
from tertial.common.wording import sentence
from tertial.domain.assessment import AssignmentState
from tertial.domain.ref import Ref
from tertial.domain.validity import EARLIEST, LATEST, last_year, valid_in
from tertial.goals.actions.steering_model import move_part, remove_part, save_part, save_steering_model
from tertial.goals.actions.steering_start import start_steering_model
from tertial.goals.actions.steering_years import begin_steering_model
from tertial.goals.addresses import model_url
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.marks import status_mark, step_mark
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part, steering_model_of, steering_models_of
from tertial.goals.settings.forms import (
    STATE_WORDS,
    LevelForm,
    ModelForm,
    OriginForm,
    StatusForm,
    StepForm,
)
from tertial.goals.words import default_words
from tertial.organisation import gate
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.undoing import undo_address
from tertial.organisation.views.pages import form_page, structure_trail


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the lists that a steering model is made of."""

    rows: type[Part]
    form: Callable[..., forms.Form]
    fields: tuple[str, ...]
    title_new: str | Promise
    affects: str | Promise


_OF_THE_MODEL = ("name", "tolerance_percent", "indicator_weight_percent", "weighs_indicators")
KINDS: Mapping[str, _Kind] = {
    "nivaer": _Kind(
        Level,
        LevelForm,
        ("name", "name_plural", "unit_kind", "assessed"),
        gettext_lazy("New level"),
        gettext_lazy("A new name shows at once on every page and in every report of the years of these words."),
    ),
    "skala": _Kind(
        ScaleStep,
        StepForm,
        ("name", "at_least", "shape", "tone"),
        gettext_lazy("New step of the scale"),
        gettext_lazy(
            "A new limit changes the suggestions; what people have decided stays. A new name shows everywhere."
        ),
    ),
    "statusar": _Kind(
        AssignmentStatus,
        StatusForm,
        ("word", "meaning"),
        gettext_lazy("New status"),
        gettext_lazy("A new meaning changes how assignments that already have this word are counted."),
    ),
    "ursprung": _Kind(
        AssignmentOrigin,
        OriginForm,
        ("name", "prefix"),
        gettext_lazy("New origin"),
        gettext_lazy("A new name shows at once on every page and in every report of the years of these words."),
    ),
}


@require_GET
def page(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The steering model of the person's municipality in a year, or the newest, and what each part of it is for."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    models = steering_models_of(municipality)
    model = valid_in(models, year or LATEST)
    context: dict[str, Any] = {
        "municipality": municipality,
        "model": model,
        "models": [
            (each, model_url(each), years_words(each.valid_from, last_year(each, models)), each == model)
            for each in models
        ],
        "may_change": gate.may(person, gate.ADMINISTER, municipality),
    }
    if model is not None:
        context |= {
            "at": _year_of(model),
            "headings": [(usual, model.words.get(key, "")) for key, usual in default_words().items()],
            "levels": list(model.levels.all()),
            "steps": [(step, step_mark(step)) for step in model.scale_steps.all()],
            "statuses": [
                (status, status_mark(status), STATE_WORDS[AssignmentState(status.meaning)])
                for status in model.assignment_statuses.all()
            ],
            "origins": list(model.assignment_origins.all()),
        }
    return render(request, "goals/settings/page.html", context)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Stores a steering model to begin with."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, municipality)
    if not SteeringModel.objects.filter(municipality=municipality).exists():
        start_steering_model(by=person, municipality=municipality)
        messages.success(request, _("There is a steering model to begin with. Change its words to your own."))
    return redirect("steering_model:page")


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Words of their own from a year on, copied from those before."""
    person, newest = _to_change(request, LATEST)
    form = FromYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            model = begin_steering_model(by=person, municipality=newest.municipality, year=form.cleaned_data["year"])
            text = _("There are words from %(year)s, the same as before. Change them; earlier years keep theirs.")
            _say(request, model, text % {"year": model.valid_from})
            return redirect(model_url(model))
    return form_page(
        request,
        form,
        title=_("Words from a year on"),
        submit=_("Copy the words and begin"),
        cancel_url=reverse("steering_model:page"),
        trail=_trail(),
        text=_(
            "Levels, scale, statuses, origins and headings are copied and can then be changed. Earlier years keep their"
            " words and judgements, also in reports that are printed again."
        ),
    )


@require_http_methods(["GET", "POST"])
@edits(SteeringModel, lambda request, **_address: {"municipality": municipality_worked_in(person_of(request))})
def change(request: HttpRequest, year: int) -> HttpResponse:
    """Changes the name, the percentages and the headings."""
    person, model = _to_change(request, year)
    initial = {field: getattr(model, field) for field in _OF_THE_MODEL}
    form = ModelForm(request.POST or None, initial=initial, words=model.words, edits=model)
    if request.method == "POST" and form.is_valid():
        values = {field: form.cleaned_data[field] for field in initial}
        with refusals_shown_in(form):
            save_steering_model(
                by=person,
                municipality=model.municipality,
                valid_from=model.valid_from,
                words=form.words,
                **values,
            )
            _say(request, model, _("The steering model is saved."))
            return redirect(model_url(model))
    context = {"form": form, "trail": _trail(), "cancel_url": model_url(model)}
    return render(request, "goals/settings/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """Adds a level, step, status or origin."""
    person, model = _to_change(request, year)
    found = _kind(kind)
    form = found.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            part = save_part(by=person, part=found.rows(steering_model=model), values=form.cleaned_data)
            _say(request, part, _("“%(name)s” is added.") % {"name": part})
            return redirect(model_url(model, kind))
    return form_page(
        request,
        form,
        title=str(found.title_new),
        submit=_("Add"),
        cancel_url=model_url(model, kind),
        trail=_trail(),
        text=found.affects,
    )


@require_http_methods(["GET", "POST"])
@edits(SteeringModel, lambda request, **_address: {"municipality": municipality_worked_in(person_of(request))})
def change_part(request: HttpRequest, kind: str, part_ref: Ref) -> HttpResponse:
    """Changes a level, step, status or origin."""
    person, part = _part_to_change(request, kind, part_ref)
    found, name = _kind(kind), str(part)
    options = {"unlimited": True} if isinstance(part, ScaleStep) and part.at_least is None else {}
    form = found.form(
        request.POST or None, initial={field: getattr(part, field) for field in found.fields}, edits=part, **options
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            save_part(by=person, part=part, values=form.cleaned_data)
            _say(request, part, _("“%(name)s” is saved.") % {"name": part})
            return redirect(model_url(part.steering_model, kind))
    return form_page(
        request,
        form,
        title=_("Change “%(name)s”") % {"name": name},
        submit=_("Save"),
        cancel_url=model_url(part.steering_model, kind),
        trail=_trail(),
        text=found.affects,
    )


@require_POST
def move(request: HttpRequest, kind: str, part_ref: Ref) -> HttpResponse:
    """Moves a level, status or origin one step up, or down when `down` is posted."""
    person, part = _part_to_change(request, kind, part_ref)
    try:
        if move_part(by=person, part=part, down="down" in request.POST):
            _say(request, part, _("“%(name)s” is moved.") % {"name": part})
    except SteeringModelNotSaved as error:
        messages.error(request, sentence(error.message))
    return redirect(model_url(part.steering_model, kind))


@require_POST
def remove(request: HttpRequest, kind: str, part_ref: Ref) -> HttpResponse:
    """Takes away what nothing uses."""
    person, part = _part_to_change(request, kind, part_ref)
    name, back = str(part), model_url(part.steering_model, kind)
    try:
        remove_part(by=person, part=part)
    except SteeringModelNotSaved as error:
        messages.error(request, sentence(error.message))
    else:
        _say(request, part, _("“%(name)s” is removed.") % {"name": name})
    return redirect(back)


def _to_change(request: HttpRequest, year: int) -> tuple[Person, SteeringModel]:
    """The person and the steering model of the year, where the person may change it."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, municipality)
    model = steering_model_of(municipality, year)
    if model is None:
        raise Http404
    return person, model


def _year_of(model: SteeringModel) -> int:
    """A year in which the model counts, for addresses."""
    return max(model.valid_from, EARLIEST)


def _part_to_change(request: HttpRequest, kind: str, part_ref: Ref) -> tuple[Person, Part]:
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, municipality)
    rows: QuerySet[Any] = _kind(kind).rows._default_manager.select_related("steering_model__municipality")
    return person, get_object_or_404(rows, ref=part_ref, steering_model__municipality=municipality)


def _kind(kind: str) -> _Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _say(request: HttpRequest, subject: Keyed, text: str) -> None:
    messages.success(request, text, extra_tags=undo_address(subject))


def _trail() -> list[tuple[str, str]]:
    return list(structure_trail((_("Steering model"), reverse("steering_model:page"))))
