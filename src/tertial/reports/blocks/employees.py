"""Employees in the last month of the period and a year before."""

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.staff_needs import StaffNeeds, printed_or_nothing_imported, staff_needs
from tertial.reports.blocks.printed import Options, Printed
from tertial.staff.tables import employees_table


def employees_block(needs: StaffNeeds, options: Options) -> Printed:
    """A table; with `split` also permanent, temporary and over 65."""
    unit = needs.cover.unit
    reading = needs.staff.headcount(unit, needs.cover.period)
    caption = needs.cover.fill(options.get("caption") or _("Employees"))
    return printed_or_nothing_imported(employees_table(unit, reading, caption, parts=options.get("split", False)))


KIND = BlockKind(
    "employees",
    gettext_noop("how many are employed, now and a year ago"),
    {"caption": str, "split": bool, UNITS: str},
    staff_needs,
    employees_block,
)
