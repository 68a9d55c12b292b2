"""What goes out in a workbook comes in again as it was."""

from pathlib import Path

import pytest

from tertial.accounts.system import the_system
from tertial.domain.workbook.comparing import Fate
from tertial.domain.workbook.figures import SHEETS
from tertial.intake.workbook.applying import write_on_trial, write_workbook
from tertial.intake.workbook.exporting import filled_workbook
from tertial.intake.workbook.importing import read_workbook, refused
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


def test_the_samples_own_workbook_changes_nothing(tmp_path: Path) -> None:
    unit = municipality_of(Unit.objects.get(code="KS"))
    path = tmp_path / "start.xlsx"
    path.write_bytes(filled_workbook(viewer=the_system(), unit=unit, year=2024))
    judged = read_workbook(path, path.name, unit)
    assert [refused(each) for each in judged.refusals] == []
    assert [
        (change.sheet.key, change.row.number, [str(each) for each in change.differences])
        for compared in judged.compared.values()
        for change in compared.changes
        if change.fate is not Fate.UNCHANGED
    ] == []
    assert set(judged.compared) == {sheet.key for sheet in SHEETS}
    assert all(compared.changes and not compared.missing for compared in judged.compared.values())
    assert write_on_trial(by=the_system(), judged=judged) == []
    assert write_workbook(by=the_system(), judged=judged) == []
