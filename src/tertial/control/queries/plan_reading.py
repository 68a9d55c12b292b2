"""Reads a whole control plan in a fixed number of queries."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.control.models import (
    CommonControl,
    ControlFollowUp,
    ControlPlan,
    ControlResult,
    Measure,
    SystematicControl,
)
from tertial.control.queries.comparison import ComparedRow, Comparison, compare
from tertial.control.queries.progress import going_on_as, newest_follow_ups, newest_rechecks
from tertial.control.queries.readings import (
    ControlPlanReading,
    ControlReading,
    MeasureReading,
    RecommendationReading,
    RiskReading,
    read_control,
    read_risk,
)
from tertial.control.scales import risk_scale
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def control_plan_of(unit: Unit, year: int) -> ControlPlan | None:
    """The unit's control plan for the year, unless it is archived."""
    plans = ControlPlan.objects.filter(unit=unit, year=year, archived_at=None)
    return plans.select_related("unit", "control_model__municipality").first()


_kept: Kept[ControlPlanReading] = Kept(most=32)


def read_control_plan(plan: ControlPlan, period: Period) -> ControlPlanReading:
    """A control plan with everything in it, as things stood in the period; read again when something is written."""
    family = unit_tree().family(plan.unit_id)
    stamp = written("control", "texts", units=family, shared=("organisation", "accounts", "goals"))
    return _kept.get((plan.pk, period, get_language()), stamp, lambda: _read(plan, period))


def _read(plan: ControlPlan, period: Period) -> ControlPlanReading:
    measures, recommended = newest_follow_ups(period, plan)
    read_commons = cache(lambda: tuple(compare(commons_at(plan.unit, plan.year), period)))
    controls = list(plan.controls.filter(archived_at=None).select_related("responsible", "common", "risk"))
    recommendations = list(plan.recommendations.filter(archived_at=None).select_related("responsible"))
    rechecks = newest_rechecks(each.pk for each in recommendations)
    return ControlPlanReading(
        plan=plan,
        period=period,
        risks=_risks(plan, measures, Counter(control.risk_id for control in controls)),
        controls=_controls(plan, period, controls, read_commons),
        recommendations=tuple(
            RecommendationReading(recommended.get(each.pk), each, rechecks.get(each.pk)) for each in recommendations
        ),
        read_commons=read_commons,
    )


def commons_at(unit: Unit, year: int) -> QuerySet[CommonControl]:
    """The common controls of a year that the unit has set, or that are answered by it or by units below it; for a unit
    above, those that units below it have set."""
    tree = unit_tree()
    family = [unit.pk, *(below.pk for below in tree.descendants(unit.pk))]
    mine = Q(set_by__in=family) | Q(rows__unit__in=family)
    found = CommonControl.objects.filter(mine, year=year, archived_at=None).distinct()
    return found.select_related("set_by", "control_model", "continues")


def _risks(
    plan: ControlPlan, follow_ups: Mapping[int, ControlFollowUp], controls: Mapping[int | None, int]
) -> tuple[RiskReading, ...]:
    scale = risk_scale(plan.control_model)
    risks = list(plan.risks.filter(archived_at=None).select_related("responsible"))
    by_risk: dict[int, list[Measure]] = {}
    measures = list(Measure.objects.filter(risk__in=risks, archived_at=None).select_related("responsible"))
    for measure in measures:
        by_risk.setdefault(measure.risk_id, []).append(measure)
    later = {
        number: MeasureReading(follow_up, measure, measure.risk)
        for number, (measure, follow_up) in going_on_as(measures, plan).items()
    }
    return tuple(
        read_risk(
            risk,
            scale,
            tuple(
                MeasureReading(follow_ups.get(each.pk), each, risk, later.get(each.pk))
                for each in by_risk.get(risk.pk, ())
            ),
            controls.get(risk.pk, 0),
        )
        for risk in risks
    )


def _controls(
    plan: ControlPlan,
    period: Period,
    controls: Sequence[SystematicControl],
    read_commons: Callable[[], Iterable[Comparison]],
) -> tuple[ControlReading, ...]:
    own = {unit.pk for unit in unit_tree().descendants(plan.unit_id)} | {plan.unit_id}
    commons = read_commons() if any(control.common_id for control in controls) else ()
    rows = {comparison.control.pk: _own_row(comparison, own) for comparison in commons}
    results = newest_results(controls, period)
    for control in controls:
        control.plan = plan
    return tuple(read_control(each, results.get(each.pk), rows.get(each.common_id or 0)) for each in controls)


def _own_row(comparison: Comparison, own: set[int]) -> ComparedRow | None:
    return next((row for row in comparison.rows if row.row.unit_id in own), None)


def newest_results(controls: Iterable[SystematicControl], period: Period) -> dict[int, ControlResult]:
    """The newest result in or before the period of each control that has one."""
    found: dict[int, ControlResult] = {}
    results = ControlResult.objects.filter(control__in=list(controls)).select_related("person")
    for result in sorted(results, key=lambda each: Period.parse(each.period)):
        if Period.parse(result.period) <= period:
            found[result.control_id] = result
    return found
