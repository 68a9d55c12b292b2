"""Refused lines as a table for a file."""

from pathlib import Path

from django.utils.translation import gettext as _

from tertial.common.exports import ExportTable
from tertial.domain.money import from_ore
from tertial.domain.quantity import Unit
from tertial.intake.ledger.preview import refused_rows
from tertial.intake.ledger.reasons import said
from tertial.intake.ledger.tabular.no_lines import literal
from tertial.intake.ledger.workshop import quiet_database

# What a spreadsheet can hold with its headings.
_MOST = 1_000_000


def refused_table(path: Path, files: list[str]) -> ExportTable:
    """Every refused line with its file, number, reason, readable amount and text."""
    with quiet_database(path.parent) as database:
        found = refused_rows(database, f"read_parquet({literal(str(path))})", _MOST)
    headings = [_("File"), _("Line"), _("Reason"), _("Amount"), _("The line")]
    rows = [
        [
            files[one["file"]],
            one["row"],
            said(one["reason"], one["value"] or ""),
            None if one["amount"] is None else from_ore(one["amount"], Unit.KRONOR, 2),
            one["line"],
        ]
        for one in found
    ]
    return ExportTable(_("Refused lines"), headings, rows)
