"""Prints figures, words and places of this room."""

import re
from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals import addresses
from tertial.goals.queries.readings import OutcomeReading

register = template.Library()


@register.filter
def figure(outcome: OutcomeReading | None) -> str:
    """An outcome as it is printed, without its unit; nothing where there is none."""
    return format_quantity(outcome.quantity) if outcome is not None else ""


@register.simple_tag
def goal_address(goal_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of a goal in a period."""
    return addresses.goal_url(goal_ref, period, anchor)


@register.simple_tag
def indicator_address(indicator_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of an indicator in a period."""
    return addresses.indicator_url(indicator_ref, period, anchor)


@register.simple_tag
def assignment_address(assignment_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of an assignment in a period."""
    return addresses.assignment_url(assignment_ref, period, anchor)


@register.filter
def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text with the words that were searched for marked, whatever their case."""
    sought = "|".join(re.escape(word) for word in words if word)
    if not sought:
        return conditional_escape(text)
    parts = re.split(f"({sought})", text, flags=re.IGNORECASE)
    pieces = [
        format_html("<mark>{}</mark>", part) if odd % 2 else conditional_escape(part) for odd, part in enumerate(parts)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped
