"""The small municipality's part of an import."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.intake.actions import apply_staged, read_staged, receive_files, receive_workbook
from tertial.intake.models import SentWorkbook, StagedImport
from tertial.intake.workbook.exporting import filled_workbook
from tertial.things import work

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

SYSTEM = "Raindance"
TABLE = "Konto;Ansvar;Period;Belopp\n5010;1010;202501;5\n5010;1010;202501;fel\n"


@dataclass
class SmallImport:
    """Files that were sent, and an import; made when they are asked for, as few tests do."""

    place: "SmallMunicipality"

    @property
    def staged(self) -> StagedImport:
        """Files that have been read and not imported."""
        return StagedImport.objects.filter(source="ledger", brought="").first() or self._read()

    @property
    def ledger_import(self) -> LedgerImport:
        """An import with a refused line."""
        found = LedgerImport.objects.filter(source_system=SYSTEM).first()
        return found or LedgerImport.objects.get(ref=apply_staged(by=the_system(), staged=self._read()).brought)

    @property
    def workbook(self) -> SentWorkbook:
        """A workbook that has been compared and changes nothing."""
        return SentWorkbook.objects.filter(state="ready").first() or self._compared()

    def _compared(self) -> SentWorkbook:
        content = filled_workbook(viewer=the_system(), unit=self.place.units["BY"], year=2024)
        file = SimpleUploadedFile("bok.xlsx", content)
        sent = receive_workbook(by=the_system(), municipality=self.place.units["BY"], file=file)
        work.do_all()
        return SentWorkbook.objects.get(pk=sent.pk)

    def _read(self) -> StagedImport:
        sent = receive_files(
            by=the_system(),
            unit=self.place.units["BY"],
            kind=LedgerKind.OUTCOME,
            source_system=SYSTEM,
            files=[SimpleUploadedFile("rader.csv", TABLE.encode())],
        )
        return read_staged(by=the_system(), staged=sent)


def store(place: "SmallMunicipality") -> SmallImport:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    return SmallImport(place)
