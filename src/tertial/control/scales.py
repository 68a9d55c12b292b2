"""The municipality's scales, statuses and headings as rules, marks and words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.control.models import CommonQuestion, ControlModel, SystematicControl
from tertial.domain.assessment import AssignmentState
from tertial.domain.control import ResultScale, ResultStep
from tertial.domain.document import Shape, StatusMark, Tone
from tertial.domain.numbers_sv import format_exact
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.risk import Decision, RiskScale, RiskZone

STATE_SHAPES = {
    AssignmentState.DONE: (Shape.CHECK, Tone.GOOD),
    AssignmentState.ONGOING: (Shape.ONGOING, Tone.NEUTRAL),
    AssignmentState.NOT_DONE_THIS_YEAR: (Shape.LATE, Tone.FAIR),
    AssignmentState.PAUSED: (Shape.PAUSED, Tone.NEUTRAL),
    AssignmentState.CANCELLED: (Shape.CROSS, Tone.POOR),
}
FINISHED = frozenset({AssignmentState.DONE.value, AssignmentState.CANCELLED.value})


def risk_scale(model: ControlModel) -> RiskScale:
    """The scale of a municipality's risks."""
    zones = tuple(RiskZone(str(zone["word"]), int(zone["at_least"])) for zone in model.zones)
    return RiskScale(tuple(model.likelihoods), tuple(model.consequences), zones)


def result_scale(model: ControlModel) -> ResultScale:
    """The limits of a municipality's control results."""
    return _steps(model.results)


def limits_of(own: SystematicControl | CommonQuestion, model: ControlModel) -> ResultScale:
    """The limits that a control or a question is judged by: its own, or the municipality's where it has none."""
    return _steps(own.limits or model.results)


def _steps(limits: Iterable[Mapping[str, object]]) -> ResultScale:
    return ResultScale(tuple(ResultStep(str(step["word"]), Decimal(str(step["at_least"]))) for step in limits))


def limits_in_words(scale: ResultScale) -> str:
    """`Approved from 95 %, Deficient from 80 %, otherwise Failed`."""
    *before, last = scale.steps
    parts = [
        _("%(word)s from %(limit)s %%") % {"word": step.word, "limit": format_exact(step.at_least)} for step in before
    ]
    return ", ".join([*parts, _("otherwise %(word)s") % {"word": last.word}]) if parts else last.word


def zone_mark(scale: RiskScale, zone: RiskZone, ref: Ref = NO_REF) -> StatusMark:
    """A zone of the risk matrix: the gravest warns, the mildest is good, those between are fair."""
    index = scale.zones.index(zone)
    if index == len(scale.zones) - 1:
        return StatusMark(zone.word, Shape.NONE, Tone.GOOD, ref)
    shape, tone = (Shape.WARNING, Tone.POOR) if index == 0 else (Shape.HALF, Tone.FAIR)
    return StatusMark(zone.word, shape, tone, ref)


def result_mark(scale: ResultScale, word: str, ref: Ref = NO_REF) -> StatusMark:
    """A result as decided; a word that has left the scale stands without a judgement."""
    rank = scale.rank(word)
    if rank is None:
        return StatusMark(word, Shape.UNKNOWN, Tone.NEUTRAL, ref)
    if rank == 0:
        return StatusMark(word, Shape.CHECK, Tone.GOOD, ref)
    shape, tone = (Shape.CROSS, Tone.POOR) if rank == len(scale.steps) - 1 else (Shape.NEAR, Tone.FAIR)
    return StatusMark(word, shape, tone, ref)


def status_words(model: ControlModel) -> dict[str, str]:
    """What each state of a measure is called, by its meaning."""
    known = {
        AssignmentState.DONE.value: _("Done"),
        AssignmentState.ONGOING.value: _("Ongoing"),
        AssignmentState.NOT_DONE_THIS_YEAR.value: _("Not done this year"),
        AssignmentState.PAUSED.value: _("Paused"),
        AssignmentState.CANCELLED.value: _("Cancelled"),
    }
    return _named(known, model.statuses)


def state_mark(model: ControlModel, state: str, ref: Ref = NO_REF) -> StatusMark:
    """How far something has come, in the municipality's word."""
    shape, tone = STATE_SHAPES[AssignmentState(state)]
    return StatusMark(status_words(model)[state], shape, tone, ref)


def decision_words(model: ControlModel) -> dict[str, str]:
    """What each decision about a risk is called."""
    known = {
        Decision.ACCEPT.value: _("Accept"),
        Decision.CONTROL.value: _("Keep watch"),
        Decision.MEASURE.value: _("Take measures"),
    }
    return _named(known, model.decisions)


def default_words() -> dict[str, str]:
    """Tertial's own words for the headings that a municipality can name itself."""
    return {
        "process": _("Goal / process"),
        "risk": _("Risk"),
        "measure": _("Measure against the risk"),
        "status": _("Status"),
        "audit": _("Audit"),
        "record_number": _("Record number"),
        "background": _("Risk/background"),
        "control": _("Systematic control"),
        "status_and_comment": _("Status and comment"),
        "why": _("Why is the control made?"),
        "common": _("common to the municipality"),
        "committee": _("Committee"),
        "total": _("Total"),
        "comment": _("Comment"),
        "summary": _("Summary of internal control"),
        "judgement": _("Judgement of internal control"),
        "result": _("What the control shows"),
    }


def words_of(model: ControlModel) -> dict[str, str]:
    """Every heading by its key."""
    return _named(default_words(), model.words)


def _named(known: Mapping[str, str], own: Mapping[str, object]) -> dict[str, str]:
    return {key: str(own.get(key) or word) for key, word in known.items()}
