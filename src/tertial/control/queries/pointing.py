"""What of internal control points at a thing, and what hangs loose: for the pages of goals and for what is missing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tertial.control.addresses import thing_url
from tertial.control.models import ControlPlan, Measure, Recommendation, Risk, SystematicControl
from tertial.control.queries.plan_reading import read_control_plan
from tertial.control.queries.readings import ControlReading, MeasureReading, RecommendationReading, RiskReading
from tertial.domain.period import Part, Period


@dataclass(frozen=True, slots=True)
class Pointing:
    """Everything of internal control that says it concerns one thing."""

    risks: tuple[RiskReading, ...]
    controls: tuple[ControlReading, ...]
    recommendations: tuple[RecommendationReading, ...]

    def __bool__(self) -> bool:
        """Whether anything points there."""
        return bool(self.risks or self.controls or self.recommendations)


def pointing_at(ref: str, period: Period) -> Pointing:
    """The risks, controls and recommendations of the period's year that concern what the ref stands for.

    A control also counts where only its risk points there.
    """
    about = Q(archived_at=None, plan__archived_at=None, plan__year=period.year)
    plans = ControlPlan.objects.filter(year=period.year, archived_at=None).filter(
        Q(risks__about=ref, risks__archived_at=None)
        | Q(controls__about=ref, controls__archived_at=None)
        | Q(recommendations__about=ref, recommendations__archived_at=None)
    )
    wanted_risks = set(Risk.objects.filter(about, about=ref).values_list("pk", flat=True))
    readings = [
        read_control_plan(plan, period)
        for plan in plans.distinct().select_related("unit", "control_model__municipality")
    ]
    return Pointing(
        tuple(each for plan in readings for each in plan.risks if each.risk.pk in wanted_risks),
        tuple(
            each
            for plan in readings
            for each in plan.controls
            if each.control.about == ref or each.control.risk_id in wanted_risks
        ),
        tuple(each for plan in readings for each in plan.recommendations if each.recommendation.about == ref),
    )


def risks_without_measure(plan: ControlPlan, period: Period) -> list[RiskReading]:
    """Risks where a measure has been decided, or that are so grave that one is called for, and none stands there."""
    return [each for each in read_control_plan(plan, period).risks if each.lacks_measure]


def measures_past_due(plan: ControlPlan, period: Period, today: date) -> list[MeasureReading]:
    """Measures whose day has passed and that are neither done nor cancelled."""
    return [each for each in read_control_plan(plan, period).measures if each.is_late(today)]


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something whose responsible person has left: what it is called, who it was, and its page."""

    ref: str
    name: str
    person: str
    url: str


def left_behind(plan: ControlPlan) -> list[Orphan]:
    """Risks, measures, controls and recommendations of a plan whose responsible person no longer has an account."""
    gone = Q(responsible__is_active=False, archived_at=None)
    period = Period(plan.year, Part.YEAR)
    things: list[Risk | Measure | SystematicControl | Recommendation] = [
        *Risk.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
        *Measure.objects.filter(gone, risk__plan=plan).select_related("responsible", "risk__plan"),
        *SystematicControl.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
        *Recommendation.objects.filter(gone, plan=plan).select_related("responsible", "plan"),
    ]
    return [
        Orphan(
            f"{each._meta.model_name}:{each.pk}",
            str(each),
            each.responsible.name if each.responsible else "",
            thing_url(each, period),
        )
        for each in things
    ]
