"""`tertial import control`: the risks that a unit keeps in a file, with the rules of the pages."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tertial.__main__ import main
from tertial.control.models import ControlPlan, Measure, Risk
from tertial.organisation.roles import Role
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.control import SmallControl

pytestmark = pytest.mark.django_db

HEAD = ["Process eller mål", "Risk", "Sannolikhet", "Konsekvens", "Beslut", "Åtgärd", "Ansvarig", "Klar senast"]
RISK = ["Löner", "Risk att fel lön betalas ut", "3", "Kännbar", "measure", "Stäm av varje månad", "", "2024-12-31"]
MORE = ["", "", "", "", "", "Utbilda cheferna", "", ""]


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


def written(folder: Path, *rows: list[str], head: list[str] = HEAD) -> str:
    path = folder / "risker.csv"
    path.write_text("\n".join(";".join(row) for row in (head, *rows)), encoding="utf-8")
    return str(path)


def imported(path: str, *more: str) -> int:
    return main(["import", "control", path, "--unit", "KS", *more])


def stored() -> list[str]:
    return list(Risk.objects.filter(plan__year=2024).order_by("position").values_list("description", flat=True))


def test_a_risk_with_two_measures_is_imported(small: SmallControl, place: SmallMunicipality, tmp_path: Path, capsys):
    reporter = place.people[Role.REPORTER]
    with_person = [*MORE[:6], reporter.email.upper(), ""]

    assert imported(written(tmp_path, RISK, with_person)) == 0

    risk = Risk.objects.get(process="Löner")
    assert (risk.likelihood, risk.consequence, risk.decision) == (3, 2, "measure")
    first, second = Measure.objects.filter(risk=risk).order_by("position")
    assert (first.title, first.due, first.responsible) == ("Stäm av varje månad", date(2024, 12, 31), None)
    assert (second.title, second.responsible) == ("Utbilda cheferna", reporter)
    assert "risker.csv är inläst" in capsys.readouterr().out


def test_an_excel_file_with_english_headings_and_a_real_day_is_imported(small: SmallControl, tmp_path: Path):
    path = tmp_path / "risks.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        head = ["Process", "Risk", "Likelihood", "Consequence", "Decision", "Measure", "Responsible", "Due"]
        for column, text in enumerate(head):
            sheet.write(0, column, text)
        for column, value in enumerate([*RISK[:2], 3, 2, "measure", "Stäm av", ""]):
            sheet.write(1, column, value)
        sheet.write_datetime(1, 7, date(2024, 11, 30), book.add_format({"num_format": "yyyy-mm-dd"}))

    assert imported(str(path)) == 0

    assert Measure.objects.get(risk__process="Löner").due == date(2024, 11, 30)


def test_a_dry_run_says_what_the_file_would_bring_and_saves_nothing(small: SmallControl, tmp_path: Path, capsys):
    before = stored()

    assert imported(written(tmp_path, RISK, MORE), "--dry-run") == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Vad risker.csv innehåller" in said
    assert "Risker: 1" in said
    assert "Åtgärder: 2" in said
    assert stored() == before


def test_a_plan_begins_with_the_import_where_the_year_has_none(small: SmallControl, tmp_path: Path, capsys):
    assert imported(written(tmp_path, RISK), "--year", "2026", "--dry-run") == 0
    assert not ControlPlan.objects.filter(year=2026).exists()

    assert imported(written(tmp_path, RISK), "--year", "2026") == 0

    assert ControlPlan.objects.get(year=2026).risks.get().process == "Löner"


def changed(**cells: str) -> list[str]:
    fields = ["process", "risk", "likelihood", "consequence", "decision", "measure", "responsible", "due"]
    return [cells.get(field, text) for field, text in zip(fields, RISK, strict=True)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([changed(likelihood="7")], "”7” är ingen sannolikhet; skriv 1 till 3"),
        ([changed(consequence="Stor")], "”Stor” är ingen konsekvens"),
        ([changed(decision="kanske")], "”kanske” är inget beslut om en risk"),
        ([changed(responsible="ingen@exempelby.se")], "har e-postadressen ”ingen@exempelby.se”"),
        ([changed(due="nästa vår")], "”nästa vår” är inget datum"),
        ([changed(measure="")], "en dag men ingen åtgärd"),
        ([changed(risk="")], "Risken behöver beskrivas"),
        ([changed(likelihood="3", consequence="3", decision="accept", measure="", due="")], "accepteras med ett skäl"),
        ([MORE], "Det finns ingen användbar risk ovanför"),
        ([changed(likelihood="9"), MORE], "Det finns ingen användbar risk ovanför"),
        ([RISK, changed(likelihood="1")], "bedömd eller beslutad på ett annat sätt"),
        ([RISK, changed(measure="", due="")], "står på en rad ovanför"),
        ([changed(process="inköp", risk="Risk att  inköp görs utan avtal")], "Risken står redan i planen"),
        ([["Löner", "Risk", "1"]], "raden går inte att dela i 8 kolumner"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_in_one_sentence_and_nothing_is_saved(
    small: SmallControl, tmp_path: Path, capsys, rows: list[list[str]], said: str
):
    before = stored()
    good = ["Arkiv", "Risk att handlingar försvinner", "1", "1", "control", "", "", ""]

    assert imported(written(tmp_path, *rows, good)) == 1

    told = capsys.readouterr()
    table = " ".join(told.out.replace("│", " ").split())
    assert said.casefold() in table.casefold()
    assert "inget sparades" in " ".join(told.err.split())
    assert stored() == before


def test_a_file_without_a_column_is_refused_with_its_name(small: SmallControl, tmp_path: Path, capsys):
    assert imported(written(tmp_path, ["Löner", "Risk"], head=["Process", "Risk"])) != 0

    assert "saknar Sannolikhet, Konsekvens, Beslut" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "tjugosex"], "”tjugosex” är inget år"),
        (["--year", "1066"], "1066 är ingen period"),
    ],
)
def test_a_year_that_cannot_be_is_refused(small: SmallControl, tmp_path: Path, capsys, arguments, said: str):
    assert imported(written(tmp_path, RISK), *arguments) != 0

    assert said in " ".join(capsys.readouterr().err.split())


def test_notes_on_a_sheet_before_the_risks_mislead_nobody(small: SmallControl, tmp_path: Path):
    path = tmp_path / "risker.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Läs mig").write_row(0, 0, ["Så fyller du i", "Kolumn", "Exempel"])
        sheet = book.add_worksheet("Risker")
        sheet.write(0, 0, "Risker 2024")
        sheet.write_row(1, 0, HEAD)
        sheet.write_row(2, 0, RISK)

    assert imported(str(path)) == 0
    assert "Risk att fel lön betalas ut" in stored()
