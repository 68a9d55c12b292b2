"""How the steering model's percentages are printed."""

from decimal import Decimal

from django import template

from tertial.domain.numbers_sv import format_exact

register = template.Library()


@register.simple_tag
def percent(value: Decimal) -> str:
    """A percentage with the decimals it needs and a no-break space before the sign."""
    return f"{format_exact(value)}\u00a0%"
