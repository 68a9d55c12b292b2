"""The workbook of a unit and a year, empty or filled with what is there."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import Stored
from tertial.intake.workbook.scope import Scope
from tertial.intake.workbook.stored import stored_rows
from tertial.intake.workbook.wording import labels_of_rows, words_of
from tertial.intake.workbook.writing import Filling, write_book
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of, people_seen_by
from tertial.organisation.tree import unit_tree


def filled_workbook(*, viewer: Person, unit: Unit, year: int) -> bytes:
    """The workbook with the unit and all under it, and what belongs to the year."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    municipality = municipality_of(unit)
    rows = stored_rows(Scope(units, {year}, _people(viewer, units)))
    title = _("Start in Excel: %(unit)s %(year)s") % {"unit": unit.name, "year": year}
    return write_book(Filling(title, words_of(municipality), rows, labels_of_rows(municipality)))


def empty_workbook(*, unit: Unit | None, year: int) -> bytes:
    """The workbook without rows, with the words of the municipality where there is one."""
    municipality = municipality_of(unit) if unit is not None else None
    title = _("Start in Excel: %(year)s") % {"year": year}
    rows: dict[str, Stored] = {sheet.key: {} for sheet in SHEETS}
    return write_book(Filling(title, words_of(municipality), rows, labels_of_rows(municipality)))


def _people(viewer: Person, units: Collection[int]) -> set[int]:
    """Those who have a role in the units or answer for something there, as far as the viewer may see them."""
    seen = Person.objects.all() if viewer.is_system else people_seen_by(viewer, closed=True)
    near = (
        Q(roles__unit__in=units)
        | Q(goals__plan__unit__in=units)
        | Q(indicators__unit__in=units)
        | Q(assignments__plan__unit__in=units)
    )
    return set(seen.filter(near).order_by().values_list("pk", flat=True))
