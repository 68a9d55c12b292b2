"""Writes about systematic controls and what they come to."""

from dataclasses import dataclass

from django.db import transaction

from tertial.accounts.models import Person
from tertial.control.actions.control_model import Limits
from tertial.control.actions.limits import checked_limits
from tertial.control.actions.periods import check_period
from tertial.control.actions.writing import checked_ref, needed, write
from tertial.control.errors import ControlNotSaved
from tertial.control.models import CommonControl, ControlPlan, ControlResult, Risk, SystematicControl
from tertial.control.scales import limits_of, result_scale
from tertial.domain.assessment import AssignmentState
from tertial.domain.control import Counted, UnusableCount, check_sample, parse_count
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate


@dataclass(frozen=True, slots=True)
class CountsGiven:
    """What was typed about how many; empty is not known."""

    population: str = ""
    sample: str = ""
    deviations: str = ""


@dataclass(frozen=True, slots=True)
class ControlGiven:
    """What is written about how a control is made."""

    process: str
    name: str
    why: str = ""
    method: str = ""
    frequency: str = ""
    about: Ref = NO_REF
    responsible: Person | None = None
    risk: Risk | None = None
    common: CommonControl | None = None
    limits: Limits = ()


@transaction.atomic
def save_control(
    *, by: Person, plan: ControlPlan, control: SystematicControl | None = None, given: ControlGiven
) -> SystematicControl:
    """Creates or changes a systematic control of a plan.

    Raises ControlNotSaved without a process and a name, with a risk of another plan, where the plan already carries
    the common control out, and with limits that cannot be or that belong to the questions of a common control.
    """
    gate.enter(by=by, act=gate.PLAN, things=[control or plan])
    if given.risk is not None and given.risk.plan_id != plan.pk:
        template = gettext_noop("“%(risk)s” belongs to another plan; choose one of this plan's risks.")
        raise ControlNotSaved(Message(template, {"risk": excerpt(given.risk.description)}), "risk")
    if given.common is not None:
        others = plan.controls.filter(common=given.common, archived_at=None)
        if others.exclude(pk=control.pk if control else 0).exists():
            template = gettext_noop("The plan already carries out “%(control)s”; change that one instead.")
            raise ControlNotSaved(Message(template, {"control": excerpt(given.common.name)}), "common")
    saved = control or SystematicControl(plan=plan, position=plan.controls.count())
    process_needed = Message(gettext_noop("A control belongs to a process or a goal; write which."))
    values = {
        "process": needed(given.process, "process", process_needed),
        "name": needed(given.name, "name", Message(gettext_noop("A control needs a name; write what is examined."))),
        "why": given.why.strip(),
        "method": given.method.strip(),
        "frequency": given.frequency.strip(),
        "about": checked_ref(given.about),
        "responsible": given.responsible,
        "risk": given.risk,
        "common": given.common,
        "limits": _limits(plan, given),
    }
    write(saved, values, by=by, action="control.change" if control else "control.create")
    return saved


def _limits(plan: ControlPlan, given: ControlGiven) -> list[dict[str, str]]:
    if given.common is not None and given.limits:
        template = gettext_noop("The limits of “%(control)s” are set on its questions, not here.")
        raise ControlNotSaved(Message(template, {"control": excerpt(given.common.name)}), "limits")
    return checked_limits(given.limits, plan.control_model)


@transaction.atomic
def record_result(
    *,
    by: Person,
    control: SystematicControl,
    period: Period,
    status: AssignmentState | str,
    counts: CountsGiven = CountsGiven(),
    conclusion: str = "",
    comment: str = "",
) -> ControlResult:
    """Stores what a control came to in a period, in place of what stood there.

    Raises UnusableCount for figures that cannot be, and ControlNotSaved for counts that belong to a common control, a
    conclusion that is not on the scale, or one that differs from the limits without a comment.
    """
    gate.enter(by=by, act=gate.REPORT, things=[control], period=period)
    check_period(period, control.plan)
    population, sample, deviations = _read(control, counts)
    _check_conclusion(control, conclusion, comment, sample if sample is not None else population, deviations)
    saved = ControlResult.objects.filter(control=control, period=period.key).first()
    values = {
        "control": control,
        "period": period.key,
        "status": AssignmentState(status).value,
        "population": population,
        "sample": sample,
        "deviations": deviations,
        "conclusion": conclusion,
        "comment": comment.strip(),
        "person": by,
    }
    write(saved or ControlResult(), values, by=by, action="control.result.change" if saved else "control.result.record")
    return ControlResult.objects.get(control=control, period=period.key)


def _read(control: SystematicControl, given: CountsGiven) -> tuple[int | None, int | None, int | None]:
    texts = {"population": given.population, "sample": given.sample, "deviations": given.deviations}
    if control.common_id is not None and any(text.strip() for text in texts.values()):
        template = gettext_noop("The counts of “%(control)s” are answered in the common control, not here.")
        field = next(name for name, text in texts.items() if text.strip())
        raise UnusableCount(Message(template, {"control": excerpt(control.name)}), field)
    read = {name: parse_count(text, name) if text.strip() else None for name, text in texts.items()}
    check_sample(read["population"], read["sample"], read["deviations"])
    return read["population"], read["sample"], read["deviations"]


def _check_conclusion(
    control: SystematicControl, conclusion: str, comment: str, looked_at: int | None, deviations: int | None
) -> None:
    words_known, scale = result_scale(control.plan.control_model), limits_of(control, control.plan.control_model)
    if conclusion and words_known.rank(conclusion) is None:
        template = gettext_noop("“%(word)s” is not a result here; choose among %(words)s.")
        words = ", ".join(step.word for step in words_known.steps)
        raise ControlNotSaved(Message(template, {"word": excerpt(conclusion), "words": words}), "conclusion")
    if not conclusion or looked_at is None or deviations is None or comment.strip():
        return
    share = Counted(looked_at, deviations).share_right
    if share is not None and scale.step_for(share).word != conclusion:
        template = gettext_noop(
            "By the limits the result is “%(word)s”; write in the comment why you conclude otherwise."
        )
        raise ControlNotSaved(Message(template, {"word": scale.step_for(share).word}), "comment")
