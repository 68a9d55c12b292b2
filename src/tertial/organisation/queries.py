"""Reads about units."""

from datetime import date
from difflib import get_close_matches

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.organisation.models import Unit


class UnknownUnit(DomainError):
    """No unit has this code; the message names the nearest that exist."""


def unit_by_code(code: str) -> Unit:
    """The unit with the code, in any case; raises UnknownUnit with the nearest codes."""
    unit = Unit.objects.filter(code__iexact=code.strip()).select_related("parent").first()
    if unit is not None:
        return unit
    codes = list(Unit.objects.values_list("code", flat=True))
    near = get_close_matches(code.upper(), codes, n=3, cutoff=0.4) or codes[:5]
    if not near:
        raise UnknownUnit(Message(gettext_noop("There are no units yet; create one, or load the sample municipality.")))
    raise UnknownUnit(
        Message(
            gettext_noop("No unit has the code %(code)s; did you mean %(near)s?"),
            {"code": code, "near": ", ".join(near)},
        )
    )


def municipality_of(unit: Unit) -> Unit:
    """The unit at the top of the tree the unit stands in."""
    top = unit
    while top.parent is not None:
        top = top.parent
    return top


def living_units(day: date) -> list[Unit]:
    """The units that exist on a day."""
    return [unit for unit in Unit.objects.all() if unit.exists_on(day)]
