"""A workbook with something wrong in it: one sentence that says where, what and what to do, and nothing half saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.common.tabular_files import UnreadableFile
from tertial.common.wording import sentence
from tertial.intake.workbook.applying import NotApplied, write_on_trial, write_workbook
from tertial.intake.workbook.importing import read_workbook, refused
from tertial.organisation.models import Unit
from tests.intake.workbook.books import Sheets, cells_of, exported, written
from tests.shared.small_municipality import SmallMunicipality

Change = Callable[[Sheets], object]
UNIT = ["FN", "Fritidsnämnden", "Nämnd", "BY", "2024-01-01", ""]


def _is_refused(place: SmallMunicipality, tmp_path: Path, change: Change) -> list[str]:
    """The sentences that refuse a changed workbook, once it is known that nothing of it is stored."""
    top = Unit.objects.get(code="BY")
    sheets = cells_of(exported(top, 2024), tmp_path)
    sheets["Enheter"].append(UNIT)  # something that could have been stored
    change(sheets)
    path = written(sheets, tmp_path / "bok.xlsx")
    entries = AuditEntry.objects.count()
    judged = read_workbook(path, path.name, top)
    said = [refused(each) for each in write_on_trial(by=the_system(), judged=judged)]
    with pytest.raises(NotApplied):
        write_workbook(by=the_system(), judged=judged)
    assert not Unit.objects.filter(code="FN").exists()
    assert AuditEntry.objects.count() == entries
    return said


def _swap(sheets: Sheets) -> None:
    sheets["Enheter"], sheets["Roller"] = sheets["Roller"], sheets["Enheter"]


def _twice(sheets: Sheets) -> None:
    sheets["Personer"].append(["REPORTER@exempelby.se", "En till", "", "Ja"])


def _without_column(sheets: Sheets) -> None:
    sheets["Mål"] = [[*cells[:3], *cells[4:]] for cells in sheets["Mål"]]


ROLE, GOAL = ["reporter@exempelby.se", "", "Rapportör", "KS"], ["KS", "2024", "nytt", "Nämndmål", "Nytt"]
CASES: dict[str, tuple[Change, str]] = {
    "swapped sheets": (_swap, "Bladet heter ”Enheter” men har kolumnerna för ”Roller”"),
    "a person twice": (_twice, "Samma person står redan på rad"),
    "a unit under itself": (
        lambda sheets: sheets["Enheter"].append(["A", "A", "Nämnd", "A", "2024-01-01"]),
        "Enheter, rad 8, Under: Raden (enhet) ligger under sig själv",
    ),
    "units in a circle": (
        lambda sheets: sheets["Enheter"].extend(
            [["A", "A", "Nämnd", "B", "2024-01-01"], ["B", "B", "Nämnd", "A", "2024-01-01"]]
        ),
        "ligger under en rad som ligger under den",
    ),
    "a role that does not exist": (
        lambda sheets: sheets["Roller"].append([*ROLE[:2], "Kung", "KS"]),
        "”Kung” är inget av dem som finns; välj bland",
    ),
    "an unknown unit": (
        lambda sheets: sheets["Roller"].append([*ROLE[:3], "KSS"]),
        "Det finns ingen enhet KSS; menade du",
    ),
    "an unknown person": (
        lambda sheets: sheets["Roller"].append(["nisse@exempelby.se", *ROLE[1:]]),
        "Det finns ingen med adressen nisse@exempelby.se",
    ),
    "the error of a formula": (
        lambda sheets: sheets["Enheter"].append(["A", "#REF!", *UNIT[2:]]),
        "Enheter, rad 8, Namn: #REF! är felet i en formel",
    ),
    "a missing column": (_without_column, "Mål: Kolumnen ”Nivå” saknas"),
    "an unknown level": (
        lambda sheets: sheets["Mål"].append([*GOAL[:3], "Dröm", "Nytt"]),
        "”Dröm” är inget av dem som finns",
    ),
    "an unknown indicator": (
        lambda sheets: sheets["Målvärden"].append(["KS", "nojdaa", "", "2024", sheets["Målvärden"][-1][4], "≥5"]),
        "KS har ingen indikator nojdaa; menade du nojda?",
    ),
    "no number": (
        lambda sheets: sheets["Utfall"].append(["KS", "nojda", "", "2024-T1", "Totalt", "många"]),
        "Utfall, rad 4, Utfall: många är inte ett tal",
    ),
    "a day for a month": (
        lambda sheets: sheets["Utfall"].append(["KS", "nojda", "", "2024-04-01", "Totalt", "5"]),
        "formatera cellen som text och skriv 2024-04",
    ),
    "an empty cell": (
        lambda sheets: sheets["Enheter"].append(["A", "", *UNIT[2:]]),
        "Enheter, rad 8, Namn: Cellen är tom",
    ),
    "what an action refuses": (
        lambda sheets: sheets["Enheter"].append(["A", "A", "Nämnd", "BY", "2024-02-01", "2024-01-01"]),
        "Enheter, rad 8, Till och med:",
    ),
    "a code that cannot be one": (
        lambda sheets: sheets["Mål"].append(["KS", "2024", "1.2 Trygg", *GOAL[3:]]),
        "skriv nr-1-2-trygg",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_sentence_says_what_is_wrong_and_nothing_is_stored(
    place: SmallMunicipality, tmp_path: Path, case: str
) -> None:
    change, words = CASES[case]
    said = _is_refused(place, tmp_path, change)
    assert len(said) <= 2, said
    assert words in said[0]


def test_a_sheet_of_twenty_thousand_rows_is_refused_as_a_whole(place: SmallMunicipality, tmp_path: Path) -> None:
    many = [[f"A{n}", "Enhet", "Nämnd", "BY", "2024-01-01"] for n in range(20_000)]
    said = _is_refused(place, tmp_path, lambda sheets: sheets["Enheter"].extend(many))
    assert said == ["Enheter: Bladet har fler än 10000 rader; dela upp det på flera arbetsböcker."]


def test_merged_cells_are_refused_with_their_place(place: SmallMunicipality, tmp_path: Path) -> None:
    headings = cells_of(exported(Unit.objects.get(code="BY"), 2024), tmp_path)["Enheter"][1]
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Enheter")
        page.write_row(0, 0, headings)
        page.merge_range("B3:B4", "Nämnden")
    judged = read_workbook(path, path.name, None)
    assert [refused(each) for each in judged.refusals] == [
        "Enheter: Cellerna B3:B4 är sammanfogade; dela upp dem och skriv värdet i var och en."
    ]


def test_what_is_not_read_is_told_and_hinders_nothing(place: SmallMunicipality, tmp_path: Path) -> None:
    top = Unit.objects.get(code="BY")
    sheets = cells_of(exported(top, 2024), tmp_path)
    sheets["Enheter"][1].append("Telefon")
    sheets["Enheter"][2] += [""] * (6 - len(sheets["Enheter"][2])) + ["08-123"]
    sheets["Anteckningar"] = [["Kom ihåg"]]
    path = written(sheets, tmp_path / "bok.xlsx")
    judged = read_workbook(path, path.name, top)
    said = [sentence(each) for each in judged.notices]
    assert "”Enheter” har kolumner som inte läses: Telefon." in said
    assert "Bladet ”Anteckningar” hör inte till arbetsboken; det lästes inte." in said
    assert write_on_trial(by=the_system(), judged=judged) == []


def test_what_is_no_workbook_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kod;Namn\nKS;Styrelsen\n")
    with pytest.raises(UnreadableFile, match=r"is no workbook"):
        read_workbook(tmp_path / "a.csv", "a.csv", None)


def test_a_reporter_may_read_in_nothing_but_what_is_theirs(place: SmallMunicipality, tmp_path: Path) -> None:
    top, by = Unit.objects.get(code="BY"), Person.objects.get(email="reporter@exempelby.se")
    sheets = cells_of(exported(top, 2024), tmp_path)
    sheets["Enheter"].append(UNIT)
    path = written(sheets, tmp_path / "bok.xlsx")
    judged = read_workbook(path, path.name, top)
    (said,) = [refused(each) for each in write_on_trial(by=by, judged=judged)]
    assert said.startswith("Enheter, rad 7: ")
    with pytest.raises(NotApplied):
        write_workbook(by=by, judged=judged)
