"""What entries about goals and the steering model hold, in words."""

from tertial.domain.assessment import IndicatorState
from tertial.domain.document import Shape, Tone
from tertial.goals.marks import indicator_word
from tertial.goals.models import TargetKind
from tertial.goals.settings.mark_words import SHAPE_WORDS, TONE_WORDS
from tertial.organisation.log_values import describe


def declare() -> None:
    """Says what the log cannot read from the models."""
    steps = ("scalestep", "assignmentstatus")
    describe(
        shaped={
            "goalindicator.state": lambda state: indicator_word(IndicatorState(state)),
            "indicator.kind": lambda kind: str(TargetKind(kind).label),
            **{f"{each}.shape": lambda shape: str(SHAPE_WORDS[Shape(shape)]) for each in steps},
            **{f"{each}.tone": lambda tone: str(TONE_WORDS[Tone(tone)]) for each in steps},
        }
    )
