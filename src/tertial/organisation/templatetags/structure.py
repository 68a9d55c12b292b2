"""The views of structure and settings, as tabs on top of each of its first pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tertial.common.menus import SETTINGS
from tertial.common.shared_pages import PRESETS, WORKBOOKS
from tertial.organisation import gate

register = template.Library()


@register.inclusion_tag("organisation/sections.html", takes_context=True)
def structure_sections(context: Context, current: str) -> dict[str, Any]:
    """`current` is the URL name of the open view; views that are not for this person are left out."""
    entries = SETTINGS.seen_by(context["request"])
    return {"sections": [(_(entry.word), reverse(entry.view), entry.view == current) for entry in entries]}


@register.simple_tag(takes_context=True)
def workbook_address(context: Context) -> str:
    """Where a municipality starts in Excel, for whoever may read a workbook in; none for others."""
    return WORKBOOKS.address() if gate.asked_by_coordinator(context["request"]) else ""


@register.inclusion_tag("organisation/start_in_excel.html", takes_context=True)
def start_in_excel(context: Context) -> dict[str, Any]:
    """That a list can be filled in in a workbook instead."""
    return {"address": workbook_address(context)}


@register.simple_tag(takes_context=True)
def presets_address(context: Context, group: str) -> str:
    """Where a group of presets is, with the way back here, for an administrator; none for others."""
    request = context["request"]
    if not gate.asked_by_administrator(request):
        return ""
    return f"{PRESETS.address()}?{urlencode({'back': request.get_full_path()})}#{group}"


@register.inclusion_tag("organisation/settings_first.html", takes_context=True)
def settings_first(context: Context, what: str, view: str, label: str, presets: str = "") -> dict[str, Any]:
    """What an administrator must set up before this can be done, and where; one comes back here after."""
    return {
        "what": what,
        "may_set_up": gate.asked_by_administrator(context["request"]),
        "url": reverse(view),
        "label": label,
        "presets": presets_address(context, presets) if presets else "",
        "back": context["request"].get_full_path(),
    }
