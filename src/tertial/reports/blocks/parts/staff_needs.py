"""What tables and charts of staff are made from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Note, words
from tertial.reports.blocks.printed import Printed
from tertial.reports.blocks.report import Cover, Report
from tertial.staff.live_figures import StaffFigures


@dataclass(frozen=True, slots=True)
class StaffNeeds:
    """The figures of staff, each read when it is asked for."""

    cover: Cover
    staff: StaffFigures


def staff_of(report: Report) -> StaffFigures:
    """The figures of the unit's staff."""
    return StaffFigures(report.cover.unit, report.cover.period)


def staff_needs(report: Report) -> StaffNeeds:
    """What is printed of the unit's staff."""
    return StaffNeeds(report.cover, report.read(staff_of))


def printed_or_nothing_imported(block: Block | None) -> Printed:
    """The block, or a sentence where nothing has been imported that it could show."""
    return Printed((block if block is not None else Note(words(_("Nothing has been imported here yet."))),))
