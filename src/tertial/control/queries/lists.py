"""Lists of risks, measures, controls and recommendations: filtered and sorted alike on the page and in a file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from tertial.accounts.models import Person
from tertial.control.queries.readings import (
    ControlPlanReading,
    ControlReading,
    MeasureReading,
    RecommendationReading,
    RiskReading,
)
from tertial.domain.swedish_order import swedish_order

Item = TypeVar("Item", RiskReading, MeasureReading, ControlReading, RecommendationReading)
_FAR = date(9999, 12, 31)
_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; empty is everything. `only` picks what needs someone's eye, by its name."""

    text: str = ""
    status: str = ""
    responsible: str = ""
    zone: str = ""
    decision: str = ""
    likelihood: str = ""
    consequence: str = ""
    only: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any(getattr(self, each.name) for each in fields(self) if each.name != "sort")


def risks_of(plan: ControlPlanReading, chosen: Chosen) -> list[RiskReading]:
    """The risks that match, in the plan's order unless sorted otherwise."""
    shown = [
        each
        for each in plan.risks
        if _contains(chosen.text, each.risk.process, each.risk.description, *(m.measure.title for m in each.measures))
        and chosen.zone in {"", each.zone.word if each.zone else ""}
        and chosen.decision in {"", each.risk.decision}
        and chosen.likelihood in {"", str(each.risk.likelihood)}
        and chosen.consequence in {"", str(each.risk.consequence)}
        and _is_of(each.risk.responsible_id, chosen.responsible)
        and (chosen.only != "without" or each.lacks_measure)
    ]
    return _sorted(shown, chosen.sort, _RISK_KEYS)


def measures_of(plan: ControlPlanReading, chosen: Chosen) -> list[MeasureReading]:
    """The measures that match, in the order of their risks unless sorted otherwise."""
    today = timezone.localdate()
    shown = [
        each
        for each in plan.measures
        if _contains(chosen.text, each.measure.title, each.risk.process, each.risk.description, _comment(each))
        and chosen.status in {"", each.state or "none"}
        and _is_of(each.measure.responsible_id, chosen.responsible)
        and (chosen.only != "late" or each.is_late(today))
    ]
    return _sorted(shown, chosen.sort, _MEASURE_KEYS)


def controls_of(plan: ControlPlanReading, chosen: Chosen) -> list[ControlReading]:
    """The controls that match, in the plan's order unless sorted otherwise."""
    shown = [
        each
        for each in plan.controls
        if _contains(chosen.text, each.control.process, each.control.name, each.result.comment if each.result else "")
        and chosen.status in {"", (each.result.status if each.result else "none")}
        and chosen.zone in {"", each.conclusion or "none"}
        and _is_of(each.control.responsible_id, chosen.responsible)
    ]
    return _sorted(shown, chosen.sort, _CONTROL_KEYS)


def recommendations_of(plan: ControlPlanReading, chosen: Chosen) -> list[RecommendationReading]:
    """The recommendations that match, in the plan's order unless sorted otherwise."""
    shown = [
        each
        for each in plan.recommendations
        if _contains(
            chosen.text,
            each.recommendation.audit,
            each.recommendation.record_number,
            each.recommendation.background,
            each.recommendation.measure,
            _comment(each),
        )
        and chosen.status in {"", each.state or "none"}
        and _is_of(each.recommendation.responsible_id, chosen.responsible)
        and (not chosen.only or _recommendation_is(each, chosen.only))
    ]
    return _sorted(shown, chosen.sort, _RECOMMENDATION_KEYS)


def _recommendation_is(each: RecommendationReading, only: str) -> bool:
    return {"open": not each.closed, "closed": each.closed, "recheck": each.awaits_recheck}.get(only, True)


def people_of(people: Iterable[Person | None]) -> list[Person]:
    """Everyone among the responsible, once and by name."""
    known = {person.pk: person for person in people if person is not None}
    return sorted(known.values(), key=lambda person: swedish_order(person.name))


def _comment(each: MeasureReading | RecommendationReading) -> str:
    return each.follow_up.comment if each.follow_up else ""


def _is_of(number: int | None, chosen: str) -> bool:
    return chosen in {"", str(number or "none")}


def _contains(text: str, *parts: str) -> bool:
    whole = " ".join(parts).casefold()
    return all(word in whole for word in text.casefold().split())


def _sorted(items: list[Item], sort: str, keys: Mapping[str, Callable[[Any], Any]]) -> list[Item]:
    key = keys.get(sort.removeprefix("-"))
    return sorted(items, key=key, reverse=sort.startswith("-")) if key is not None else items


def _name(person: Person | None) -> str:
    return swedish_order(person.name) if person is not None else _LAST


_RISK_KEYS: Mapping[str, Callable[[RiskReading], Any]] = {
    "process": lambda each: swedish_order(each.risk.process),
    "value": lambda each: (each.value, each.risk.consequence),
    "decision": lambda each: each.risk.decision,
    "responsible": lambda each: _name(each.risk.responsible),
}
_MEASURE_KEYS: Mapping[str, Callable[[MeasureReading], Any]] = {
    "title": lambda each: swedish_order(each.measure.title),
    "due": lambda each: each.measure.due or _FAR,
    "status": lambda each: each.state,
    "responsible": lambda each: _name(each.measure.responsible),
}
_CONTROL_KEYS: Mapping[str, Callable[[ControlReading], Any]] = {
    "process": lambda each: swedish_order(each.control.process),
    "name": lambda each: swedish_order(each.control.name),
    "result": lambda each: each.conclusion or _LAST,
    "responsible": lambda each: _name(each.control.responsible),
}
_RECOMMENDATION_KEYS: Mapping[str, Callable[[RecommendationReading], Any]] = {
    "audit": lambda each: swedish_order(each.recommendation.audit),
    "due": lambda each: each.recommendation.due or _FAR,
    "status": lambda each: each.state,
    "responsible": lambda each: _name(each.recommendation.responsible),
}
