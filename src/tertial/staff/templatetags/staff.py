"""Words of staff on a page."""

from django import template

from tertial.domain.period import Period
from tertial.staff.words import month_word

register = template.Library()


@register.filter
def month_name(month: Period) -> str:
    """`November`, in the active language."""
    return month_word(month).capitalize()
