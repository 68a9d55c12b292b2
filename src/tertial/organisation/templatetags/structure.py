"""The views of structure and settings, as tabs on top of each of its first pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.menus import SETTINGS

register = template.Library()


@register.inclusion_tag("organisation/sections.html", takes_context=True)
def structure_sections(context: Context, current: str) -> dict[str, Any]:
    """`current` is the URL name of the open view; views that are not for this person are left out."""
    entries = SETTINGS.seen_by(context["request"])
    return {"sections": [(_(entry.word), reverse(entry.view), entry.view == current) for entry in entries]}
