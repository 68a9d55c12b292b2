"""What the pages of the room share: the links between its parts, and amounts as they are printed."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.period_words import extent_words
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Quantity
from tertial.economy.ledger.closed import extent_of
from tertial.economy.menu import PARTS
from tertial.economy.statements.nothing import Nothing, why_nothing
from tertial.economy.statements.view import StatementView
from tertial.organisation.workplace import Workplace

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Part:
    label: str
    url: str
    current: bool


@register.inclusion_tag("economy/parts.html", takes_context=True)
def economy_parts(context: Context, current: str) -> dict[str, Any]:
    """Links to the parts of the room for the unit and period of the page; `current` is the view that is open."""
    workplace = context["workplace"]
    place = [workplace.code, workplace.period.key]
    parts = [
        _Part(_(entry.word), reverse(entry.view, args=[*place, *entry.more]), entry.view == current)
        for entry in PARTS.seen_by(context["request"])
    ]
    view = context.get("view")
    extent = view.extent_words if isinstance(view, StatementView) else _extent_words(workplace)
    return {"parts": parts, "extent": extent}


def _extent_words(workplace: Workplace) -> str:
    return extent_words(workplace.period, extent_of(workplace.unit, workplace.period))


@register.simple_tag(takes_context=True)
def nothing_to_show(context: Context, view: StatementView) -> Nothing:
    """Why there is no figure of the unit in the year, and what to do."""
    return why_nothing(context["workplace"], view.as_of)


@register.filter
def printed(quantity: Quantity | None) -> str:
    """The figure in Swedish format; a dash where there is none."""
    return format_quantity(quantity) if quantity is not None else "–"


@register.filter
def printed_with_unit(quantity: Quantity | None) -> str:
    """The same with its unit."""
    return format_quantity(quantity, with_unit=True) if quantity is not None else "–"
