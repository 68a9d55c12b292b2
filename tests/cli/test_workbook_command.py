"""`tertial workbook export` and `tertial import workbook`: from an empty installation to what was written, and back."""

from pathlib import Path

import pytest

from tertial.__main__ import main
from tertial.organisation.models import Unit
from tests.intake.workbook.books import cells_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings, monkeypatch) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


def test_an_empty_workbook_is_filled_in_tried_and_read_in(tmp_path: Path, capsys) -> None:
    file = tmp_path / "start.xlsx"
    assert main(["workbook", "export", str(file), "--empty", "--year", "2025"]) == 0
    sheets = cells_of(file.read_bytes(), tmp_path)
    sheets["Enheter"] += [
        ["FN", "Fritidsnämnden", "Nämnd", "EX", "2019-01-01"],
        ["EX", "Exempelby", "Kommun", "", "2019-01-01"],
    ]
    written(sheets, file)
    assert main(["import", "workbook", str(file), "--dry-run"]) == 0
    assert "What start.xlsx would change" in capsys.readouterr().out
    assert not Unit.objects.exists()
    assert main(["import", "workbook", str(file)]) == 0
    assert Unit.objects.get(code="FN").parent == Unit.objects.get(code="EX")


def test_what_is_refused_is_said_with_its_place_and_nothing_is_read_in(tmp_path: Path, capsys) -> None:
    file = written(
        {"Units": [["Code", "Name", "Kind", "Under", "From"], ["EX", "Ex", "Planet", "", "2019-01-01"]]},
        tmp_path / "a.xlsx",
    )
    assert main(["import", "workbook", str(file)]) == 1
    assert "Units, row 2, Kind: “Planet” is none of those there are" in capsys.readouterr().err.replace("\n", " ")
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "a.xlsx"], "There is nothing to fill a workbook with yet"),
        (["export", "a.xlsx", "--unit", "NOPE"], "There are no units yet"),
        (["export", "/nowhere/a.xlsx", "--empty"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_sentence(tmp_path: Path, monkeypatch, capsys, arguments: list[str], words: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["workbook", *arguments]) == 2
    assert words in capsys.readouterr().err
