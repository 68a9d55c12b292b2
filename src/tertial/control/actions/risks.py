"""Writes about risks and what is done about them."""

from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.control.actions.writing import checked_ref, needed, write
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlPlan, Measure, Risk
from tertial.control.scales import risk_scale
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.risk import Decision
from tertial.organisation import gate


@transaction.atomic
def save_risk(
    *,
    by: Person,
    plan: ControlPlan,
    risk: Risk | None = None,
    process: str,
    description: str,
    likelihood: int,
    consequence: int,
    decision: Decision | str,
    reason: str = "",
    about: Ref = NO_REF,
    responsible: Person | None = None,
) -> Risk:
    """Creates or changes a risk of a plan.

    Raises UnusableRisk off the plan's scale, UnknownRef for a ref that stands for nothing, and ControlNotSaved without
    a description or where one of the gravest risks is accepted without a reason.
    """
    gate.enter(by=by, act=gate.PLAN, things=[risk or plan])
    return write_risk(
        by=by,
        plan=plan,
        risk=risk,
        process=process,
        description=description,
        likelihood=likelihood,
        consequence=consequence,
        decision=decision,
        reason=reason,
        about=about,
        responsible=responsible,
    )


def write_risk(
    *,
    by: Person,
    plan: ControlPlan,
    risk: Risk | None = None,
    process: str,
    description: str,
    likelihood: int,
    consequence: int,
    decision: Decision | str,
    reason: str = "",
    about: Ref = NO_REF,
    responsible: Person | None = None,
) -> Risk:
    """What `save_risk` does behind the gate."""
    scale = risk_scale(plan.control_model)
    gravest = scale.is_gravest(likelihood, consequence)
    if Decision(decision) is Decision.ACCEPT and gravest and not reason.strip():
        template = gettext_noop("A risk as grave as this can only be accepted with a reason; write why.")
        raise ControlNotSaved(Message(template), "reason")
    saved = risk or Risk(plan=plan, position=plan.risks.count())
    process_needed = Message(gettext_noop("A risk belongs to a process or a goal; write which."))
    described = Message(gettext_noop("A risk needs a description; write what may happen, why, and what it leads to."))
    values = {
        "process": needed(process, "process", process_needed),
        "description": needed(description, "description", described),
        "likelihood": likelihood,
        "consequence": consequence,
        "decision": Decision(decision).value,
        "reason": reason.strip(),
        "about": checked_ref(about),
        "responsible": responsible,
    }
    write(saved, values, by=by, action="risk.change" if risk else "risk.create")
    return saved


@transaction.atomic
def save_measure(
    *,
    by: Person,
    risk: Risk,
    measure: Measure | None = None,
    title: str,
    responsible: Person | None = None,
    due: date | None = None,
) -> Measure:
    """Creates or changes what is to be done about a risk; raises ControlNotSaved without words."""
    gate.enter(by=by, act=gate.PLAN, things=[measure or risk])
    return write_measure(by=by, risk=risk, measure=measure, title=title, responsible=responsible, due=due)


def write_measure(
    *,
    by: Person,
    risk: Risk,
    measure: Measure | None = None,
    title: str,
    responsible: Person | None = None,
    due: date | None = None,
) -> Measure:
    """What `save_measure` does behind the gate."""
    saved = measure or Measure(risk=risk, position=risk.measures.count())
    values = {
        "title": needed(title, "title", Message(gettext_noop("Write what is to be done about the risk."))),
        "responsible": responsible,
        "due": due,
    }
    write(saved, values, by=by, action="measure.change" if measure else "measure.create")
    return saved
