"""Why a statement has nothing to show: no ledger, or one whose lines come to other units; and where that is mended."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.common.shared_pages import IMPORTS
from tertial.domain.extent import named
from tertial.economy.coding.code_lists import lacking
from tertial.economy.coding.places import codes_url
from tertial.economy.ledger.booked import booked
from tertial.economy.models import Dimension
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.organisation.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Nothing:
    """What is said in place of figures; `url` and `label` for who may do something about it."""

    title: str
    text: str
    url: str = ""
    label: str = ""


def why_nothing(workplace: Workplace, as_of: datetime | None = None) -> Nothing:
    """Why there is no figure of the unit in the year, now or as the ledger was at a moment."""
    municipality = unit_tree().path(workplace.unit.pk)[-1]
    if as_of is None and any(year == workplace.period.year for _code, year in booked(municipality, Dimension.ACCOUNT)):
        return _led_elsewhere(workplace, municipality)
    values = {"unit": workplace.unit.name, "year": workplace.period.year}
    title = _("No ledger for %(unit)s %(year)s") % values
    text = _(
        "Figures are shown here as soon as a ledger has been imported from the accounting system, as SIE, CSV or Excel."
    )
    if not gate.may(workplace.person, gate.PLAN, municipality, workplace.period):
        others = _("A coordinator of the municipality imports it.")
        return Nothing(title, f"{text} {others}")
    address = IMPORTS.address(workplace.code, workplace.period.key, "ekonomi")
    return Nothing(title, text, address, _("Import a ledger"))


def _led_elsewhere(workplace: Workplace, municipality: Unit) -> Nothing:
    """There is a ledger, but no line of it comes to the unit."""
    values = {"unit": workplace.unit.name, "year": workplace.period.year}
    title = _("Nothing in the ledger of %(year)s comes to %(unit)s yet") % values
    text = _("A line comes to a unit by its ledger unit.")
    if not gate.may(workplace.person, gate.ADMINISTER, municipality):
        others = _("An administrator says which ledger units belong to which unit.")
        return Nothing(title, f"{text} {others}")
    lost = [each.code for each in lacking(municipality, Dimension.UNIT)]
    if lost:
        belongs = ngettext(
            "This ledger unit belongs to no unit yet: %(codes)s.",
            "These ledger units belong to no unit yet: %(codes)s.",
            len(lost),
        )
        text = f"{text} {belongs % {'codes': named(lost)}}"
    return Nothing(title, text, codes_url(Dimension.UNIT), _("To the ledger units"))
