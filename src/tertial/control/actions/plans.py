"""Writes about whole control plans: begin one, copy it forward to next year, take that back."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_refs
from tertial.common.locks import lock
from tertial.control.actions.control_model import control_model_for
from tertial.control.errors import ControlNotSaved
from tertial.control.models import (
    CommonControl,
    CommonQuestion,
    CommonRow,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.control.queries.came_along import SPEAKS_OF_ITS_YEAR
from tertial.control.queries.progress import finished_measures, open_recommendations
from tertial.domain.control import day_in_time, year_moved
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.pointing import led_forward


@transaction.atomic
def create_control_plan(*, by: Person, unit: Unit, year: int) -> ControlPlan:
    """Begins an empty control plan for a unit and year.

    Raises ControlNotSaved when the unit does not live that year, has a plan already, or its municipality has no scales.
    """
    gate.enter(by=by, act=gate.PLAN, things=[unit], period=Period.of_year(year))
    return write_control_plan(by=by, unit=unit, year=year)


def write_control_plan(*, by: Person, unit: Unit, year: int) -> ControlPlan:
    """What `create_control_plan` does behind the gate."""
    lock(unit)  # of two who begin at once the second is refused
    model = control_model_for(unit)
    _check_free(unit, year)
    plan = ControlPlan.objects.create(unit=unit, year=year, control_model=model)
    audit.record(person=by, action="control_plan.create", subject=plan, after={"unit": unit.code, "year": year})
    return plan


def _check_free(unit: Unit, year: int) -> None:
    whole = Period.parse(str(year))
    names = {"unit": unit.name, "year": str(year)}
    if unit.valid_from > whole.end or (unit.valid_to is not None and unit.valid_to < whole.start):
        raise ControlNotSaved(
            Message(gettext_noop("%(unit)s does not exist in %(year)s; choose a unit that does, or reopen it."), names)
        )
    if ControlPlan.objects.filter(unit=unit, year=year, archived_at=None).exists():
        template = gettext_noop("%(unit)s already has a control plan for %(year)s; open it, or archive it first.")
        raise ControlNotSaved(Message(template, names))


@transaction.atomic
def copy_forward(*, by: Person, plan: ControlPlan) -> ControlPlan:
    """Copies a plan to the year after: its risks with the measures that are still open, its systematic controls, the
    recommendations that no re-check has closed, and the common controls that the unit sets.

    Each copy knows what it continues. What concerned a goal or an assignment concerns the one that continues it, where
    there is one. A year in the words of controls, and a day that lies before the new year, are moved on
    (docs/rules/control-results.md). Results, answers and follow-ups belong to their year and are not copied.
    """
    gate.enter(by=by, act=gate.PLAN, things=[plan])
    lock(plan.unit)
    _check_free(plan.unit, plan.year + 1)
    copy = ControlPlan.objects.create(
        unit=plan.unit, year=plan.year + 1, control_model=plan.control_model, copied_from=plan
    )
    commons = _copy_common(plan)
    risks = {risk.pk: _again(risk, plan=copy) for risk in plan.risks.filter(archived_at=None)}
    done = finished_measures(plan)
    going_on = Measure.objects.filter(risk__in=risks, archived_at=None).exclude(pk__in=done)
    measures = [_again(each, risk=risks[each.risk_id], due=_due(each, copy.year)) for each in going_on]
    controls = [
        _again(
            each,
            plan=copy,
            risk=risks.get(each.risk_id or 0),
            common=_next_common(each, copy.year),
            **_moved(each, plan.year),
        )
        for each in plan.controls.filter(archived_at=None).select_related("common")
    ]
    recommendations = [_again(each, plan=copy, due=_due(each, copy.year)) for each in open_recommendations(plan)]
    _lead_forward(copy)
    after = {
        "from": plan.ref,
        "year": copy.year,
        "risks": len(risks),
        "measures": len(measures),
        "controls": len(controls),
        "recommendations": len(recommendations),
        "common_controls": commons,
    }
    audit.record(person=by, action="control_plan.copy", subject=copy, after=after)
    return copy


Copied = TypeVar("Copied", Risk, Measure, SystematicControl, Recommendation)
_OWN = {"id", "ref", "continues", "archived_at"}


def _again(thing: Copied, **places: object) -> Copied:
    """The same thing in the new plan."""
    kept = {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if field.name not in _OWN and field.name not in places
    }
    again: Copied = type(thing)._default_manager.create(**kept, **places, continues=thing)
    return again


def _due(thing: Measure | Recommendation, year: int) -> date | None:
    return day_in_time(thing.due, year) if thing.due is not None else None


def _moved(row: SystematicControl | CommonControl | CommonQuestion, year: int) -> dict[str, str]:
    """The words of a control with its year one year on."""
    return {name: year_moved(getattr(row, name), year) for name in SPEAKS_OF_ITS_YEAR[type(row)]}


def _lead_forward(plan: ControlPlan) -> None:
    """Lets what concerns a thing of last year concern what continues that thing, where there is something."""
    for things in (plan.risks, plan.controls, plan.recommendations):
        refs = set(things.exclude(about=NO_REF).values_list("about", flat=True))
        for before, now in led_forward(refs, plan.year).items():
            if now != before:
                things.filter(about=before).update(about=now)


def _copy_common(plan: ControlPlan) -> list[int]:
    """The common controls of next year; those that are there already are left as they are."""
    copied = []
    for control in CommonControl.objects.filter(set_by=plan.unit, year=plan.year, archived_at=None):
        if CommonControl.objects.filter(
            set_by=plan.unit, year=plan.year + 1, key=control.key, archived_at=None
        ).exists():
            continue
        questions, rows = list(control.questions.all()), list(control.rows.select_related("unit"))
        new = CommonControl.objects.get(pk=control.pk)
        new.pk, new.year, new.continues = None, plan.year + 1, control
        new.ref, new._state.adding = NO_REF, True
        _set(new, _moved(new, plan.year))
        new.save()
        for question in questions:
            question.pk, question.ref, question.control = None, NO_REF, new
            _set(question, _moved(question, plan.year))
        for row in rows:
            row.pk, row.ref, row.control = None, NO_REF, new
        give_refs(*questions)
        give_refs(*rows)
        CommonQuestion.objects.bulk_create(questions)
        CommonRow.objects.bulk_create(rows)
        SystematicControl.objects.filter(common=control, plan__year=plan.year + 1).update(common=new)
        copied.append(new.pk)
    return copied


def _set(row: CommonControl | CommonQuestion, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _next_common(control: SystematicControl, year: int) -> CommonControl | None:
    if control.common is None:
        return None
    return control.common.continuations.filter(year=year, archived_at=None).first() or control.common


@transaction.atomic
def archive_plan(*, by: Person, plan: ControlPlan) -> ControlPlan:
    """Puts a plan away with everything in it; it can be brought back. This is also how a copy is undone."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[plan])
    return write_plan_archived(by=by, plan=plan)


def write_plan_archived(*, by: Person, plan: ControlPlan) -> ControlPlan:
    """What `archive_plan` does behind the gate."""
    put_away(by=by, thing=plan, action="control_plan.archive")
    return plan


@transaction.atomic
def restore_plan(*, by: Person, plan: ControlPlan) -> ControlPlan:
    """Brings an archived plan back; raises ControlNotSaved when another plan has taken its place."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[plan])
    lock(plan.unit)
    if plan.archived_at is None:
        return plan
    _check_free(plan.unit, plan.year)
    bring_back(by=by, thing=plan, action="control_plan.restore")
    return plan
