"""The index of employee engagement and its three parts over three years."""

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.staff_needs import StaffNeeds, staff_needs
from tertial.reports.blocks.printed import Options, Printed
from tertial.staff.tables import hme_table

YEARS = 3


def hme_block(needs: StaffNeeds, options: Options) -> Printed:
    """A table with a column for each year."""
    unit, year = needs.cover.unit, needs.cover.period.year
    readings = [needs.staff.survey(unit, each) for each in range(year - YEARS + 1, year + 1)]
    return Printed((hme_table(unit, readings, needs.cover.fill(options.get("caption") or _("HME"))),))


KIND = BlockKind(
    "hme",
    gettext_noop("the index of employee engagement over three years"),
    {"caption": str, UNITS: str},
    staff_needs,
    hme_block,
)
