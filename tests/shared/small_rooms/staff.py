"""The small municipality's part of staff."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.intake.actions import read_staged, receive_files
from tertial.intake.models import SourceKind, StagedImport
from tertial.staff.actions import apply_import
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.incoming.reading import TextFile, read
from tertial.staff.models import StaffData, StaffImport
from tertial.staff.queries.within import units_within

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

HEAD = [column.usual for column in COLUMNS[StaffData.HOURS]]
ROW = ["2024-01", "KSF", "K", "30-49", "24", "3700", "61,5", "20", "0", "18,25", "18,25"]


@dataclass(frozen=True)
class SmallStaff:
    """An import that stands, and files that have been read and not imported, made when they are asked for."""

    done: StaffImport

    @property
    def staged(self) -> StagedImport:
        """Files of February that have been read."""
        return StagedImport.objects.filter(source="staff", brought="").first() or self._read()

    def _read(self) -> StagedImport:
        csv = "\n".join(";".join(line) for line in (HEAD, ["2024-02", *ROW[1:]]))
        sent = receive_files(
            by=the_system(),
            unit=self.done.unit,
            source=SourceKind.STAFF,
            files=[SimpleUploadedFile("februari.csv", csv.encode())],
        )
        return read_staged(by=the_system(), staged=sent)


def store(place: "SmallMunicipality") -> SmallStaff:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    unit = place.units["KS"]
    file = TextFile("januari.csv", [(1, HEAD), (2, ROW)])
    given = read(StaffData.HOURS, [file], units_within(unit), today=date(2024, 6, 30))
    return SmallStaff(apply_import(by=the_system(), unit=unit, sent=given))
