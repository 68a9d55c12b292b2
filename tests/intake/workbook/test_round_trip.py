"""What goes out in a workbook comes in again as it was: every column filled, more than a hundred rows a sheet."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.domain.workbook.comparing import Fate
from tertial.domain.workbook.figures import SHEETS
from tertial.goals.actions.goals import follow_by
from tertial.goals.actions.indicators import save_indicator
from tertial.goals.actions.outcomes import record_outcome, remove_outcome
from tertial.goals.actions.weights import weigh_indicators
from tertial.goals.models import Goal, GoalIndicator
from tertial.intake.models import SentWorkbook
from tertial.intake.workbook.applying import NotApplied, write_workbook
from tertial.intake.workbook.importing import read_workbook, refused
from tertial.intake.workbook.wording import labels_of_rows, words_of
from tertial.intake.workbook.writing import Filling, write_book
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tests.intake.workbook.books import Sheets, cells_of, exported, written
from tests.intake.workbook.many_rows import YEAR, as_stored, many_rows
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality


def test_the_rows_made_for_it_fill_every_column_and_are_more_than_a_hundred() -> None:
    rows = many_rows()
    for sheet in SHEETS:
        assert len(rows[sheet.key]) >= 100, sheet.key
        for column in sheet.columns:
            filled = [each for each in rows[sheet.key] if each.get(column.key) not in (None, "", ())]
            assert len(filled) >= 1, f"{sheet.key} {column.key}"


def test_a_filled_workbook_that_is_read_into_an_empty_municipality_comes_out_cell_by_cell_the_same(
    begun: Unit, tmp_path: Path
) -> None:
    content = write_book(Filling("Start", words_of(begun), as_stored(many_rows()), labels_of_rows(begun)))
    path = tmp_path / "start.xlsx"
    path.write_bytes(content)
    judged = read_workbook(path, path.name, begun)
    assert [refused(each) for each in judged.refusals] == []
    assert judged.count(Fate.ADDED) + judged.count(Fate.CHANGED) == sum(map(len, many_rows().values()))
    assert write_workbook(by=the_system(), judged=judged)
    begun.refresh_from_db()
    sent, again = cells_of(content, tmp_path), cells_of(exported(begun, YEAR), tmp_path)
    assert list(sent) == list(again)
    for name in list(sent)[1:]:
        assert sent[name] == again[name], name


def test_what_has_been_read_in_once_changes_nothing_the_second_time(begun: Unit, tmp_path: Path) -> None:
    path = tmp_path / "start.xlsx"
    path.write_bytes(write_book(Filling("Start", words_of(begun), as_stored(many_rows()), labels_of_rows(begun))))
    write_workbook(by=the_system(), judged=read_workbook(path, path.name, begun))
    judged = read_workbook(path, path.name, begun)
    assert judged.refusals == []
    assert (judged.count(Fate.ADDED), judged.count(Fate.CHANGED)) == (0, 0)
    assert not any(each.missing for each in judged.compared.values())
    assert write_workbook(by=the_system(), judged=judged) == []


def test_an_outcome_in_words_is_a_number_in_the_workbook_and_comes_back_as_the_word(
    place: SmallMunicipality, tmp_path: Path
) -> None:
    unit = place.units["KS"]
    asked = save_indicator(by=the_system(), unit=unit, name="Plan finns", unit_of_measure="yes_no", direction="higher")
    year = Period.of_year(2024)
    outcome = record_outcome(by=the_system(), indicator=asked, plan=place.plan, period=year, text="ja")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(unit, 2024))
    remove_outcome(by=the_system(), outcome=outcome)

    judged = read_workbook(path, path.name, place.units["BY"])

    assert [refused(each) for each in judged.refusals] == []
    write_workbook(by=the_system(), judged=judged)
    assert asked.outcomes.get().value == 1


def test_an_administrator_reads_it_in_on_the_page_and_downloads_it_cell_by_cell_the_same(
    begun: Unit, tmp_path: Path
) -> None:
    administrator = PersonFactory(email="p001@exempelby.se", name="Åsa Öberg 001", title="Chef")
    RoleFactory(person=administrator, unit=begun, role=Role.ADMINISTRATOR)
    rows = as_stored(many_rows(range(1, 15)))  # twice through every action, by someone whose rights are asked
    content = write_book(Filling("Start", words_of(begun), rows, labels_of_rows(begun)))
    browser, here = browser_of(administrator), reverse("intake:workbooks")
    address = browser.post(here, {"file": SimpleUploadedFile("start.xlsx", content)})["Location"]
    assert "Att rätta" not in words(browser.get(address))
    browser.post(f"{address}tillampa/", {"mark": SentWorkbook.objects.get().mark})
    assert SentWorkbook.objects.get().state == "applied"
    again = browser.get(reverse("intake:workbook_file"), {"year": YEAR, "content": "filled"}).content
    before, after = cells_of(content, tmp_path), cells_of(again, tmp_path)
    own = ["p001@exempelby.se", "Åsa Öberg 001", "Administratör", "BY", "Nej"]
    assert own in after["Roller"]
    after["Roller"].remove(own)
    for name in list(before)[1:]:
        assert before[name] == after[name], name


def test_weights_that_do_not_match_the_goals_are_refused_with_their_cell(
    place: SmallMunicipality, tmp_path: Path
) -> None:
    weigh_indicators(by=the_system(), goal=place.goal, weights={place.link: 3})
    with pytest.raises(NotApplied) as wrong:
        send_weights(place, tmp_path, "3; 1")
    assert "är inte ett heltal för vart och ett av de 1 målen" in refused(wrong.value.refusals[0])

    send_weights(place, tmp_path, "5")
    assert list(GoalIndicator.objects.values_list("weight", flat=True)) == [5]


def test_emptied_weights_are_one_again_as_the_column_says(place: SmallMunicipality, tmp_path: Path) -> None:
    weigh_indicators(by=the_system(), goal=place.goal, weights={place.link: 3})

    send_weights(place, tmp_path, "")

    assert list(GoalIndicator.objects.values_list("weight", flat=True)) == [1]


def test_goals_in_another_order_take_their_weights_from_the_order_in_the_row(
    place: SmallMunicipality, tmp_path: Path
) -> None:
    other = Goal.objects.get(name="Ett mål till")
    follow_by(by=the_system(), goal=other, indicator=place.indicator)
    weigh_indicators(by=the_system(), goal=place.goal, weights={place.link: 3})
    path, book, row = first_indicator(place, tmp_path)
    weights, goals = (book["Indikatorer"][row - 1].index(heading) for heading in ("Väger", "Följer målen"))
    cells = book["Indikatorer"][row]
    assert cells[weights] == "3; 1"

    cells[weights] = "3;1"
    assert read_workbook(written(book, path), path.name, place.units["BY"]).count(Fate.CHANGED) == 0
    cells[goals] = "; ".join(reversed(cells[goals].split("; ")))
    cells[weights] = "1; 3"
    assert read_workbook(written(book, path), path.name, place.units["BY"]).count(Fate.CHANGED) == 0
    cells[weights] = "3; 1"
    judged = read_workbook(written(book, path), path.name, place.units["BY"])
    (change,) = (each for each in judged.compared["indicators"].changes if each.fate is Fate.CHANGED)
    assert [(each.before, each.after) for each in change.differences] == [("1; 3", "3; 1")]

    write_workbook(by=the_system(), judged=judged)
    assert dict(GoalIndicator.objects.values_list("goal__name", "weight")) == {place.goal.name: 1, other.name: 3}


def test_weights_left_alone_when_a_goal_is_taken_away_are_refused(place: SmallMunicipality, tmp_path: Path) -> None:
    follow_by(by=the_system(), goal=Goal.objects.get(name="Ett mål till"), indicator=place.indicator)
    weigh_indicators(by=the_system(), goal=place.goal, weights={place.link: 3})
    path, book, row = first_indicator(place, tmp_path)
    goals = book["Indikatorer"][row - 1].index("Följer målen")
    book["Indikatorer"][row][goals] = book["Indikatorer"][row][goals].split("; ")[1]

    with pytest.raises(NotApplied) as wrong:
        write_workbook(by=the_system(), judged=read_workbook(written(book, path), path.name, place.units["BY"]))
    assert "är inte ett heltal för vart och ett av de 1 målen" in refused(wrong.value.refusals[0])


def first_indicator(place: SmallMunicipality, folder: Path) -> tuple[Path, Sheets, int]:
    """Where to write the filled workbook, its cells, and the place of its first row of indicators."""
    book = cells_of(exported(place.units["KS"], 2024), folder)
    at = next(number for number, row in enumerate(book["Indikatorer"]) if "Väger" in row)
    return folder / "plan.xlsx", book, at + 1


def send_weights(place: SmallMunicipality, folder: Path, weights: str) -> None:
    """Sends the filled workbook with other weights in its first row of indicators, and applies it."""
    path, book, row = first_indicator(place, folder)
    column, first = book["Indikatorer"][row - 1].index("Väger"), book["Indikatorer"][row]
    assert first[column] == "3"
    first[column] = weights
    write_workbook(by=the_system(), judged=read_workbook(written(book, path), path.name, place.units["BY"]))
