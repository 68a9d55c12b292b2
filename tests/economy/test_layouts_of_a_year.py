"""Layouts of statements, and names of codes, count from a year on; earlier years keep theirs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.economy.models import Code, Statement
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind
from tests.shared.pages import undo_address, words
from tests.shared.printed import printed
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

LAYOUTS = "/struktur/uppstallningar/"
INCOME = f"{LAYOUTS}income_statement/"
TEMPLATE = """
title = "Report"
[[chapter]]
title = "Economy"
    [[chapter.block]]
    kind = "statement"
    statement = "income_statement"
"""


@pytest.fixture(autouse=True)
def in_english(place: SmallMunicipality) -> None:
    Person.objects.update(language="en")


@pytest.fixture
def admin(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def begin(client: Client, year: object):
    return client.post(f"{INCOME}fran/", {"year": year}, follow=True)


def rename(client: Client, year: int, label: str, accounts: str = "60"):
    row = {"label": label, "kind": "row", "accounts": accounts}
    return client.post(f"{LAYOUTS}income_statement~{year}/rad/premises/andra/", row, follow=True)


def statement(client: Client, year: int) -> str:
    return words(client.get(f"/KS/{year}/ekonomi/sammanstallning/income_statement/")).replace("\u00a0", " ")


def test_the_report_of_an_earlier_year_is_printed_as_before_in_every_format(admin, place, tmp_path: Path):
    save_template(by=the_system(), unit=place.units["KS"], kind=ReportKind.ANNUAL, declaration=TEMPLATE)
    before = printed(tmp_path / "before", "KS", "2023")
    begin(admin, 2024)
    rename(admin, 2024, "Hyror och el")

    after = printed(tmp_path / "after", "KS", "2023")
    new = printed(tmp_path / "new", "KS", "2024")

    assert {form: after[form] == before[form] for form in before} == dict.fromkeys(
        (".docx", ".html", ".json", ".pdf"), True
    )
    assert "Hyror och el" in new[".html"].decode()
    assert "Hyror och el" not in after[".html"].decode()


def test_the_page_of_a_year_reads_the_layout_of_that_year(admin):
    answer = begin(admin, 2024)
    assert "There is a layout from 2024, the same as before." in words(answer)
    rename(admin, 2024, "Hyror och el")

    assert "Hyror och el" in statement(admin, 2024)
    assert "Hyror och el" not in statement(admin, 2023)
    assert "up to 2023" in words(admin.get(INCOME))
    assert "Hyror och el" in words(admin.get(f"{LAYOUTS}income_statement~2024/"))
    assert words(admin.get(LAYOUTS)).count("Resultaträkning") == 1


def test_a_year_beside_one_with_other_rows_says_so_and_one_with_other_names_does_not(admin):
    begin(admin, 2024)
    rename(admin, 2024, "Hyror och el")
    assert "had other rows in 2023" not in statement(admin, 2024)

    rename(admin, 2024, "Hyror", "60, 61")
    assert "“Resultaträkning” had other rows in 2023." in statement(admin, 2024)
    assert "had other rows" not in statement(admin, 2023)


def test_a_layout_from_a_year_is_taken_back(admin):
    answer = begin(admin, 2024)
    assert Statement.objects.filter(key="income_statement").count() == 2

    admin.post(undo_address(answer))

    assert [each.valid_from for each in Statement.objects.filter(key="income_statement")] == [1900]


def test_a_removed_layout_of_a_year_gives_the_year_the_one_before_and_comes_back(admin):
    begin(admin, 2024)
    rename(admin, 2024, "Hyror och el")
    removed = admin.post(f"{LAYOUTS}income_statement~2024/ta-bort/", follow=True)
    assert "Hyror och el" not in statement(admin, 2024)

    admin.post(undo_address(removed))
    assert "Hyror och el" in statement(admin, 2024)


@pytest.mark.parametrize(
    ("year", "says"), [("2024", "has a layout from 2024 already"), ("1", "is not a year that a layout can begin in")]
)
def test_a_year_that_cannot_be_is_refused_in_the_form(admin, year: str, says: str):
    begin(admin, 2024)
    answer = admin.post(f"{INCOME}fran/", {"year": year})

    assert answer.status_code == 422
    assert says in words(answer)


def code_form(stored: Code, **values: object) -> dict[str, object]:
    now = {"code": stored.code, "name": stored.name, "parent": stored.parent, "valid_from": "", "valid_to": ""}
    return {**now, **values}


def test_a_code_has_another_name_from_a_year_on_and_earlier_years_keep_theirs(admin):
    code = Code.objects.get(code="6010")
    address = f"/struktur/kodplan/kod/{code.ref.key}/andra/"
    answer = admin.post(address, code_form(code, name="Hyra och el", changed_from="2024"), follow=True)

    cell = "/KS/{}/ekonomi/sammanstallning/income_statement/cell/premises/outcome/"
    assert "Hyra och el" in words(admin.get(cell.format(2024)))
    assert "Hyra och el" not in words(admin.get(cell.format(2023)))
    assert "Lokalhyra" in words(admin.get(cell.format(2023)))

    admin.post(undo_address(answer))
    assert [(each.name, each.valid_to) for each in Code.objects.filter(code="6010")] == [("Lokalhyra", None)]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"changed_from": "1900"}, "is not in use both before and in 1900"),
        ({"changed_from": "2024", "code": "6011"}, "6010 keeps its code from year to year"),
    ],
)
def test_a_change_that_no_year_divides_is_refused_beside_its_field(admin, changed: dict[str, str], says: str):
    code = Code.objects.get(code="6010")
    answer = admin.post(f"/struktur/kodplan/kod/{code.ref.key}/andra/", code_form(code, **changed))

    assert answer.status_code == 422
    assert says in words(answer)
    assert Code.objects.filter(code="6010").count() == 1
