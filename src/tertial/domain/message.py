"""A sentence for the user, kept apart from its language until someone reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(template: str) -> str:
    """Marks a template for translation and gives it back unchanged."""
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """An English template with named %-placeholders and the values that go into it.

    Values may be text, numbers, a Quantity or another Message; they are printed when the sentence is.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


class DomainError(ValueError):
    """Something the user wrote cannot be used; `message` is the sentence that says what, where and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def excerpt(text: str, longest: int = 60) -> str:
    """What someone wrote, cut to a length that can be quoted in a sentence."""
    text = text.strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
