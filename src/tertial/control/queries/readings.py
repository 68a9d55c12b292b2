"""A control plan as it stands in a period: everything a page or a report shows of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from tertial.control.models import (
    ControlFollowUp,
    ControlModel,
    ControlPlan,
    ControlResult,
    JudgementApproval,
    Measure,
    Recheck,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.control.queries.comparison import ComparedRow, Comparison
from tertial.control.queries.progress import state_of
from tertial.control.scales import FINISHED, limits_of, result_scale, risk_scale, words_of
from tertial.domain.assessment import AssignmentState
from tertial.domain.control import Counted, ResultStep, upper_error_bound
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.risk import Decision, RiskScale, RiskZone, UnusableRisk
from tertial.domain.workflow.recommendation import Recommended
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """Something that is to be done, with its newest follow-up in the period."""

    follow_up: ControlFollowUp | None

    @property
    def state(self) -> str:
        """How far it has come; empty where nobody has said."""
        return self.follow_up.status if self.follow_up else ""

    @property
    def is_open(self) -> bool:
        """Whether something remains to be done."""
        return self.state not in FINISHED

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.state == AssignmentState.DONE.value


@dataclass(frozen=True, slots=True)
class MeasureReading(FollowedUp):
    """A measure and how far it has come. `continued` is what goes on with it in a later plan."""

    measure: Measure
    risk: Risk
    continued: "MeasureReading | None" = None

    @property
    def ref(self) -> Ref:
        """The name by which figures and findings point at it."""
        return self.measure.ref

    def is_late(self, today: date) -> bool:
        """Whether its day has passed while it is open; one that goes on in a later plan is late only there."""
        return self.continued is None and self.is_open and self.measure.due is not None and self.measure.due < today


@dataclass(frozen=True, slots=True)
class RiskReading:
    """A risk with its place on the scale and what is done about it; off a shortened scale it has no zone."""

    risk: Risk
    value: int
    zone: RiskZone | None
    gravest: bool
    measures: tuple[MeasureReading, ...]
    controls: int

    @property
    def ref(self) -> Ref:
        """The name by which figures and findings point at it."""
        return self.risk.ref

    @property
    def lacks_measure(self) -> bool:
        """Whether a measure has been decided, or is called for by its gravity, and none stands there."""
        called_for = self.risk.decision == Decision.MEASURE or (
            self.gravest and self.risk.decision != Decision.ACCEPT and not self.controls
        )
        return called_for and not self.measures


@dataclass(frozen=True, slots=True)
class ControlReading:
    """A systematic control with its newest result, and what the counts say of it.

    `common` is the unit's own row of the common control that it carries out.
    """

    control: SystematicControl
    result: ControlResult | None
    counted: Counted | None
    step: ResultStep | None
    common: ComparedRow | None
    confidence_percent: Decimal

    @property
    def ref(self) -> Ref:
        """The name by which figures and findings point at it."""
        return self.control.ref

    @property
    def conclusion(self) -> str:
        """What people concluded, or what the limits say where they have not."""
        if self.result is not None and self.result.conclusion:
            return self.result.conclusion
        if self.common is not None:
            return worst_word([result.step for result in self.common.results], self.control.plan.control_model)
        return self.step.word if self.step else ""

    @property
    def bound(self) -> Decimal | None:
        """How many percent may be wrong at most, where a sample was drawn from more than it holds."""
        result, counted = self.result, self.counted
        if result is None or counted is None or result.sample is None or not counted.population:
            return None
        if result.population is not None and result.population <= result.sample:
            return None
        return upper_error_bound(counted.population, counted.deviations, self.confidence_percent)


@dataclass(frozen=True, slots=True)
class RecommendationReading(FollowedUp):
    """A recommendation with how far it has come and its latest re-check."""

    recommendation: Recommendation
    recheck: Recheck | None

    @property
    def ref(self) -> Ref:
        """The name by which figures and findings point at it."""
        return self.recommendation.ref

    @property
    def closed(self) -> bool:
        """Whether a re-check has closed it."""
        return state_of(self.recheck) == Recommended.CLOSED

    @property
    def awaits_recheck(self) -> bool:
        """Whether the work is said to be done and nobody has looked yet."""
        return self.is_done and not self.closed


@dataclass(frozen=True)
class ControlPlanReading:
    """Everything of a control plan in a period; the common controls and the texts are read when they are asked for."""

    plan: ControlPlan
    period: Period
    risks: tuple[RiskReading, ...]
    controls: tuple[ControlReading, ...]
    recommendations: tuple[RecommendationReading, ...]
    read_commons: Callable[[], tuple[Comparison, ...]]

    @property
    def commons(self) -> tuple[Comparison, ...]:
        """The common controls that concern the unit, compared."""
        return self.read_commons()

    @cached_property
    def texts(self) -> Mapping[str, TextSection]:
        """What is written about the plan, by slot."""
        found = texts_of([self.plan.ref], self.period.key)
        return {slot: text for (_subject, slot), text in found.items()}

    @cached_property
    def approval(self) -> JudgementApproval | None:
        """The approval of the judgement, where it is approved."""
        return self.plan.approvals.filter(period=self.period.key).select_related("approved_by").first()

    @property
    def model(self) -> ControlModel:
        """The municipality's words and limits."""
        return self.plan.control_model

    @cached_property
    def scale(self) -> RiskScale:
        """The scale that the risks are valued on."""
        return risk_scale(self.model)

    @cached_property
    def words(self) -> dict[str, str]:
        """The municipality's headings."""
        return words_of(self.model)

    @cached_property
    def measures(self) -> tuple[MeasureReading, ...]:
        """Every measure, in the order of the risks."""
        return tuple(measure for risk in self.risks for measure in risk.measures)


def worst_word(steps: Iterable[ResultStep | None], model: ControlModel) -> str:
    """The worst of the words that several questions earn; empty where none is judged."""
    scale = result_scale(model)
    ranked = [(scale.rank(step.word) or 0, step.word) for step in steps if step is not None]
    return max(ranked)[1] if ranked else ""


def read_risk(risk: Risk, scale: RiskScale, measures: tuple[MeasureReading, ...], controls: int) -> RiskReading:
    """A risk with its value and zone."""
    try:
        zone = scale.zone(risk.likelihood, risk.consequence)
        gravest = scale.is_gravest(risk.likelihood, risk.consequence)
    except UnusableRisk:
        zone, gravest = None, False
    return RiskReading(risk, risk.likelihood * risk.consequence, zone, gravest, measures, controls)


def read_control(
    control: SystematicControl, result: ControlResult | None, common: ComparedRow | None
) -> ControlReading:
    """A systematic control with what its counts say."""
    model = control.plan.control_model
    counted = None
    if result is not None and result.deviations is not None:
        looked_at = result.sample if result.sample is not None else result.population
        counted = Counted(looked_at, result.deviations) if looked_at is not None else None
    share = counted.share_right if counted else None
    step = limits_of(control, model).step_for(share) if share is not None else None
    return ControlReading(control, result, counted, step, common, model.confidence_percent)
