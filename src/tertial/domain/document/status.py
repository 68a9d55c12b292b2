"""A status as a word, a shape and a tone, so that colour never stands alone."""

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.document.errors import require_text
from tertial.domain.message import gettext_noop
from tertial.domain.ref import NO_REF, Ref


class Shape(StrEnum):
    """The sign beside a status word. The first four say a degree, the rest say a state."""

    FULL = "full"
    MOST = "most"
    HALF = "half"
    NONE = "none"
    CHECK = "check"
    NEAR = "near"
    CROSS = "cross"
    UNKNOWN = "unknown"
    ONGOING = "ongoing"
    LATE = "late"
    PAUSED = "paused"
    WARNING = "warning"


class Tone(StrEnum):
    """How a status is meant; a renderer gives it a colour, always beside word and shape."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status where it stands in a cell or a block; `ref` points at the assessment it shows."""

    word: str
    shape: Shape
    tone: Tone = Tone.NEUTRAL
    ref: Ref = NO_REF

    def __post_init__(self) -> None:
        require_text(self.word, gettext_noop("A status needs a word. Give it one beside its shape."))
