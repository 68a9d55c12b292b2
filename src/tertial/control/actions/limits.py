"""The limits of one control, as they are stored."""

from tertial.control.actions.control_model import Limits, stored_limits
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlModel
from tertial.control.scales import result_scale
from tertial.domain.control import ResultScale, ResultStep, UnusableThresholds
from tertial.domain.message import Message, excerpt, gettext_noop


def checked_limits(limits: Limits, model: ControlModel) -> list[dict[str, str]]:
    """The limits of a control's own; none where the municipality's apply.

    Raises ControlNotSaved for limits with gaps, and for a word that the municipality does not have: each word means the
    same everywhere, only what it takes to earn it differs.
    """
    if not limits:
        return []
    scale = result_scale(model)
    for word, _limit in limits:
        if scale.rank(word.strip()) is None:
            template = gettext_noop("“%(word)s” is not a result here; choose among %(words)s.")
            words = ", ".join(step.word for step in scale.steps)
            raise ControlNotSaved(Message(template, {"word": excerpt(word), "words": words}), "limits")
    try:
        ResultScale(tuple(ResultStep(word.strip(), limit) for word, limit in limits))
    except UnusableThresholds as error:
        raise ControlNotSaved(error.message, "limits") from error
    return stored_limits(limits)
