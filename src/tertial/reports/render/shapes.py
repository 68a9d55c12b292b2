"""The shapes beside status words, coloured by tone, from the one set of drawings that the web pages use too."""

from functools import cache

from tertial.common.drawings import SHAPES
from tertial.domain.document import Shape, Tone

TONE_COLOURS = {Tone.GOOD: "#1f6b3a", Tone.FAIR: "#8a5300", Tone.POOR: "#a3261f", Tone.NEUTRAL: "#47525f"}
"""Each at least 5:1 against white (WCAG 2.2, 1.4.3)."""


@cache
def shape_svg(shape: Shape, tone: Tone) -> str:
    """The shape as a picture file of its own."""
    drawing = SHAPES[shape.value].replace("var(--paper, #fff)", "#fff").replace("currentColor", TONE_COLOURS[tone])
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">{drawing}</svg>'
