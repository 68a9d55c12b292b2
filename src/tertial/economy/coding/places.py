"""Finds what an address names, in the municipality whose settings the person sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.keys import Keyed
from tertial.domain.validity import ALWAYS
from tertial.economy.models import Dimension, Statement
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.undoing import undo_address

SLUGS = {
    Dimension.ACCOUNT: "konton",
    Dimension.UNIT: "ansvar",
    Dimension.ACTIVITY: "verksamheter",
    Dimension.PROJECT: "projekt",
    Dimension.COUNTERPART: "motparter",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The municipality that the person works in, and whether they may change what belongs to it."""

    person: Person
    municipality: Unit
    may_change: bool


def enter_settings(request: HttpRequest) -> Settings:
    """What everyone with a role may read. Raises NotAllowed for others."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    return Settings(person, municipality, gate.may(person, gate.ADMINISTER, municipality))


def enter_to_change(request: HttpRequest) -> Settings:
    """The same for who may change it. Raises NotAllowed."""
    settings = enter_settings(request)
    gate.check(settings.person, gate.ADMINISTER, settings.municipality)
    return settings


def dimension_at(slug: str) -> Dimension:
    """The dimension with the slug; raises Http404."""
    for dimension, known in SLUGS.items():
        if known == slug:
            return dimension
    raise Http404


def codes_url(dimension: Dimension | str) -> str:
    """The address of the codes of a dimension."""
    return reverse("economy:codes", args=[SLUGS[Dimension(dimension)]])


def layout_url(statement: Statement) -> str:
    """The address of the layout of a statement."""
    return reverse("economy:layout", args=[statement.address])


def layout_at(address: str) -> dict[str, Any]:
    """Which statement of a municipality an address names: its key, and the year from which it counts."""
    key, _sign, year = address.partition("~")
    return {"key": key, "valid_from": int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else ALWAYS}


def codes_trail(dimension: Dimension) -> Sequence[tuple[str, str]]:
    """The way to the codes of a dimension."""
    return (
        (_("Structure and settings"), reverse("organisation:structure")),
        (_("Codes"), reverse("economy:all_codes")),
        (str(PLURALS[dimension]), codes_url(dimension)),
    )


def layouts_trail(*more: tuple[str, str]) -> Sequence[tuple[str, str]]:
    """The way to the layouts, and on."""
    return (
        (_("Structure and settings"), reverse("organisation:structure")),
        (_("Statement layouts"), reverse("economy:layouts")),
        *more,
    )


def say(request: HttpRequest, subject: Keyed, text: str) -> None:
    """Tells that something is written, with a button that takes it back."""
    messages.success(request, text, extra_tags=undo_address(subject))


PLURALS = {
    Dimension.ACCOUNT: gettext_lazy("Accounts"),
    Dimension.UNIT: gettext_lazy("Ledger units"),
    Dimension.ACTIVITY: gettext_lazy("Activities"),
    Dimension.PROJECT: gettext_lazy("Project codes"),
    Dimension.COUNTERPART: gettext_lazy("Counterparts"),
}
"""What the codes of a dimension are called."""
