"""What files that were imported have written."""

from collections.abc import Collection

from tertial.common.models import AuditEntry
from tertial.domain.ref import Ref
from tertial.intake.models import StagedImport


def written_by(files: Collection[StagedImport], actions: Collection[str]) -> dict[Ref, tuple[AuditEntry, AuditEntry]]:
    """By files that were imported: the entry of what they brought, and the one that says that they are imported.

    Both are written in one transaction that holds what they brought, so nothing comes between them.
    """
    brought = {each.ref: each.brought for each in files}
    entries = AuditEntry.objects.filter(
        ref__in=[*brought, *brought.values()], action__in=["import.apply", *actions]
    ).select_related("person", "undone_by")
    newest: dict[Ref, AuditEntry] = {}
    found: dict[Ref, tuple[AuditEntry, AuditEntry]] = {}
    for entry in entries.order_by("pk"):
        newest[entry.ref] = entry
        if entry.ref in brought:
            found[entry.ref] = newest[brought[entry.ref]], entry
    return found
