"""Outcomes read from the ledger by project code, and the lines behind them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.economy.projects.actions.projects import set_codes
from tests.shared.pages import words
from tests.shared.small_ledger import ledger_unit, put_in
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import TKR, Projects

from .conftest import table_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def coded(place: SmallMunicipality, stored: Projects, tmp_path: Path) -> Projects:
    """The investment with a project code, booked by another unit too; a month without lines of it comes last."""
    set_codes(by=the_system(), project=stored.investment, table=stored.tables["investments"], codes=["3001"])
    by = place.units["BY"]
    ledger_unit(by, "700", place.units["KSF"])
    ledger_unit(by, "800", place.units["BY"])
    lines = [
        (202403, "1200", "700", "", 300 * TKR),
        (202410, "1200", "800", "", 250 * TKR),
        (202410, "1200", "700", "", -50 * TKR),
    ]
    put_in(by, tmp_path / "projekt.parquet", lines, source_system="Projekt", project="3001")
    return stored


def plain(answer) -> str:
    return words(answer).replace("\u00a0", " ")


def test_the_outcome_is_what_the_ledger_has_on_the_code_until_the_periods_end(coded: Projects, plans: Client):
    assert "Kameror code 3001 −1 000 −500 500 " in plain(table_page(plans))
    assert "Kameror code 3001 −1 000 −300 700 " in plain(table_page(plans, period="2024-T1"))
    assert "Kameror code 3001 −1 000 −300 700 " in plain(table_page(plans, period="2024-06"))


def test_a_code_without_lines_is_an_outcome_of_nothing(coded: Projects, plans: Client):
    set_codes(by=the_system(), project=coded.project, table=coded.tables["investment_projects"], codes=["9999"])

    assert "Bro code 9999 Planering – 0 –" in plain(table_page(plans, "investment_projects"))


def test_the_lines_behind_are_shown_with_file_and_row_and_add_up(coded: Projects, plans: Client):
    url = reverse("economy:project_lines", args=[coded.investment.ref, "investments"])
    assert (
        url in plans.get(reverse("economy:project", args=[coded.investment.ref]), {"period": "2024"}).content.decode()
    )

    page = plain(plans.get(url, {"period": "2024"}))

    assert "3 lines, −500 000,00 kr together" in page
    assert "projekt.parquet, row 2" in page
    assert "1 line, −300 000,00 kr together" in plain(plans.get(url, {"period": "2024-T1"}))
    assert "1 line, −250 000,00 kr together" in plain(plans.get(url, {"period": "2024", "text": "text 3"}))
    assert "No lines" in plain(plans.get(url, {"period": "2024", "text": "inget sådant"}))


def test_the_lines_are_a_file_too(coded: Projects, plans: Client):
    url = reverse("economy:project_lines_file", args=[coded.investment.ref, "investments", "csv"])

    rows = plans.get(url, {"period": "2024"}).content.decode("utf-8-sig").splitlines()

    assert len(rows) == 4
    assert "-300000,00" in rows[1]


def test_lines_of_a_table_that_the_project_is_not_in_are_no_address(coded: Projects, plans: Client):
    for slug in ("external_funding", "finns-inte"):
        assert plans.get(reverse("economy:project_lines", args=[coded.investment.ref, slug])).status_code == 404


def test_a_project_without_code_has_no_lines_to_show(stored: Projects, plans: Client):
    page = plain(plans.get(reverse("economy:project_lines", args=[stored.project.ref, "investment_projects"])))

    assert "The outcome is entered by hand." in page
