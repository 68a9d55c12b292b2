"""The page of a voucher: all its lines, with the names of their codes."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.common.policies import NotThere
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit as Measure
from tertial.economy.ledger.behind import LedgerLine, names_of
from tertial.economy.ledger.vouchers import Voucher, voucher
from tertial.economy.models import Dimension, LedgerImport
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.workplace import enter

_DIMENSIONS = {
    "account": Dimension.ACCOUNT,
    "unit": Dimension.UNIT,
    "activity": Dimension.ACTIVITY,
    "project": Dimension.PROJECT,
    "counterpart": Dimension.COUNTERPART,
}


@require_GET
def voucher_page(request: HttpRequest, code: str, period: str, *, source: str, year: int, number: str) -> HttpResponse:
    """A voucher of an import. Whoever may read a unit may read the lines of the whole municipality."""
    workplace = enter(request, code, period)
    imported = LedgerImport.objects.filter(municipality=municipality_of(workplace.unit), content=source).first()
    found = voucher(imported, number, year) if imported else None
    if imported is None or found is None:
        template = gettext_noop("There is no voucher “%(number)s” of %(year)s in this import.")
        raise NotThere(Message(template, {"number": excerpt(number), "year": str(year)}))
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "number": number,
        "source": imported,
        "lines": _printed(workplace.unit, year, found.lines),
        "headings": [dimension.label for dimension in _DIMENSIONS.values()],
        "debit": _kronor(-found.debit),
        "credit": _kronor(found.credit),
        "notes": _notes(found),
    }
    return render(request, "economy/statements/voucher.html", context)


def _printed(unit: Unit, year: int, lines: Sequence[LedgerLine]) -> list[dict[str, Any]]:
    names = {field: names_of(unit, dimension, year) for field, dimension in _DIMENSIONS.items()}
    return [
        {
            "codes": [
                {"code": code, "name": names[field].get(code, "")}
                for field in _DIMENSIONS
                for code in [getattr(line, field)]
            ],
            "text": line.text,
            "debit": _kronor(-line.amount) if line.amount < 0 else "",
            "credit": _kronor(line.amount) if line.amount >= 0 else "",
            "origin": _("%(file)s, row %(row)s") % {"file": line.file, "row": line.row},
        }
        for line in lines
    ]


def _notes(found: Voucher) -> list[str]:
    notes = []
    if found.left_out:
        notes.append(_("%(count)s more lines are left out here; they are in the file.") % {"count": found.left_out})
    if found.debit + found.credit:
        template = _("Debit and credit differ by %(amount)s kr: the imported file holds only part of the voucher.")
        notes.append(template % {"amount": _kronor(abs(found.debit + found.credit))})
    if not found.counts:
        notes.append(_("A later import has replaced these lines; they are no longer counted in any figure."))
    return notes


def _kronor(ore: int) -> str:
    return format_quantity(from_ore(ore, Measure.KRONOR, 2))
