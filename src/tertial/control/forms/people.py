"""Whom a form can offer as responsible, and what it can offer to be about."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.accounts.models import Person
from tertial.common.fields import NOBODY, OneOf, RefChoice
from tertial.domain.message import excerpt
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around
from tertial.organisation.pointing import targets
from tertial.things.finding import name_of


def responsible() -> OneOf:
    """The one responsible."""
    return OneOf(label=_("Responsible"), required=False)


def offer_people(field: forms.Field, unit: Unit, now: Person | None) -> None:
    """Fills a field of the responsible."""
    field.offer(people_around(unit, now), nothing=NOBODY)  # type: ignore[attr-defined]


def about() -> RefChoice:
    """What a risk or a control is about, by its ref."""
    return RefChoice(
        label=_("Concerns"),
        required=False,
        help_text=_("A goal, an indicator, an assignment or a row of a statement; it shows there too."),
    )


def offer_about(field: forms.Field, unit: Unit, year: int, now: Ref) -> None:
    """Fills a field of what something is about; what is chosen now stays, also when it is of another plan."""
    found = targets(unit, year)
    choices: list[Any] = [("", _("Nothing special"))]
    for heading, group in groupby(found, key=lambda target: target.heading):
        choices.append((heading, [(target.ref, excerpt(target.name, 100)) for target in group]))
    if now and now not in {target.ref for target in found}:
        choices.append((now, name_of(now)))
    field.choices = choices  # type: ignore[attr-defined]
