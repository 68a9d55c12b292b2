"""Figures of staff, what they were imported with, and definitions of turnover, found by their keys."""

from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.shared_pages import IMPORT
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.staff.live_figures import KIND, labels, parse_ref
from tertial.staff.models import StaffImport, TurnoverDefinition
from tertial.staff.queries.imports import imports_behind
from tertial.staff.words import named
from tertial.things.histories import refs_of
from tertial.things.kinds import Held, no_history


def history_of_staff(key: str) -> Q:
    """The entries about the imports that a figure rests on."""
    found = parse_ref(Ref(KIND, key))
    if found is None:
        return no_history(key)
    return Q(ref__in=refs_of(StaffImport, pk__in=imports_behind(found.unit, found.period, found.name)))


def held_figure(key: str) -> Held:
    """A figure by unit, period and name: `KS:2024:sick_leave`."""
    found = parse_ref(Ref(KIND, key), unit_tree())
    if found is None:
        raise ValueError(key)
    return Held(
        called=f"{labels().get(found.name, found.name)}, {named(found.period)}",
        way=partial(reverse, "staff:figure", args=[found.unit.code, found.period.key, found.name]),
        units=(found.unit.pk,),
        year=found.period.year,
    )


def held_personnel(unit: Unit, _rest: str) -> Held:
    """A unit whose staff texts are about."""
    return Held(
        called=_("Staff, %(unit)s") % {"unit": unit.name},
        way=lambda: reverse("staff:overview", args=[unit.code, timezone.localdate().year]),
        units=(unit.pk,),
    )


def held_import(done: StaffImport, _rest: str) -> Held:
    """An import, on its page, seen from its last period."""
    period = done.periods[-1] if done.periods else ""
    return Held(
        called=str(done),
        way=partial(IMPORT.address, done.unit.code, period, done.ref),
        units=(done.unit_id,),
        year=int(period[:4]) if period else None,
        archived=done.undone_at is not None,
    )


def held_definition(definition: TurnoverDefinition, _rest: str) -> Held:
    """How turnover is counted, on the page of employees in the year of the last import."""
    return Held(
        called=definition.name,
        way=partial(_definition_page, definition),
        units=(definition.municipality_id,),
    )


def _definition_page(definition: TurnoverDefinition) -> str:
    last = StaffImport.objects.order_by("-pk").values_list("periods", flat=True).first() or ["2024"]
    return reverse("staff:employees", args=[definition.municipality.code, last[-1][:4]])
