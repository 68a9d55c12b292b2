"""`tertial import staff`: the same files and rules as on the pages."""

from pathlib import Path

import pytest
import xlsxwriter

from tertial.__main__ import main
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.models import SickLeaveHours, StaffData
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

HEAD = [column.usual for column in COLUMNS[StaffData.HOURS]]
ROW = ["2024-03", "KSF", "K", "30-49", "24", "4000,00", "61,50", "20,00", "0,00", "18,50", "18,50"]


@pytest.fixture(autouse=True)
def place(monkeypatch) -> SmallMunicipality:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    return small_municipality(only=("staff",))


def written(folder: Path, *rows: list[str]) -> str:
    path = folder / "mars.csv"
    path.write_text("\n".join(";".join(row) for row in (HEAD, *rows)), encoding="utf-8")
    return str(path)


def stored() -> int:
    return SickLeaveHours.objects.filter(period="2024-03", live=True).count()


def test_a_dry_run_says_what_the_files_hold_and_saves_nothing(tmp_path, capsys):
    assert main(["import", "staff", written(tmp_path, ROW), "--unit", "KS", "--dry-run"]) == 0

    assert "mars 2024" in capsys.readouterr().out
    assert stored() == 0


def test_files_are_imported(tmp_path, capsys):
    assert main(["import", "staff", written(tmp_path, ROW)]) == 0

    assert "mars.csv är inläst" in capsys.readouterr().out
    assert stored() == 1


def test_a_row_that_cannot_be_used_is_told_with_its_line_and_nothing_is_saved(tmp_path, capsys):
    wrong = [*ROW[:2], "X", *ROW[3:]]
    assert main(["import", "staff", written(tmp_path, [*ROW[:3], "-29", *ROW[4:]], wrong)]) == 1

    said = capsys.readouterr()
    assert "könet" in said.out
    assert "inget sparades" in " ".join(said.err.split())
    assert stored() == 0


def test_what_disappears_and_what_is_hardly_true_is_told(tmp_path, capsys):
    main(["import", "staff", written(tmp_path, ROW, [*ROW[:3], "-29", *ROW[4:]])])

    assert main(["import", "staff", written(tmp_path, [*ROW[:4], "5", "370000", *ROW[6:]]), "--dry-run"]) == 0

    said = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert "1 grupp som räknas nu finns inte i filerna och försvinner" in said
    assert "Rader som verkar felaktiga" in said


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path, capsys):
    assert main(["import", "staff", str(tmp_path / "finns-inte.csv")]) != 0

    assert "finns-inte.csv" in " ".join(capsys.readouterr().err.split())


def test_notes_on_a_sheet_before_the_figures_and_a_title_above_them_mislead_nobody(tmp_path):
    path = tmp_path / "mars.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        notes, figures = book.add_worksheet("Läs mig"), book.add_worksheet("Data")
        for at, text in enumerate(["Rapport", "Uttagen av", "Datum", "Enhet"]):
            notes.write(0, at, text)
        figures.write(0, 0, "Frånvaro mars 2024")
        figures.write_row(2, 0, HEAD)
        figures.write_row(3, 0, ROW)

    assert main(["import", "staff", str(path)]) == 0

    assert stored() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"%PDF-1.7", "varken"), (b"", "är tom"), (b"PK\x03\x04" + bytes(99), "ofullständig eller skadad")],
)
def test_what_is_no_table_is_told_as_for_a_ledger(tmp_path, capsys, content, sentence):
    path = tmp_path / "mars.xlsx"
    path.write_bytes(content)
    said = []
    for source, more in (("staff", []), ("ledger", []), ("control", ["--year", "2024"])):
        assert main(["import", source, str(path), "--unit", "KS", "--dry-run", *more]) == 1
        said.append(capsys.readouterr().err.strip())
    assert sentence in said[0]
    assert said == said[:1] * 3
