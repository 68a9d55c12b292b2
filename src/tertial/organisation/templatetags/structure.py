"""The views of structure and settings, as tabs on top of each of its first pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tertial.accounts.queries import person_of
from tertial.organisation import policies

register = template.Library()


@register.inclusion_tag("organisation/sections.html", takes_context=True)
def structure_sections(context: Context, current: str) -> dict[str, Any]:
    """`current` is the URL name of the open view; views without address, or not for this person, are left out."""
    names = [
        ("organisation:structure", _("Units")),
        ("organisation:people", _("People")),
        ("organisation:roles", _("Roles")),
        ("steering_model:page", _("Steering model")),
        ("economy:all_codes", _("Codes")),
        ("economy:layouts", _("Statement layouts")),
        ("reports:templates", _("Report templates")),
    ]
    if policies.administers_municipality(person_of(context["request"])):
        names.append(("control:settings", _("Internal control")))
        names.append(("organisation:log", _("Log")))
    found = [(label, _address(name), name == current) for name, label in names]
    return {"sections": [section for section in found if section[1]]}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
