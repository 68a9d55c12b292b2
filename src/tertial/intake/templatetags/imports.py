"""How the pages of imports print what they show."""

import re

from django import template

from tertial.intake import words

register = template.Library()
_FIGURE = re.compile("[\u2212-]?[0-9\u00a0]+(,[0-9]+)?|–")


@register.filter
def counted(number: int) -> str:
    """A whole number with its thousands apart."""
    return words.counted(number)


@register.filter
def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, which stands to the right."""
    return bool(_FIGURE.fullmatch(text))
