"""A workbook that has been read in is taken back as a whole, by one undo."""

from pathlib import Path

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.goals.models import Goal
from tertial.intake.workbook.applying import write_workbook
from tertial.intake.workbook.importing import read_workbook
from tertial.organisation.models import Unit
from tertial.things.undo import undo
from tests.intake.workbook.books import Sheets, cells_of, exported, written
from tests.shared.small_municipality import SmallMunicipality

DATA = slice(1, -1)


def _changed(sheets: Sheets) -> None:
    """A change, an addition or a removal in each sheet, as someone makes them in Excel."""
    sheets["Enheter"].append(["FN", "Fritidsnämnden", "Nämnd", "BY", "2024-01-01"])
    sheets["Personer"].append(["ny@exempelby.se", "Ny Person", "Chef", "Ja"])
    sheets["Roller"].append(["ny@exempelby.se", "", "Samordnare", "FN"])
    level = sheets["Mål"][-1][3]
    sheets["Mål"].append(["FN", "2024", "simma", level, "Alla kan simma"])
    sheets["Indikatorer"][2][2] = "Nöjdare"
    sheets["Målvärden"].append(["KS", "nojda", "", "2023", sheets["Målvärden"][-1][4], "≥70"])
    sheets["Utfall"][-1][5] = "33,3"
    sheets["Utfall"][-1][6] = ""
    sheets["Uppdrag"][2][3] = "Ett annat uppdrag"
    sheets["Budget"][2][8] = "6000000"
    sheets["Prognoser"][2][5] = "-500000"


def test_one_undo_takes_back_all_that_a_workbook_changed(place: SmallMunicipality, tmp_path: Path) -> None:
    top = Unit.objects.get(code="BY")
    before = cells_of(exported(top, 2024), tmp_path)
    sheets = cells_of(exported(top, 2024), tmp_path)
    _changed(sheets)
    path = written(sheets, tmp_path / "bok.xlsx")
    entries = write_workbook(by=the_system(), judged=read_workbook(path, path.name, top), name="bok.xlsx")
    assert len(entries) > 10
    whole = AuditEntry.objects.get(action="unit.workbook")
    changed = cells_of(exported(top, 2024), tmp_path)
    assert all(changed[name] != before[name] for name in list(before)[DATA])

    undo(by=the_system(), entry=whole)

    after = cells_of(exported(top, 2024), tmp_path)
    same = [name for name in list(before)[DATA] if after[name] == before[name]]
    assert same == [name for name in list(before)[DATA] if name != "Enheter"]
    assert Unit.objects.get(code="FN").valid_to is not None
    assert not Person.objects.get(email="ny@exempelby.se").is_active


def test_a_row_that_is_deleted_in_the_file_is_told_and_stays(place: SmallMunicipality, tmp_path: Path) -> None:
    top = Unit.objects.get(code="BY")
    sheets = cells_of(exported(top, 2024), tmp_path)
    gone = sheets["Mål"].pop()
    path = written(sheets, tmp_path / "bok.xlsx")
    judged = read_workbook(path, path.name, top)
    assert judged.compared["goals"].missing == [(gone[0], int(gone[1]), gone[2])]
    assert write_workbook(by=the_system(), judged=judged) == []
    assert Goal.objects.filter(ref__endswith=f":{gone[2]}", archived_at=None).exists()
