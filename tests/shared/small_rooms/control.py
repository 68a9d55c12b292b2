"""The small municipality's part of risks and controls."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.control.actions import plans, recommendations, risks
from tertial.control.actions.answers import AnswerGiven, answer
from tertial.control.actions.common_controls import (
    CommonGiven,
    QuestionGiven,
    RowGiven,
    save_common_control,
    save_question,
    set_rows,
)
from tertial.control.actions.control_model import ControlWords, save_control_model
from tertial.control.actions.controls import ControlGiven, CountsGiven, record_result, save_control
from tertial.control.models import (
    CommonAnswer,
    CommonControl,
    CommonQuestion,
    CommonRow,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.domain.period import Period

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

RISKS = "Process;Risk;Sannolikhet;Konsekvens;Beslut;Åtgärd\nLöner;Risk att fel lön betalas;3;2;measure;Stäm av\n"
WORDS = ControlWords(
    likelihoods=["Osannolik", "Möjlig", "Sannolik"],
    consequences=["Lindrig", "Kännbar", "Allvarlig"],
    zones=[("Hög", Decimal(6)), ("Medel", Decimal(3)), ("Låg", Decimal(1))],
    results=[("Godkänt", Decimal(95)), ("Bristfälligt", Decimal(80)), ("Underkänt", Decimal(0))],
)


@dataclass
class SmallControl:
    """A control plan with one of everything, and a control that the committee has set for two."""

    plan: ControlPlan
    risk: Risk
    measure: Measure
    control: SystematicControl
    recommendation: Recommendation
    common: CommonControl
    question: CommonQuestion
    row: CommonRow
    answer: CommonAnswer

    def entry(self) -> int:
        """The number of a new audit entry, to take back."""
        return audit.record(person=the_system(), action="risk.archive", subject=self.risk, before={}, after={}).pk


def store(place: "SmallMunicipality") -> SmallControl:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    committee, department = place.units["KS"], place.units["KSF"]
    save_control_model(by=the_system(), municipality=place.units["BY"], given=WORDS)
    plan = plans.create_control_plan(by=the_system(), unit=committee, year=2024)
    risk = risks.save_risk(
        by=the_system(),
        plan=plan,
        process="Inköp",
        description="Risk att inköp görs utan avtal",
        likelihood=3,
        consequence=2,
        decision="measure",
        about=place.goal.ref,
    )
    measure = risks.save_measure(by=the_system(), risk=risk, title="Utbilda beställare")
    given = recommendations.RecommendationGiven(
        audit="Granskning av inköp", measure="Se över rutinen", background="Brist"
    )
    recommendation = recommendations.save_recommendation(by=the_system(), plan=plan, given=given)
    common = save_common_control(
        by=the_system(), set_by=committee, year=2024, given=CommonGiven(name="Stickprov av fakturor", key="fakturor")
    )
    question = save_question(
        by=the_system(),
        control=common,
        given=QuestionGiven(label="Andel rätt", kind="share", sampled=True, judged=True, deviations_label="Fel"),
    )
    row, _other = set_rows(by=the_system(), control=common, rows=[RowGiven(committee), RowGiven(department)])
    year = Period.parse("2024")
    (answered,) = answer(by=the_system(), row=row, period=year, given={question.pk: AnswerGiven("22", "7")})
    control = save_control(
        by=the_system(), plan=plan, given=ControlGiven(process="Inköp", name="Granska inköp", risk=risk)
    )
    counts = CountsGiven(population="400", sample="40", deviations="3")
    record_result(by=the_system(), control=control, period=year, status="done", counts=counts)
    return SmallControl(plan, risk, measure, control, recommendation, common, question, row, answered)
