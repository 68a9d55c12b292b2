"""Pages of presets: all of them, and one with what it would add, replace and leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.wording import sentence
from tertial.desk.models import TakenPreset
from tertial.desk.presets.actions import items_of, take_preset
from tertial.desk.presets.files import GROUPS, Preset, preset, presets
from tertial.desk.presets.items import Item, Stands
from tertial.domain.message import DomainError
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.undoing import undo_address


@dataclass(frozen=True)
class Shown:
    """A preset in the list: whether it has been taken, and stands."""

    preset: Preset
    taken: TakenPreset | None


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Every preset under the part of Tertial that it is about."""
    _person, municipality = _enter(request)
    rows = TakenPreset.objects.filter(municipality=municipality, taken_back_at=None).order_by("taken_at")
    taken = {each.preset: each for each in rows}
    groups = [
        (group, _(title), [Shown(each, taken.get(each.key)) for each in presets() if each.group == group])
        for group, title in GROUPS.items()
    ]
    return render(request, "desk/presets/page.html", {"groups": groups, "municipality": municipality})


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, preset_key: str) -> HttpResponse:
    """What a preset would do here; posting does it."""
    person, municipality = _enter(request)
    found = preset(preset_key)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, person, municipality, found)
    items = items_of(found, municipality)
    lacking = _lacking(found.first, municipality)
    context = {
        "preset": found,
        "new": _standing(items, Stands.NEW),
        "other": _standing(items, Stands.OTHER),
        "same": _standing(items, Stands.SAME),
        "first": lacking,
        "beside": _lacking(found.beside, municipality),
        "may_take": not lacking,
        "trail": [
            (_("Structure and settings"), reverse("organisation:structure")),
            (_("Presets"), reverse("desk:presets")),
        ],
    }
    return render(request, "desk/presets/one.html", context)


def _lacking(keys: Sequence[str], municipality: Unit) -> list[Preset]:
    """Those of some presets of which nothing is there yet."""
    known = [each for key in keys if (each := preset(key)) is not None]
    return [each for each in known if all(item.stands is Stands.NEW for item in items_of(each, municipality))]


def _standing(items: Sequence[Item], stands: Stands) -> list[Item]:
    return [item for item in items if item.stands is stands]


def _taken(request: HttpRequest, person: Person, municipality: Unit, found: Preset) -> HttpResponse:
    try:
        taken = take_preset(by=person, municipality=municipality, preset=found, replace=request.POST.getlist("replace"))
    except DomainError as error:
        messages.error(request, sentence(error.message))
        return redirect("desk:preset", found.key)
    text = _("“%(name)s” is set up. Change whatever you like: it is yours now.") % {"name": found.name}
    messages.success(request, text, extra_tags=undo_address(taken))
    return redirect("desk:presets")


def _enter(request: HttpRequest) -> tuple[Person, Unit]:
    """The administrator and their municipality. Raises NotAllowed for others."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, municipality)
    return person, municipality
