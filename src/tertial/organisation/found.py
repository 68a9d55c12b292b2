"""Units and people, found by the words that someone searches for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.matching import having
from tertial.organisation.models import Unit
from tertial.organisation.queries import people_seen_by
from tertial.things.searching import Asked, Hit, HitGroup, hit_group


def units_found(asked: Asked) -> HitGroup:
    """The units that the person may read."""
    return hit_group(_("Units"), Unit.objects.filter(having(asked.words, "name", "code"), pk__in=asked.units), _unit)


def people_found(asked: Asked) -> HitGroup:
    """The people that the person may see."""
    return hit_group(_("People"), people_seen_by(asked.person).filter(having(asked.words, "name", "title")), _person)


def _unit(unit: Unit) -> Hit:
    place = f"{unit.code} · {unit.get_kind_display()}"
    return Hit(unit.name, place, reverse("organisation:unit", args=[unit.code]))


def _person(person: Person) -> Hit:
    return Hit(person.name, person.title, reverse("organisation:person", args=[person.ref]))
