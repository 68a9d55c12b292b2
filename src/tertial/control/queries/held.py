"""Risks, measures, controls, recommendations, common controls and their parts, found by their keys."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse

from tertial.control import models
from tertial.control.addresses import common_url, plan_url, row_url, thing_url
from tertial.control.belonging import plan_of
from tertial.domain.period import Period
from tertial.texts.queries import with_texts
from tertial.things.histories import meant, refs_of
from tertial.things.kinds import Held

Thing = models.Risk | models.Measure | models.SystematicControl | models.Recommendation


def held_plan(plan: models.ControlPlan, _rest: str) -> Held:
    """A control plan, by its unit and its year."""
    return Held(
        called=f"{plan.unit.name} {plan.year}",
        way=partial(plan_url, plan),
        units=(plan.unit_id,),
        year=plan.year,
        archived=plan.archived_at is not None,
    )


def held_thing(thing: Thing, _rest: str = "") -> Held:
    """A risk, a measure, a control or a recommendation; it is archived where what it belongs to is."""
    plan = plan_of(thing)
    above = [thing.risk] if isinstance(thing, models.Measure) else []
    return Held(
        called=str(thing),
        way=partial(thing_url, thing),
        units=(plan.unit_id,),
        owner=thing.responsible_id,
        year=plan.year,
        archived=any(each.archived_at is not None for each in (thing, plan, *above)),
    )


def held_result(result: models.ControlResult, _rest: str) -> Held:
    """What a control came to, on its page."""
    return held_thing(result.control)


def held_follow_up(follow_up: models.ControlFollowUp, _rest: str) -> Held:
    """How far a measure or a recommendation has come, on its page."""
    thing = follow_up.measure or follow_up.recommendation
    assert thing is not None  # noqa: S101 - a constraint of the database
    return held_thing(thing)


def held_recheck(recheck: models.Recheck, _rest: str) -> Held:
    """That a recommendation was looked at again, on its page."""
    return held_thing(recheck.recommendation)


def held_common(lines: Sequence[models.CommonControl], _rest: str = "") -> Held:
    """A common control, which everyone may read who sets it or is asked; a line for each who is asked."""
    return _common(lines[0], lines)


def held_question(lines: Sequence[models.CommonQuestion], _rest: str) -> Held:
    """A question of a common control, on its page."""
    return _common(lines[0].control, lines)


def held_row(lines: Sequence[models.CommonRow], _rest: str) -> Held:
    """One who is asked, with the page where it answers."""
    return _row(lines[0], lines)


def held_answer(lines: Sequence[models.CommonAnswer], _rest: str) -> Held:
    """An answer, on the page where it is given."""
    return _row(lines[0].row, lines)


def held_model(model: models.ControlModel, _rest: str) -> Held:
    """The scales and words of a municipality."""
    return Held(
        called=model.municipality.name, way=partial(reverse, "control:settings"), units=(model.municipality_id,)
    )


def _common(control: models.CommonControl, lines: Sequence[Any]) -> Held:
    return Held(
        called=control.name,
        way=partial(common_url, control),
        units=_units(control, lines),
        year=control.year,
        archived=control.archived_at is not None,
    )


def _row(row: models.CommonRow, lines: Sequence[Any]) -> Held:
    return Held(
        called=f"{row.control.name}: {row}",
        way=lambda: row_url(row, Period.of_year(row.control.year)),
        units=_units(row.control, lines),
        year=row.control.year,
        archived=row.control.archived_at is not None,
    )


def _units(control: models.CommonControl, lines: Sequence[Any]) -> tuple[int, ...]:
    return tuple(dict.fromkeys([control.set_by_id, *(line.asked for line in lines if line.asked is not None)]))


def history_of_plan(key: str) -> Q:
    """The entries about a plan and its texts."""
    return Q(ref__in=with_texts(meant(models.ControlPlan, key).get().ref))


def history_of_measure(key: str) -> Q:
    """The entries about a measure and how far it has come."""
    measure = meant(models.Measure, key).get()
    return Q(ref__in=[measure.ref, *refs_of(models.ControlFollowUp, measure=measure)])


def history_of_recommendation(key: str) -> Q:
    """The entries about a recommendation, how far it has come and how it was looked at again."""
    recommendation = meant(models.Recommendation, key).get()
    refs = [
        recommendation.ref,
        *refs_of(models.ControlFollowUp, recommendation=recommendation),
        *refs_of(models.Recheck, recommendation=recommendation),
    ]
    return Q(ref__in=refs)


def history_of_follow_up(key: str) -> Q:
    """The entries about what was followed up."""
    ways = meant(models.ControlFollowUp, key).values_list("measure__ref", "recommendation__ref")
    measure, recommendation = ways.get()
    return history_of_measure(measure.key) if measure is not None else history_of_recommendation(recommendation.key)


def history_of_control(key: str) -> Q:
    """The entries about a control and what it came to."""
    control = meant(models.SystematicControl, key).get()
    return Q(ref__in=[control.ref, *refs_of(models.ControlResult, control=control)])


def history_of_common(key: str) -> Q:
    """The entries about a common control, its questions, who is asked and what they answered."""
    control = meant(models.CommonControl, key).get()
    refs = [
        *with_texts(control.ref, *refs_of(models.CommonRow, control=control)),
        *refs_of(models.CommonAnswer, row__control=control),
        *refs_of(models.CommonQuestion, control=control),
    ]
    return Q(ref__in=refs)


def history_of_row(key: str) -> Q:
    """The entries about one who is asked and its answers, also those that were taken back."""
    row = meant(models.CommonRow, key).get()
    refs = [*with_texts(row.ref), *refs_of(models.CommonAnswer, row=row)]
    return Q(ref__in=refs) | Q(action="common_answer.remove", before__row=row.pk)
