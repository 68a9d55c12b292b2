"""The risk matrix as a table: likelihood down, consequence across, the zone as word and shape in each cell."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.control.queries.readings import ControlPlanReading
from tertial.control.scales import zone_mark
from tertial.domain.document import BlocksCell, Column, Paragraph, Row, Status, Table, text_cell, words
from tertial.domain.risk import matrix


def matrix_table(reading: ControlPlanReading) -> Table:
    """Which risks stand on each pair of likelihood and consequence; readable without colour."""
    scale = reading.scale
    rows = []
    for row in matrix(scale, reading.risks, lambda each: (each.risk.likelihood, each.risk.consequence)):
        cells = []
        for cell in row.cells:
            number = len(cell.risks)
            said = ngettext("%(number)s risk", "%(number)s risks", number) % {"number": number} if number else "–"
            names = ", ".join(each.risk.process for each in cell.risks)
            inside = f"{said}: {names}" if names else said
            cells.append(BlocksCell((Status(zone_mark(scale, cell.zone)), Paragraph(words(inside)))))
        rows.append(Row((text_cell(f"{row.likelihood}\u00a0{row.word}"), *cells)))
    numbered = (f"{number}\u00a0{word}" for number, word in enumerate(scale.consequences, start=1))
    columns = (Column(_("Likelihood / consequence")), *(Column(label) for label in numbered))
    caption = _("The risks by likelihood and consequence")
    return Table(caption, columns, tuple(rows), rule=_("Risk value = likelihood × consequence."))
