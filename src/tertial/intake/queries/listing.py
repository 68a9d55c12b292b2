"""Imports of a municipality, and which of them count for which months."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.common.swedish_order import InSwedishOrder
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.economy.models import LedgerImport
from tertial.intake.models import AT_WORK, StagedImport, StagedState
from tertial.intake.queries.work import work_on
from tertial.intake.words import kronor, months
from tertial.organisation.models import Unit

_UNDER_WAY = (StagedState.UPLOADED, *AT_WORK, StagedState.READY, StagedState.FAILED)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import of the list; `newer` are the imports that have taken its place, `left` the months where it counts."""

    ledger_import: LedgerImport
    files: str
    months: str
    debit: str
    credit: str
    mark: StatusMark
    newer: Sequence[LedgerImport]
    left: Sequence[int]


def imports_of(municipality: Unit, only: LedgerImport | None = None) -> list[ImportRow]:
    """The municipality's imports, newest first; `only` gives that one alone."""
    every = LedgerImport.objects.filter(municipality=municipality).select_related("applied_by", "undone_by")
    holders: dict[tuple[str, str, int], LedgerImport] = {}
    rows = []
    for each in every.order_by("-applied_at", "-pk"):
        places = [(each.kind, each.source_system, period) for period in each.periods]
        if each.undone_at is None:
            newer = {holders[place].pk: holders[place] for place in places if place in holders}
            left = [place[2] for place in places if place not in holders]
            holders.update({place: each for place in places if place not in holders})
        else:
            newer, left = {}, []
        if only is None or only.pk == each.pk:
            rows.append(_row(each, list(newer.values()), left))
    return rows


def under_way(municipality: Unit) -> list[tuple[StagedImport, str]]:
    """Files that have been sent but neither imported nor set aside, and what is being done with them."""
    found = StagedImport.objects.filter(unit=municipality, state__in=_UNDER_WAY).select_related("sent_by")
    return [(each, work_on(each).phase if each.is_at_work else "") for each in found]


def systems_of(municipality: Unit) -> list[str]:
    """The source systems that imports have come from."""
    found = LedgerImport.objects.filter(municipality=municipality).order_by(InSwedishOrder("source_system"))
    return list(found.values_list("source_system", flat=True).distinct())


def _row(found: LedgerImport, newer: list[LedgerImport], left: list[int]) -> ImportRow:
    if found.undone_at is not None:
        mark = StatusMark(_("Taken back"), Shape.CROSS, Tone.NEUTRAL)
    elif not left:
        mark = StatusMark(_("Replaced"), Shape.PAUSED, Tone.NEUTRAL)
    elif newer:
        mark = StatusMark(_("Partly replaced"), Shape.HALF, Tone.FAIR)
    else:
        mark = StatusMark(_("In use"), Shape.CHECK, Tone.GOOD)
    return ImportRow(
        ledger_import=found,
        files=", ".join(str(file["name"]) for file in found.files),
        months=months(found.periods),
        debit=kronor(found.debit),
        credit=kronor(found.credit),
        mark=mark,
        newer=newer,
        left=left,
    )
