"""Pages of imports."""

import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.domain.workflow.imports import ImportAct
from tertial.economy.models import LedgerKind
from tertial.intake.actions import (
    apply_staged,
    ask_to_apply_workbook,
    read_staged,
    receive_files,
    receive_workbook,
)
from tertial.intake.actions.asking import write_waiting_to_read
from tertial.intake.actions.holding import take
from tertial.intake.actions.workbooks import write_waiting_workbook
from tertial.intake.models import SentWorkbook, StagedImport
from tertial.organisation.models import Unit
from tertial.things import work
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
    "start in Excel": (COORDINATOR, "/struktur/excel/"),
    "workbook that would change something": (COORDINATOR, "/struktur/excel/{workbook}/"),
}
OTHER_PAGES = {
    "imports for readers": (READER, "/KS/2024/ekonomi/import/"),
    "import that can be taken back": (COORDINATOR, "/KS/2024/ekonomi/import/{import}/"),
    "files being read": (COORDINATOR, "/KS/2024/ekonomi/import/filer/{reading}/"),
    "columns of sent files": (COORDINATOR, "/KS/2024/ekonomi/import/filer/{received}/"),
    "workbook with refusals": (COORDINATOR, "/struktur/excel/{refused}/"),
    "workbook that was applied": (COORDINATOR, "/struktur/excel/{workbook_applied}/"),
    "sheet of a workbook": (COORDINATOR, "/struktur/excel/{workbook}/?sheet=people"),
    "workbook being compared": (COORDINATOR, "/struktur/excel/{compared}/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses; some files are sent, as the sample has none on their way."""
    municipality = Unit.objects.get(code="HUDDINGE")
    applied = apply_staged(by=the_system(), staged=read_staged(by=the_system(), staged=_sent(municipality)))
    return {
        "import": applied.brought.key,
        "read": read_staged(by=the_system(), staged=_sent(municipality)).ref.key,
        "received": _sent(municipality).ref.key,
        "reading": _being_read(municipality).ref.key,
        "workbook": _workbook(municipality, "Person", people=300).ref.key,
        "refused": _workbook(municipality, "Person", active="Kanske").ref.key,
        "workbook_applied": _applied(municipality).ref.key,
        "compared": _being_compared(municipality).ref.key,
    }


def _workbook(municipality: Unit, name: str, *, active: str = "Ja", people: int = 3) -> SentWorkbook:
    """A workbook with people, which has been compared."""
    rows = [[f"{name.lower()}{n}@exempelby.se", f"{name} {n}", "Chef", active] for n in range(people)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Personer")
        for number, cells in enumerate([["E-postadress", "Namn", "Titel", "Får logga in"], *rows]):
            page.write_row(number, 0, cells)
    sent = receive_workbook(
        by=the_system(), municipality=municipality, file=SimpleUploadedFile("personer.xlsx", out.getvalue())
    )
    work.do_all()
    return SentWorkbook.objects.get(pk=sent.pk)


def _applied(municipality: Unit) -> SentWorkbook:
    sent = _workbook(municipality, "Medarbetare")
    ask_to_apply_workbook(by=the_system(), sent=sent)
    work.do_all()
    return sent


def _being_compared(municipality: Unit) -> SentWorkbook:
    sent = _workbook(municipality, "Konsult")
    write_waiting_workbook(by=the_system(), sent=sent, act=ImportAct.READ)
    return sent


def _being_read(municipality: Unit) -> StagedImport:
    hold = take(write_waiting_to_read(by=the_system(), staged=_sent(municipality)))
    assert hold is not None
    hold.tell(done=hold.staged.total // 2)
    return hold.staged


def _sent(municipality: Unit) -> StagedImport:
    file = SimpleUploadedFile("prov.csv", TABLE.encode())
    return receive_files(
        by=the_system(), unit=municipality, kind=LedgerKind.OUTCOME, source_system="Prov", files=[file]
    )
