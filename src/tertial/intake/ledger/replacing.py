"""What an import would take the place of, and what it would stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.economy.ledger.segments import counting
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.intake.models import StagedImport


@dataclass(frozen=True, slots=True)
class Replaced:
    """An import that counts today for months that the new one covers; `beside` where both would count."""

    ledger_import: LedgerImport
    periods: Sequence[int]
    beside: bool


def replaced_by(staged: StagedImport, periods: Sequence[int]) -> list[Replaced]:
    """The imports that the lines of these periods meet: of the same source system they are replaced, of another not."""
    covered = set(periods)
    found = []
    for segment in counting(staged.unit, LedgerKind(staged.kind)):
        common = [period for period in segment.periods if period in covered]
        if common:
            beside = segment.source.source_system != staged.source_system
            found.append(Replaced(segment.source, common, beside))
    return found


def same_files(staged: StagedImport) -> LedgerImport | None:
    """An import that counts, made of exactly the same files: nothing would change by importing them again."""
    sent = sorted(file["sha256"] for file in staged.files)
    imports = LedgerImport.objects.filter(
        municipality=staged.unit, kind=staged.kind, source_system=staged.source_system, undone_at=None
    )
    return next((each for each in imports if sorted(file["sha256"] for file in each.files) == sent), None)
