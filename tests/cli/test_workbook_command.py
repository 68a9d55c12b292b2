"""`tertial workbook export` and `tertial import workbook`: from an empty installation to what was written, and back."""

from pathlib import Path

import pytest

from tertial.__main__ import main
from tertial.organisation.models import Unit
from tertial.things.importers import importers
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


def test_the_command_tells_how_far_it_has_come_on_a_terminal(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = tmp_path / "start.xlsx"
    rows = [["Code", "Name", "Kind", "Under", "From"], ["EX", "Ex", "Municipality", "", "2019-01-01"]]
    written({"Units": rows}, file)
    assert main(["import", "workbook", str(file), "--dry-run"]) == 0
    assert "100%" in capsys.readouterr().err


def test_new_rows_are_listed_and_what_is_not_listed_is_told(tmp_path: Path, capsys) -> None:
    rows = [[f"N{n:03}", f"N {n}", "Committee", "EX", "2019-01-01"] for n in range(250)]
    top = ["EX", "Ex", "Municipality", "", "2019-01-01"]
    file = written({"Units": [["Code", "Name", "Kind", "Under", "From"], top, *rows]}, tmp_path / "a.xlsx")
    assert main(["import", "workbook", str(file), "--dry-run"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Units │ 3 │ N000 │ │ │ New" in said
    assert "The first 200 of 251 differences are listed" in said


def test_the_help_of_import_names_every_kind_of_file(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "tertial import workbook start.xlsx --dry-run" in said
    assert all(each.source in said.partition("SOURCE")[2] for each in importers())
