"""Finds what an address names, checks that it may be read, and remembers where the person works."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tertial.accounts.queries import person_of
from tertial.domain.ref import Ref
from tertial.economy.models import LedgerImport
from tertial.intake.models import StagedImport
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.organisation.workplace import Workplace, enter


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """A workplace, its municipality, and whether the person may import there."""

    workplace: Workplace
    municipality: Unit
    may_import: bool

    def address(self, name: str, *arguments: object) -> str:
        """An address of this room, in the same unit and period."""
        return reverse(f"intake:{name}", args=[self.workplace.code, self.workplace.period.key, *arguments])


def enter_place(request: HttpRequest, code: str, period: str, *, to_import: bool = False) -> ImportPlace:
    """The place of a page. Raises NotAllowed where the person may not read, or not import where that is asked for."""
    workplace = enter(request, code, period)
    municipality = unit_tree().path(workplace.unit.pk)[-1]
    person = person_of(request)
    if to_import:
        gate.check(person, gate.PLAN, municipality)
    return ImportPlace(workplace, municipality, gate.may(person, gate.PLAN, municipality, workplace.period))


def staged_at(place: ImportPlace, ref: Ref) -> StagedImport:
    """A staged import of the municipality; 404 for another's."""
    found = StagedImport.objects.select_related("unit", "sent_by")
    return get_object_or_404(found, ref=ref, unit=place.municipality)


def import_at(place: ImportPlace, ref: Ref) -> LedgerImport:
    """An import of the municipality; 404 for another's."""
    found = LedgerImport.objects.select_related("municipality", "applied_by", "undone_by")
    return get_object_or_404(found, ref=ref, municipality=place.municipality)
