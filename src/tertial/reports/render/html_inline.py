"""What stands in a line of HTML; everything written passes through `escaped`."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tertial.common.drawings import SHAPES
from tertial.domain.document import Figure, Runs, StatusMark, Text, figure_text, printable
from tertial.domain.document.as_json import exact_number
from tertial.domain.ref import Ref


def escaped(text: str) -> str:
    """Text that may stand in an element or an attribute."""
    return escape(printable(text), quote=True)


AddressOf = Callable[[Ref], str]
"""The page that shows what a ref stands for."""


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes lines. Where `address_of` is given, each figure that came from something leads to it."""

    address_of: AddressOf | None = None

    def runs(self, runs: Runs) -> str:
        """A line with its marks; a figure carries its value and what it came from."""
        return "".join(self.figure(run) if isinstance(run, Figure) else _text(run) for run in runs)

    def figure(self, figure: Figure) -> str:
        """A figure as printed, with its unrounded value and its source for whoever traces it."""
        ref = f' data-ref="{escaped(figure.ref)}"' if figure.ref else ""
        value = exact_number(figure.quantity.value)
        written = f'<data value="{value}"{ref}>{escaped(figure_text(figure))}</data>'
        if self.address_of is None or not figure.ref:
            return written
        return f'<a class="doc-trace" href="{escaped(self.address_of(figure.ref))}">{written}</a>'


def mark_html(mark: StatusMark) -> str:
    """A status: the shape for the eye, the word for everyone."""
    ref = f' data-ref="{escaped(mark.ref)}"' if mark.ref else ""
    shape = f'<svg aria-hidden="true" focusable="false" viewBox="0 0 20 20">{SHAPES[mark.shape.value]}</svg>'
    return f'<span class="doc-mark doc-{mark.tone.value}"{ref}>{shape}{escaped(mark.word)}</span>'


def _text(run: Text) -> str:
    written = escaped(run.text)
    if run.emphasis:
        written = f"<em>{written}</em>"
    if run.strong:
        written = f"<strong>{written}</strong>"
    return f'<a href="{escaped(run.href)}">{written}</a>' if run.href else written
