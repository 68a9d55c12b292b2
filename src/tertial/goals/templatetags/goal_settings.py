"""How the steering model's percentages are printed."""

from decimal import Decimal

from django import template

from tertial.domain.numbers_sv import format_decimal

register = template.Library()


@register.simple_tag
def percent(value: Decimal) -> str:
    """A percentage with the decimals it needs and a no-break space before the sign."""
    exponent = value.normalize().as_tuple().exponent
    return f"{format_decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)}\u00a0%"
