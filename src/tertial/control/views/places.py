"""Finds what an address names, and checks that it may be read, and remembers where the person works."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tertial.accounts.queries import person_of
from tertial.control.addresses import KINDS
from tertial.control.belonging import plan_of, units_of
from tertial.control.models import (
    CommonControl,
    CommonRow,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.control.queries.plan_reading import commons_at
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import policies
from tertial.organisation.workplace import Workplace, enter, last_workplace
from tertial.things.rights import Right

_WITH: dict[type[Model], tuple[str, ...]] = {
    Risk: ("plan__unit", "plan__control_model", "responsible", "continues"),
    Measure: ("risk__plan__unit", "risk__plan__control_model", "responsible", "continues"),
    SystematicControl: ("plan__unit", "plan__control_model", "responsible", "continues", "risk", "common"),
    Recommendation: ("plan__unit", "plan__control_model", "responsible", "continues"),
}
Thing = Risk | Measure | SystematicControl | Recommendation


def enter_thing(request: HttpRequest, kind: str, ref: Ref, right: Right = Right.READ) -> tuple[Thing, Workplace]:
    """A risk, measure, control or recommendation in its plan's unit, in the period asked for."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    found: Any = get_object_or_404(model._default_manager.select_related(*_WITH[model]), ref=ref)
    thing: Thing = found
    plan = plan_of(thing)
    return thing, enter(request, plan.unit, period_of(request, plan.year), right)


def common_seen_from(workplace: Workplace, ref: Ref) -> CommonControl:
    """A common control that the unit has set or answers, or that a unit below it does; anything else is not there."""
    found = commons_at(workplace.unit, workplace.period.year).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def enter_common(request: HttpRequest, ref: Ref, right: Right = Right.PLAN) -> tuple[CommonControl, Workplace]:
    """A common control in the unit that has set it."""
    controls = CommonControl.objects.select_related("set_by", "control_model")
    control = get_object_or_404(controls, ref=ref)
    return control, enter(request, control.set_by, period_of(request, control.year), right)


def enter_row(request: HttpRequest, ref: Ref) -> tuple[CommonRow, Workplace]:
    """Who is asked by a common control: in its own unit, or seen from where it was set or another that is asked."""
    rows = CommonRow.objects.select_related("control__set_by", "control__control_model", "unit")
    row = get_object_or_404(rows, ref=ref)
    units = units_of(row.control)
    places = [row.unit or row.control.set_by, *units]
    unit = next((each for each in places if policies.may(person_of(request), Right.READ, each)), places[0])
    return row, enter(request, unit, period_of(request, row.control.year))


def period_of(request: HttpRequest, year: int) -> Period:
    """The period asked for, or the last one worked in; the whole year where that is another one."""
    last = last_workplace(request)
    text = request.GET.get("period") or request.POST.get("period") or (last[1] if last else "")
    period = Period.parse(text) if text else Period.of_year(year)
    return period if period.year == year else Period.of_year(year)
