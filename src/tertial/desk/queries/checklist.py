"""How far a municipality has come with setting up, step by step, read from what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, gettext_lazy

from tertial.domain.period import Period
from tertial.organisation.models import SkippedStep, Unit
from tertial.organisation.steps import STEPS, THE_LIST, Progress, Step


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    BEGUN = "begun"
    NEXT = "next"
    LATER = "later"
    WAITS = "waits"
    SKIPPED = "skipped"


_SHOWN = {
    State.DONE: (gettext_lazy("Done"), "check", "good"),
    State.BEGUN: (gettext_lazy("Begun"), "half", "fair"),
    State.NEXT: (gettext_lazy("Next"), "ongoing", "neutral"),
    State.LATER: (gettext_lazy("Not begun"), "none", "neutral"),
    State.WAITS: (gettext_lazy("Waits"), "late", "neutral"),
    State.SKIPPED: (gettext_lazy("Skipped"), "unknown", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step with its state, what is there in figures, and where its button leads.

    `first` is the step that it waits for, to which the button then leads.
    """

    step: Step
    state: State
    figures: str
    url: str
    first: Step | None = None
    skipped: SkippedStep | None = None

    @property
    def title(self) -> str:
        """What the step is called."""
        return gettext(self.step.word)

    @property
    def why(self) -> str:
        """Why it is taken."""
        return gettext(self.step.why)

    @property
    def first_title(self) -> str:
        """What must come first is called."""
        return gettext(self.first.word) if self.first is not None else ""

    @property
    def word(self) -> str:
        """The state in a word."""
        return str(_SHOWN[self.state][0])

    @property
    def shape(self) -> str:
        """The shape of the state."""
        return _SHOWN[self.state][1]

    @property
    def tone(self) -> str:
        """The tone of the state."""
        return _SHOWN[self.state][2]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All steps of a municipality; `put_away` where someone has said that the list need not be shown."""

    municipality: Unit
    lines: Sequence[Line]
    put_away: SkippedStep | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(line.state == State.DONE for line in self.lines)

    @property
    def next(self) -> Line | None:
        """The step to take now; None where all are done or skipped."""
        return next((line for line in self.lines if line.state == State.NEXT), None) or next(
            (line for line in self.lines if line.state == State.BEGUN), None
        )

    @property
    def is_shown(self) -> bool:
        """Whether the start page leads here: something remains, and nobody has put the list away."""
        return self.put_away is None and any(line.state not in (State.DONE, State.SKIPPED) for line in self.lines)


def checklist(municipality: Unit, period: Period) -> Checklist:
    """Every step of every room, in their order."""
    skipped = {
        each.step: each for each in SkippedStep.objects.filter(municipality=municipality).select_related("person")
    }
    progress = {step.key: step.progress(municipality) for step in STEPS.in_order}
    lines: list[Line] = []
    for step in STEPS.in_order:
        is_first = not any(line.state == State.NEXT for line in lines)
        lines.append(_line(step, progress, skipped.get(step.key), municipality, period, is_first=is_first))
    return Checklist(municipality, lines, skipped.get(THE_LIST))


def _line(
    step: Step,
    progress: Mapping[str, Progress],
    skipped: SkippedStep | None,
    municipality: Unit,
    period: Period,
    *,
    is_first: bool,
) -> Line:
    own = progress[step.key]
    first = next((STEPS.called(key) for key in step.after if key in progress and not progress[key].figures), None)
    if own.done:
        state = State.DONE
    elif skipped is not None:
        state = State.SKIPPED
    elif own.figures:
        state = State.BEGUN
    elif first is not None:
        state = State.WAITS
    else:
        state = State.NEXT if is_first else State.LATER
    waits_for = first if state in (State.WAITS, State.SKIPPED) else None
    url = (waits_for or step).page(municipality, period)
    return Line(step, state, own.figures, url, waits_for, skipped if state == State.SKIPPED else None)
