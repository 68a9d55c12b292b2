"""Staff turnover by each definition of the municipality."""

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.staff_needs import StaffNeeds, printed_or_nothing_imported, staff_needs
from tertial.reports.blocks.printed import Options, Printed
from tertial.staff.tables import turnover_table


def turnover_block(needs: StaffNeeds, options: Options) -> Printed:
    """A table of the definitions, and what each means."""
    unit, period = needs.cover.unit, needs.cover.period
    caption = needs.cover.fill(options.get("caption") or _("Turnover"))
    return printed_or_nothing_imported(turnover_table(unit, period, needs.staff.turnover(unit, period), caption))


KIND = BlockKind(
    "turnover",
    gettext_noop("staff turnover by each definition of the municipality"),
    {"caption": str, UNITS: str},
    staff_needs,
    turnover_block,
)
