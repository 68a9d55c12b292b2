"""What stands in a line: words, and figures that know where they come from."""

from dataclasses import dataclass

from tertial.domain.document.errors import UnusableBlock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.quantity import Quantity
from tertial.domain.ref import NO_REF, Ref

ALLOWED_SCHEMES = ("http://", "https://", "mailto:", "#")


@dataclass(frozen=True, slots=True)
class Text:
    """Words with at most three marks; `href` is a web address, a mail address or an anchor in the same document."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        if self.href and not self.href.lower().startswith(ALLOWED_SCHEMES):
            raise UnusableBlock(
                Message(
                    gettext_noop("The link %(href)s cannot be used. Write it with https://, http:// or mailto:."),
                    {"href": excerpt(self.href)},
                )
            )


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, and a reference to what it came from (`outcome:77`); printed by `figure_text` alone."""

    quantity: Quantity
    ref: Ref = NO_REF
    with_unit: bool = False


Run = Text | Figure
Runs = tuple[Run, ...]


def words(text: str) -> Runs:
    """The runs of a plain text: none where it is empty."""
    return (Text(text),) if text else ()
