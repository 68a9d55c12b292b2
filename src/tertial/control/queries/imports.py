"""What has been imported into the control plans of a unit and year."""

from dataclasses import dataclass
from datetime import datetime

from tertial.common.models import AuditEntry
from tertial.control.actions.importing import IMPORT, TAKEN_BACK
from tertial.control.models import ControlPlan
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class ImportedRisks:
    """One import: its entry, how much it brought, and when it was taken back, if it was."""

    entry: AuditEntry
    files: str
    risks: int
    measures: int
    taken_back_at: datetime | None


def imports_into(unit: Unit, year: int) -> list[ImportedRisks]:
    """The imports into the unit's plans of the year, also those archived; newest first."""
    refs = [plan.ref for plan in ControlPlan.objects.filter(unit=unit, year=year)]
    entries = AuditEntry.objects.filter(ref__in=refs, action__in=[IMPORT, TAKEN_BACK]).select_related("person")
    back = {entry.after["entry"]: entry.at for entry in entries if entry.action == TAKEN_BACK}
    return [
        ImportedRisks(
            entry=entry,
            files=entry.after["files"],
            risks=len(entry.after["risks"]),
            measures=len(entry.after["measures"]),
            taken_back_at=back.get(entry.pk),
        )
        for entry in entries
        if entry.action == IMPORT
    ]
