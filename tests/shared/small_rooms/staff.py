"""The small municipality's part of staff."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.common.drafts import keep_draft
from tertial.organisation.roles import Role
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
    """An import that stands, and files that the administrator has sent but not applied."""

    done: StaffImport
    token: str


def store(place: "SmallMunicipality") -> SmallStaff:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    unit = place.units["KS"]
    file = TextFile("januari.csv", [(1, HEAD), (2, ROW)])
    given = read(StaffData.HOURS, [file], units_within(unit), today=date(2024, 6, 30))
    csv = "\n".join(";".join(line) for line in (HEAD, ["2024-02", *ROW[1:]]))
    files = [SimpleUploadedFile("februari.csv", csv.encode())]
    token = keep_draft(
        room="staff", person=place.people[Role.ADMINISTRATOR], unit=unit, files=files, said=StaffData.HOURS
    )
    return SmallStaff(apply_import(by=the_system(), unit=unit, sent=given), token)
