"""What of internal control points at things of other rooms, and what of it hangs loose."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.control.addresses import row_url, thing_url
from tertial.control.marks import conclusion_mark, followed_mark, recommendation_mark, result_state_mark, risk_mark
from tertial.control.models import ControlPlan, Measure, Recommendation, Risk, SystematicControl
from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading, MeasureReading, RecommendationReading
from tertial.domain.document import StatusMark
from tertial.domain.message import excerpt
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.graph import Connection, LooseEnd, LooseEnds, Owned
from tertial.organisation.models import Unit
from tertial.organisation.pointing import led_forward
from tertial.organisation.tree import unit_tree

Thing = Risk | Measure | SystematicControl | Recommendation
LONGEST_NAME = 160


def control_at(unit: Unit, period: Period, refs: Collection[Ref]) -> Iterator[Connection]:
    """The risks with their measures, the controls and the recommendations that concern what the refs stand for.

    They are those of the unit and of the units below it, of the period's year. A control that says nothing of its own
    concerns what its risk concerns. What still names a goal of an earlier year concerns the one that continues it.
    """
    pairs = _abouts(unit, period.year)
    led = led_forward({about for _plan, about in pairs}, period.year)
    wanted = {about for about, now in led.items() if now in refs}
    plans = ControlPlan.objects.filter(pk__in={plan for plan, about in pairs if about in wanted})
    for plan in plans.select_related("unit", "control_model__municipality"):
        for each in _of_plan(read_control_plan(plan, period)):
            if each.target in wanted:
                yield replace(each, target=led[each.target], unit=plan.unit)


def _abouts(unit: Unit, year: int) -> list[tuple[int, Ref]]:
    """Which plan of the unit, or of one below it, concerns which ref; one query."""
    family = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    plans = Q(plan__unit__in=family, plan__year=year, plan__archived_at=None, archived_at=None)
    kinds: tuple[type[Risk | SystematicControl | Recommendation], ...] = (Risk, SystematicControl, Recommendation)
    first, *others = (
        kind._default_manager.filter(plans).exclude(about=NO_REF).order_by().values_list("plan", "about")
        for kind in kinds
    )
    return list(first.union(*others))


def _of_plan(reading: ControlPlanReading) -> Iterator[Connection]:
    """Everything in a plan with what it concerns, each risk followed by its measures."""
    words, model, when = reading.words, reading.model, reading.period
    for risk in reading.risks:
        about = risk.risk.about
        yield _connection(about, words["risk"], risk.risk, when, risk_mark(reading, risk))
        for measure in risk.measures:
            yield _connection(about, words["measure"], measure.measure, when, followed_mark(model, measure))
    of_risk = {each.risk.pk: each.risk.about for each in reading.risks}
    for control in reading.controls:
        about = control.control.about or of_risk.get(control.control.risk_id or 0, NO_REF)
        mark = conclusion_mark(control) or result_state_mark(control)
        yield _connection(about, words["control"], control.control, when, mark)
    for each in reading.recommendations:
        found = each.recommendation
        yield _connection(found.about, _("Audit recommendation"), found, when, recommendation_mark(model, each))


def _connection(about: Ref, kind: str, thing: Thing, period: Period, mark: StatusMark) -> Connection:
    return Connection(about, kind, excerpt(str(thing), LONGEST_NAME), thing_url(thing, period), mark)


def loose_ends_of_control(unit: Unit, period: Period) -> Iterator[LooseEnds]:
    """What hangs loose in the unit's control plan for the period's year; nothing where there is no plan."""
    plan = control_plan_of(unit, period.year)
    if plan is None:
        return
    reading = read_control_plan(plan, period)
    yield LooseEnds(
        _("Risks without a measure"),
        _("They are too high to be left as they are, or measures have been decided, and nothing is planned."),
        [_loose(each.risk, period) for each in reading.risks if each.lacks_measure],
    )
    yield LooseEnds(
        _("Measures past their day"),
        _("They should have been done by now. Report how far they have come, or choose another day."),
        list(_late(reading.measures, period)),
    )
    yield LooseEnds(
        _("Controls without a result"),
        _("Their results are missing. Report what the controls showed."),
        [
            _loose(each.control, period)
            for each in reading.controls
            if each.result is None and not (each.common and each.common.is_answered)
        ],
    )
    yield LooseEnds(
        _("Common controls not answered"),
        _("The comparison lacks these. Answer, or remind who is to answer."),
        list(_unanswered(reading, period)),
    )
    yield LooseEnds(
        _("Recommendations past their day"),
        _("What the audit asked for should be done by now, and no re-check has closed it."),
        list(_overdue(reading.recommendations, period)),
    )


def owned_in_control(unit: Unit, period: Period) -> Iterator[Owned]:
    """Every risk and control of the unit's control plan, and what remains to be done, with who answers for it."""
    plan = control_plan_of(unit, period.year)
    if plan is None:
        return
    reading = read_control_plan(plan, period)
    things: list[Thing] = [
        *(each.risk for each in reading.risks),
        *(each.measure for each in reading.measures if each.is_open),
        *(each.control for each in reading.controls),
        *(each.recommendation for each in reading.recommendations if not each.closed),
    ]
    for thing in things:
        yield Owned(excerpt(str(thing), LONGEST_NAME), thing_url(thing, period), thing.responsible)


def _unanswered(reading: ControlPlanReading, period: Period) -> Iterator[LooseEnd]:
    own = {reading.plan.unit_id, *(below.pk for below in unit_tree().descendants(reading.plan.unit_id))}
    for comparison in reading.commons:
        for each in comparison.rows:
            if not each.is_answered and (each.row.unit_id or comparison.control.set_by_id) in own:
                yield LooseEnd(f"{comparison.control.name}: {each.row}", row_url(each.row, period))


def _overdue(recommendations: Iterable[RecommendationReading], period: Period) -> Iterator[LooseEnd]:
    today = timezone.localdate()
    for each in recommendations:
        due = each.recommendation.due
        if due is not None and due < today and not each.closed:
            day = _("should have been done by %(day)s") % {"day": due.isoformat()}
            yield _loose(each.recommendation, period, day)


def _loose(thing: Thing, period: Period, detail: str = "") -> LooseEnd:
    return LooseEnd(excerpt(str(thing), LONGEST_NAME), thing_url(thing, period), detail)


def _late(measures: Iterable[MeasureReading], period: Period) -> Iterator[LooseEnd]:
    today = timezone.localdate()
    for each in measures:
        if each.is_late(today) and each.measure.due is not None:
            day = each.measure.due.isoformat()
            yield _loose(each.measure, period, _("should have been done by %(day)s") % {"day": day})


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something whose responsible person has left: what it is called, who it was, and its page."""

    name: str
    person: str
    url: str


def left_behind(plan: ControlPlan, period: Period | None = None) -> list[Orphan]:
    """Risks, measures, controls and recommendations of a plan whose responsible person no longer has an account."""
    gone = Q(responsible__is_active=False, archived_at=None)
    when = period or Period.of_year(plan.year)
    things: list[Thing] = [
        *Risk.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
        *Measure.objects.filter(gone, risk__plan=plan, risk__archived_at=None).select_related(
            "responsible", "risk__plan"
        ),
        *SystematicControl.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
        *Recommendation.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
    ]
    return [
        Orphan(str(each), each.responsible.name if each.responsible else "", thing_url(each, when)) for each in things
    ]
