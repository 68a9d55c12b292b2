"""Imports into the ledger, and which of them count for which months."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.swedish_order import InSwedishOrder
from tertial.economy.models import LedgerImport
from tertial.intake.shown import PastImport, standing
from tertial.intake.words import counted, kronor, months
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace


def imports_of(workplace: Workplace, municipality: Unit) -> list[PastImport]:
    """The imports into the ledger of a municipality, newest first, with pages seen from a workplace."""
    every = LedgerImport.objects.filter(municipality=municipality)
    found = every.select_related("municipality", "applied_by", "undone_by")
    holders: dict[tuple[str, str, int], LedgerImport] = {}
    rows = []
    for each in found.order_by("-applied_at", "-pk"):
        places = [(each.kind, each.source_system, period) for period in each.periods]
        if each.undone_at is None:
            newer = {holders[place].pk: holders[place] for place in places if place in holders}
            left = [place[2] for place in places if place not in holders]
            holders.update({place: each for place in places if place not in holders})
        else:
            newer, left = {}, []
        rows.append(_past(workplace, each, list(newer.values()), left))
    return rows


def systems_of(municipality: Unit) -> list[str]:
    """The source systems that imports have come from."""
    found = LedgerImport.objects.filter(municipality=municipality).order_by(InSwedishOrder("source_system"))
    return list(found.values_list("source_system", flat=True).distinct())


def _past(workplace: Workplace, found: LedgerImport, newer: list[LedgerImport], left: list[int]) -> PastImport:
    def address(name: str, of: LedgerImport) -> str:
        return reverse(f"intake:{name}", args=[workplace.code, workplace.period.key, of.ref])

    told = [
        (_("Replaced by the import of %(day)s.") % {"day": _day(each.applied_at)}, address("import", each))
        for each in newer
    ]
    if found.undone_at is not None:
        by = found.undone_by.name if found.undone_by else "–"
        text = _("Taken back %(day)s by %(person)s. Its lines are kept but do not count.")
        told = [(text % {"day": _day(found.undone_at), "person": by}, "")]
    elif newer and left:
        told.append((_("It still counts for %(months)s.") % {"months": months(left)}, ""))
    return PastImport(
        ref=found.ref,
        unit=found.municipality,
        what=f"{found.source_system}, {found.get_kind_display().lower()}",
        title=months(found.periods),
        files=found.files,
        at=found.applied_at,
        by=found.applied_by,
        mark=standing(taken_back=found.undone_at is not None, counts=bool(left), partly=bool(newer)),
        cells=[
            (_("Months"), months(found.periods)),
            (_("Lines"), counted(found.line_count)),
            (_("Refused"), counted(found.refused_count)),
            (_("Debit, kr"), kronor(found.debit)),
            (_("Credit, kr"), kronor(found.credit)),
        ],
        page=address("import", found),
        take_back="" if found.undone_at else address("undo", found),
        told=told,
    )


def _day(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
