"""What texts are about: a kind of thing says that it has texts, so that this room need not know it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.gate.guarded import Guarded
from tertial.organisation.models import Unit
from tertial.things.kinds import kind_called


class UnknownText(DomainError):
    """No text can stand at this address."""


def never_closed(slot: str) -> Message | None:  # noqa: ARG001 - one of the rules a subject can have
    """The rule for subjects whose texts are open always."""
    return None


@dataclass(frozen=True, slots=True)
class SubjectPlace:
    """A thing that texts are about: whose it is, what it is called, where its page is.

    `slots` are the texts it has, name to heading. `earlier` is the ref of the same thing in last year's plan.
    `about` is the thing as the gate sees it, where more may write than report for the unit. `why_closed` says of a
    text that nobody may write now why that is. `prompts` says of texts what is asked for in them.
    """

    unit: Unit
    label: str
    url: str
    slots: Mapping[str, str]
    earlier: Ref = NO_REF
    about: Guarded | None = None
    why_closed: Callable[[str], Message | None] = never_closed
    prompts: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, slot: str) -> str:
        """What a text is called by itself: that of what it is about, and its heading where there are several."""
        return self.label if len(self.slots) == 1 else f"{self.label}: {self.slots[slot]}"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where one text stands, written or not."""

    subject: Ref
    slot: str
    period: Period
    about: SubjectPlace

    @property
    def unit(self) -> Unit:
        """The unit whose text it is."""
        return self.about.unit

    @property
    def label(self) -> str:
        """The heading of the text."""
        return self.about.slots[self.slot]

    @property
    def prompt(self) -> str:
        """What is asked for in the text; empty where nothing more than its heading is said."""
        return self.about.prompts.get(self.slot, "")


@dataclass(frozen=True, slots=True)
class HasTexts:
    """That things of a kind have texts.

    `place` gets the ref and the period, and gives None where there is no such thing or it has no texts then.
    """

    place: Callable[[Ref, Period], SubjectPlace | None]


def subject_place(subject: Ref, period: Period) -> SubjectPlace | None:
    """What a ref stands for in a period; None where it stands for nothing that has texts."""
    kind = kind_called(subject.kind)
    has = kind.facet(HasTexts) if kind is not None else None
    return has.place(subject, period) if has is not None else None


def text_place(subject: Ref, slot: str, period: Period) -> TextPlace:
    """The place of a text. Raises UnknownText for a subject or slot that does not exist in the period."""
    about = subject_place(subject, period)
    if about is None or slot not in about.slots:
        raise UnknownText(
            Message(
                gettext_noop(
                    "There is no text “%(slot)s” about %(subject)s in %(period)s; go back and choose another."
                ),
                {"slot": slot, "subject": subject, "period": period.key},
            )
        )
    return TextPlace(subject, slot, period, about)
