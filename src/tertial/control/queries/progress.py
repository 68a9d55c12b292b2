"""How far measures and recommendations have come at a time."""

from collections.abc import Iterable

from django.db.models import Q

from tertial.control.models import ControlFollowUp, ControlPlan, Measure, Recheck, Recommendation
from tertial.control.scales import FINISHED
from tertial.domain.period import Period
from tertial.domain.workflow.recommendation import Recommended


def newest_follow_ups(
    period: Period, plan: ControlPlan
) -> tuple[dict[int, ControlFollowUp], dict[int, ControlFollowUp]]:
    """The newest follow-up in or before the period of each measure of a plan, and of each recommendation."""
    of_plan = Q(measure__risk__plan=plan) | Q(recommendation__plan=plan)
    rows = list(ControlFollowUp.objects.filter(of_plan).select_related("person"))
    return _newest(rows, period, "measure_id"), _newest(rows, period, "recommendation_id")


def _newest(rows: Iterable[ControlFollowUp], period: Period, of: str) -> dict[int, ControlFollowUp]:
    found: dict[int, tuple[Period, ControlFollowUp]] = {}
    for row in rows:
        when, number = Period.parse(row.period), getattr(row, of)
        if number is not None and when <= period and (number not in found or found[number][0] < when):
            found[number] = (when, row)
    return {number: row for number, (_when, row) in found.items()}


def finished_measures(plan: ControlPlan) -> set[int]:
    """The measures of a plan whose newest follow-up says that nothing remains to be done."""
    measures, _recommendations = newest_follow_ups(Period.parse(str(plan.year)), plan)
    return {number for number, follow_up in measures.items() if follow_up.status in FINISHED}


def newest_rechecks(recommendations: Iterable[int]) -> dict[int, Recheck]:
    """The latest re-check of each recommendation that has one."""
    rows = Recheck.objects.filter(recommendation__in=list(recommendations)).select_related("person")
    return {row.recommendation_id: row for row in rows.order_by("on", "pk")}


def open_recommendations(plan: ControlPlan) -> list[Recommendation]:
    """The recommendations of a plan that no re-check has closed."""
    found = list(plan.recommendations.filter(archived_at=None))
    rechecks = newest_rechecks(each.pk for each in found)
    return [each for each in found if state_of(rechecks.get(each.pk)) == Recommended.OPEN]


def state_of(latest: Recheck | None) -> Recommended:
    """Where a recommendation stands after its latest re-check (docs/workflows.md)."""
    return Recommended.CLOSED if latest is not None and latest.closes else Recommended.OPEN


def going_on_as(measures: Iterable[Measure], plan: ControlPlan) -> dict[int, tuple[Measure, ControlFollowUp | None]]:
    """The measure of the unit's latest plan that continues each of those that go on, and how far it has come."""
    live = Measure.objects.filter(archived_at=None, risk__archived_at=None, risk__plan__archived_at=None)
    later = live.filter(continues__isnull=False, risk__plan__unit=plan.unit_id, risk__plan__year__gt=plan.year)
    latest: dict[int, Measure] = {}
    first = {measure.pk: measure.pk for measure in measures}
    for each in later.select_related("risk__plan").order_by("risk__plan__year", "pk"):
        if each.continues_id in first:
            first[each.pk] = first[each.continues_id]
            latest[first[each.pk]] = each
    rows = ControlFollowUp.objects.filter(measure__in=list(latest.values()))
    newest = {row.measure_id: row for row in sorted(rows, key=lambda row: Period.parse(row.period))}
    return {number: (last, newest.get(last.pk)) for number, last in latest.items()}
