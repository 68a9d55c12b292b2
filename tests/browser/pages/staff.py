"""Pages of staff."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.intake.actions import read_staged, receive_files
from tertial.intake.models import SourceKind
from tertial.organisation.models import Unit
from tertial.staff.models import StaffImport
from tests.browser.pages.people import COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample
from tests.shared.small_rooms.staff import HEAD, ROW

MAIN_PAGES = {
    "staff": (REPORTER, "/KS/2024/personal/"),
    "staff: sick leave": (REPORTER, "/KS/2024/personal/sjukfranvaro/"),
    "staff: employees and turnover": (REPORTER, "/KS/2024/personal/anstallda/"),
    "staff: HME": (REPORTER, "/KS/2024/personal/hme/"),
    "staff: imports": (COORDINATOR, "/KS/2024/personal/import/"),
}
OTHER_PAGES = {
    "staff: a month": (REPORTER, "/KS/2024-11/personal/sjukfranvaro/"),
    "staff: how a figure was worked out": (READER, "/KS/2024/personal/siffra/sick_leave_women/"),
    "staff: a group too small to be shown": (READER, "/KSF-NARING/2024/personal/siffra/sick_leave_men/"),
    "staff: a small unit": (READER, "/KSF-NARING/2024/personal/sjukfranvaro/"),
    "staff: a unit without figures": (COORDINATOR, "/KS/2019/personal/"),
    "staff: sending files": (COORDINATOR, "/KS/2024/personal/import/ny/"),
    "staff: preview of an import": (COORDINATOR, "/KS/2024/personal/import/filer/{staff_read}/"),
    "staff: an import": (COORDINATOR, "/KS/2024/personal/import/{staff_import}/"),
    "staff: imports for readers": (READER, "/KS/2024/personal/import/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses; some files are sent, as the sample has none on their way."""
    rows = (HEAD, ["2024-12", "KSF", *ROW[2:]], ["2024-12", "KSF", "X", *ROW[3:]])
    file = SimpleUploadedFile("december.csv", "\n".join(";".join(row) for row in rows).encode())
    sent = receive_files(by=the_system(), unit=Unit.objects.get(code="KS"), source=SourceKind.STAFF, files=[file])
    read = read_staged(by=the_system(), staged=sent)
    return {"staff_read": read.ref.key, "staff_import": StaffImport.objects.latest("pk").ref.key}
