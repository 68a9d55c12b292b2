"""Finds what an address names, checks that it may be read, and remembers where the person works."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.accounts.queries import person_of
from tertial.domain.ref import Ref
from tertial.intake.adapter import Adapter, adapter_at
from tertial.intake.models import StagedImport
from tertial.intake.shown import PastImport
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace, enter


class SourceInAddress:
    """A part of an address that says which kind of file it is about."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> Adapter:
        """What the kind of file says of itself; ValueError where there is none."""
        found = adapter_at(value)
        if found is None:
            raise ValueError(value)
        return found

    def to_url(self, source: Adapter | str) -> str:
        """The word of the address."""
        return source if isinstance(source, str) else source.slug


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """A workplace, the kind of file, the unit that its files are for there, and whether the person may import."""

    workplace: Workplace
    source: Adapter
    unit: Unit
    may_import: bool

    def may(self, unit: Unit) -> bool:
        """Whether the person may import for a unit: an import that is seen here may be of one above."""
        if unit == self.unit:
            return self.may_import
        return gate.may(self.workplace.person, self.source.act, unit, self.workplace.period)

    def address(self, name: str, *arguments: object) -> str:
        """An address of this room, in the same unit and period."""
        return reverse(f"intake:{name}", args=[self.workplace.code, self.workplace.period.key, self.source, *arguments])

    def frame(self) -> dict[str, object]:
        """What every page of imports shows."""
        return {
            "workplace": self.workplace,
            "period": self.workplace.period,
            "source": self.source,
            "base": self.source.base,
            "here": "imports",
            "may_import": self.may_import,
            "trail": [(_(self.source.title), self.address("imports"))],
        }


def enter_place(
    request: HttpRequest, code: str, period: str, source: Adapter, *, to_import: bool = False
) -> ImportPlace:
    """The place of a page. Raises NotAllowed where the person may not read, or not import where that is asked for."""
    workplace, person = enter(request, code, period), person_of(request)
    unit = source.unit_of(workplace.unit)
    if to_import:
        gate.check(person, source.act, unit)
    return ImportPlace(workplace, source, unit, gate.may(person, source.act, unit, workplace.period))


def staged_at(place: ImportPlace, ref: Ref) -> StagedImport:
    """Files of the kind that were sent for the unit; 404 for another's."""
    found = StagedImport.objects.select_related("unit", "sent_by")
    return get_object_or_404(found, ref=ref, unit=place.unit, source__in=place.source.sources)


def past_of(place: ImportPlace, *refs: Ref) -> PastImport | None:
    """The import by one of the refs, seen from the place, to be taken back by whoever may import for its own unit."""
    past: Sequence[PastImport] = place.source.past(place.workplace)
    found = next((each for each in past if each.ref in refs), None)
    if found is None or place.may(found.unit):
        return found
    return replace(found, take_back="")
