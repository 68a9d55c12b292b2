"""Where a copied plan differs from the plan it was copied from: years in words, and days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from tertial.control.addresses import thing_url
from tertial.control.models import (
    CommonControl,
    CommonQuestion,
    ControlPlan,
    Measure,
    Recommendation,
    SystematicControl,
)

SPEAKS_OF_ITS_YEAR: Mapping[type[Model], tuple[str, ...]] = {
    SystematicControl: ("name", "method", "frequency"),
    CommonControl: ("name", "method", "of_whom", "measured", "remark_label"),
    CommonQuestion: ("label", "population_label", "deviations_label", "other_label"),
}
"""The words of a control that may name its year."""


@dataclass(frozen=True, slots=True)
class CameAlong:
    """One thing that differs from last year: which thing, what differs, before and now, and where to change it."""

    name: str
    what: str
    before: str
    now: str
    url: str


def came_along(plan: ControlPlan) -> list[CameAlong]:
    """The days and the words of controls in a copied plan that differ from last year's."""
    if plan.copied_from_id is None:
        return []
    continued = {"archived_at": None, "continues__isnull": False}
    measures = Measure.objects.filter(risk__plan=plan, risk__archived_at=None, **continued)
    commons = CommonControl.objects.filter(set_by=plan.unit, year=plan.year, **continued)
    commons = commons.select_related("continues", "set_by").prefetch_related("questions", "continues__questions")
    dated: list[Measure | Recommendation] = [
        *measures.select_related("continues", "risk__plan"),
        *plan.recommendations.filter(**continued).select_related("continues", "plan"),
    ]
    found: list[CameAlong] = []
    for thing in dated:
        found.extend(_differs(thing, thing.continues, ("due",), str(thing), thing_url(thing)))
    for control in plan.controls.filter(**continued).select_related("continues", "plan"):
        found.extend(_words(control, control.continues, str(control), thing_url(control)))
    for common in commons:
        found.extend(_words(common, common.continues, common.name, thing_url(common)))
        found.extend(_questions(common))
    return found


def _questions(common: CommonControl) -> Iterator[CameAlong]:
    assert common.continues is not None  # noqa: S101 - only such are asked for
    before = {question.key: question for question in common.continues.questions.all()}
    for question in common.questions.all():
        if question.key in before:
            url = reverse("control:question_change", args=[common.ref, question.ref])
            yield from _words(question, before[question.key], common.name, url)


def _words(now: Model, before: Model | None, name: str, url: str) -> Iterator[CameAlong]:
    return _differs(now, before, SPEAKS_OF_ITS_YEAR[type(now)], name, url)


def _differs(now: Model, before: Model | None, fields: tuple[str, ...], name: str, url: str) -> Iterator[CameAlong]:
    for field in fields:
        old, new = getattr(before, field), getattr(now, field)
        if old != new:
            what = str(now._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
            yield CameAlong(name, what, _shown(old), _shown(new), url)


def _shown(value: Any) -> str:  # noqa: ANN401 - a text or a day
    return "" if value is None else str(value)
