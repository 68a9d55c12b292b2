"""The first page of the economy: where the year is heading, on one screen."""

import re

import pytest

from tertial.accounts.system import the_system
from tertial.economy.ledger.imports import undo_import
from tertial.economy.models import Code, Dimension
from tertial.organisation.roles import Role
from tests.shared.pages import words

pytestmark = pytest.mark.django_db


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ")


def test_the_result_stands_first_with_a_word_for_whether_it_is_good(read):
    page = said(read("/KS/2024/ekonomi/"))

    assert "Mot budget +22 tkr Överskott utfall −6,2 mnkr, budget −6,2 mnkr" in page
    assert "Mot budget −267 tkr Underskott" in said(read("/KSF/2024-09/ekonomi/"))


def test_the_last_month_and_the_rows_without_a_comment_are_told(read):
    page = said(read("/KS/2024/ekonomi/"))

    assert "Senaste månaden, dec −19 tkr Underskott" in page
    assert "Rader utan kommentar 5 Saknas av 5 rader över gränsen" in page


def test_the_largest_deviations_open(read):
    page = read("/KS/2024/ekonomi/")

    assert "Största avvikelser" in said(page)
    assert "/KS/2024/ekonomi/sammanstallning/income_statement/cell/consultants/deviation/" in page.content.decode()


def test_every_figure_of_the_first_page_leads_to_what_is_behind_it(client_of):
    client = client_of(Role.READER)
    page = client.get("/KS/2024-T2/ekonomi/").content.decode()

    links = set(re.findall(r'href="(/KS/[^"]*/cell/[^"]*)"', page))
    assert len(links) > 5
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize(
    "address", ["/KS/2024/ekonomi/", "/KS/2024-T1/ekonomi/", "/KSF/2024-03/ekonomi/", "/BY/2023/ekonomi/"]
)
def test_any_unit_and_any_period_has_its_overview(read, address):
    assert read(address).status_code == 200


def test_without_a_ledger_the_page_leads_to_the_import(place, read):
    for imported in (place.rooms["economy"].outcome, place.rooms["economy"].budget):
        undo_import(by=the_system(), ledger_import=imported)

    page = said(read("/KS/2024/ekonomi/"))

    assert "Ingen huvudbok för Enhet KS 2024" in page
    assert "ekonomisystemet" in page


def test_a_municipality_without_statements_is_told_who_sets_them_up(place, read):
    place.units["BY"].statements.all().delete()

    assert "Inga ekonomirapporter finns än" in said(read("/KS/2024/ekonomi/"))
    assert read("/KS/2024/ekonomi/sammanstallning/").status_code == 302


def test_without_a_ledger_a_reporter_is_told_who_imports_it_and_a_coordinator_is_led_there_and_back(place, client_of):
    for imported in (place.rooms["economy"].outcome, place.rooms["economy"].budget):
        undo_import(by=the_system(), ledger_import=imported)

    reporter = client_of(Role.REPORTER).get("/KS/2024/ekonomi/")
    assert "En samordnare i kommunen läser in den." in said(reporter)
    assert "Läs in en huvudbok" not in said(reporter)
    coordinator = client_of(Role.ADMINISTRATOR).get("/KS/2024/ekonomi/").content.decode()
    assert 'href="/KS/2024/ekonomi/import/?back=/KS/2024/ekonomi/"' in coordinator


def test_a_ledger_whose_lines_come_to_no_unit_is_not_said_to_be_missing(place, client_of):
    Code.objects.filter(dimension=Dimension.UNIT).update(unit=None)

    page = client_of(Role.ADMINISTRATOR).get("/KS/2024/ekonomi/")

    assert "Inget i huvudboken för 2024 hör till Enhet KS än" in said(page)
    assert "De här ansvaren hör inte till någon enhet än: " in said(page)
    assert 'href="/struktur/kodplan/ansvar/?back=/KS/2024/ekonomi/"' in page.content.decode()
    reporter = said(client_of(Role.REPORTER).get("/KS/2024/ekonomi/sammanstallning/income_statement/"))
    assert "En administratör anger vilket ansvar som hör till vilken enhet." in reporter
    assert "De här ansvaren" not in reporter
    assert "Till ansvaren" not in reporter


def test_without_a_budget_the_outcome_stands_alone_and_no_row_is_said_to_be_commented(place, read):
    undo_import(by=the_system(), ledger_import=place.rooms["economy"].budget)

    page = said(read("/KS/2024/ekonomi/"))

    assert "−6,2 mnkr ingen budget att jämföra med än" in page
    assert "av 0 rader" not in page
    assert "Största avvikelser" not in page
    statement = said(read("/KS/2024/ekonomi/sammanstallning/income_statement/"))
    assert "Det finns ingen budget att jämföra med än, så ingen rad kräver kommentar." in statement
