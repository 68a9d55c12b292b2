"""Files on their way into the ledger."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.economy.models import LedgerKind
from tertial.intake.actions import ask_to_apply_workbook
from tertial.intake.actions.asking import write_waiting_to_read
from tertial.intake.models import SentWorkbook, StagedImport
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.intake import TABLE


def _read(place: SmallMunicipality) -> StagedImport:
    staged: StagedImport = place.rooms["intake"].staged
    return StagedImport.objects.get(pk=staged.pk)


def _waiting(place: SmallMunicipality) -> dict[str, Any]:
    return {"staged": write_waiting_to_read(by=the_system(), staged=_read(place))}


def _workbook(place: SmallMunicipality) -> dict[str, Any]:
    return _workbook_of(place.rooms["intake"].workbook)


def _workbook_of(sent: SentWorkbook) -> dict[str, Any]:
    return {"sent": SentWorkbook.objects.get(pk=sent.pk)}


def _applied_workbook(place: SmallMunicipality) -> dict[str, Any]:
    (sent,) = _workbook(place).values()
    ask_to_apply_workbook(by=the_system(), sent=sent)
    return _workbook_of(sent)


CALLS = {
    "intake.receive_files": Call(
        lambda place: {
            "unit": place.units["BY"],
            "kind": LedgerKind.OUTCOME,
            "source_system": "Raindance",
            "files": [SimpleUploadedFile("rader.csv", TABLE.encode())],
        }
    ),
    "intake.set_mapping": Call(lambda place: {"staged": _read(place), "mapping": _read(place).mapping}),
    "intake.ask_to_read": Call(lambda place: {"staged": _read(place)}),
    "intake.read_staged": Call(lambda place: {"staged": _read(place)}),
    "intake.stop_reading": Call(_waiting),
    "intake.ask_to_apply": Call(lambda place: {"staged": _read(place)}),
    "intake.apply_staged": Call(lambda place: {"staged": _read(place)}),
    "intake.discard_staged": Call(lambda place: {"staged": _read(place)}),
    "intake.take_back": Call(lambda place: {"ref": place.rooms["intake"].ledger_import.ref}),
    "intake.receive_workbook": Call(
        lambda place: {"municipality": place.units["BY"], "file": SimpleUploadedFile("bok.xlsx", b"none")}
    ),
    "intake.ask_to_read_workbook": Call(_workbook),
    "intake.ask_to_apply_workbook": Call(_workbook),
    "intake.ask_to_take_back_workbook": Call(_applied_workbook),
    "intake.discard_workbook": Call(_workbook),
}
