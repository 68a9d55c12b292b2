"""Pages of imports."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.economy.models import LedgerKind
from tertial.intake.actions import apply_staged, read_staged, receive_files
from tertial.intake.actions.asking import write_waiting_to_read
from tertial.intake.actions.holding import take
from tertial.intake.models import StagedImport
from tertial.organisation.models import Unit
from tests.browser.pages.people import COORDINATOR, READER
from tests.browser.sample import Sample

TABLE = """Konto;Ansvar;Verksamhet;Period;Belopp;Vernr
3011;1010;100;202501;-100;V1
5010;1010;100;202501;90;V1
5010;1010;100;202502;fel;V2
Summa;;;;-10;
"""

MAIN_PAGES = {
    "imports": (COORDINATOR, "/KS/2024/ekonomi/import/"),
    "import": (READER, "/KS/2024/ekonomi/import/{import}/"),
    "sending files": (COORDINATOR, "/KS/2024/ekonomi/import/ny/"),
    "preview of an import": (COORDINATOR, "/KS/2024/ekonomi/import/filer/{read}/"),
}
OTHER_PAGES = {
    "imports for readers": (READER, "/KS/2024/ekonomi/import/"),
    "import that can be taken back": (COORDINATOR, "/KS/2024/ekonomi/import/{import}/"),
    "files being read": (COORDINATOR, "/KS/2024/ekonomi/import/filer/{reading}/"),
    "columns of sent files": (COORDINATOR, "/KS/2024/ekonomi/import/filer/{received}/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses; some files are sent, as the sample has none on their way."""
    municipality = Unit.objects.get(code="HUDDINGE")
    applied = apply_staged(by=the_system(), staged=read_staged(by=the_system(), staged=_sent(municipality)))
    return {
        "import": applied.ref.key,
        "read": read_staged(by=the_system(), staged=_sent(municipality)).ref.key,
        "received": _sent(municipality).ref.key,
        "reading": _being_read(municipality).ref.key,
    }


def _being_read(municipality: Unit) -> StagedImport:
    hold = take(write_waiting_to_read(by=the_system(), staged=_sent(municipality)))
    assert hold is not None
    hold.tell(done=hold.staged.total // 2)
    return hold.staged


def _sent(municipality: Unit) -> StagedImport:
    file = SimpleUploadedFile("prov.csv", TABLE.encode())
    return receive_files(
        by=the_system(), municipality=municipality, kind=LedgerKind.OUTCOME, source_system="Prov", files=[file]
    )
