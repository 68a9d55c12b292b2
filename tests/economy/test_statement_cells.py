"""What a cell of a statement opens into, and that it is always exactly the cell."""

import csv
import html
import io
import re

import pytest

from tertial.domain.period import Period
from tertial.domain.statement import Measure
from tertial.domain.statement.columns import Shown, in_signs
from tertial.domain.statement.sign import BY_DEFAULT
from tertial.economy.statements.accounts import accounts_of
from tertial.economy.statements.refs import statement_ref
from tertial.economy.statements.view import Statements
from tertial.organisation.roles import Role
from tests.shared.pages import words

pytestmark = pytest.mark.django_db

OPENED = (Shown.OUTCOME, Shown.BUDGET, Shown.BUDGET_YEAR, Shown.PREVIOUS, Shown.DEVIATION, Shown.CHANGE)
CELL = "/KS/2024/ekonomi/sammanstallning/income_statement/cell/"


def downloaded(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def in_plain_spaces(answer) -> str:
    return words(answer).replace("\u00a0", " ")


@pytest.mark.parametrize("period", ["2024", "2024-T1", "2024-T2", "2024-09", "2023"])
def test_the_accounts_behind_every_cell_add_up_to_the_cell(place, period):
    statements = Statements(place.units["KS"], Period.parse(period))
    compared = 0
    for layout in statements.layouts:
        view = statements.view(layout.key)
        for line in view.reading.lines:
            for shown in (
                Shown.OUTCOME,
                Shown.BUDGET,
                Shown.BUDGET_YEAR,
                Shown.PREVIOUS,
                Shown.DEVIATION,
                Shown.CHANGE,
            ):
                accounts = accounts_of(view, line.key, shown)
                wanted = in_signs(line.amounts, shown, BY_DEFAULT)
                assert sum(each.total for each in accounts) == wanted, (layout.key, line.key)
                compared += bool(accounts)
    assert compared > 20


def test_a_cell_opens_into_accounts_that_are_said_to_be_the_cell(read):
    said = in_plain_spaces(read(f"{CELL}personnel/outcome/"))

    assert "5010 Månadslön −4 920 000" in said
    assert "5610 Arbetsgivaravgifter −1 188 000" in said
    assert "Summa −6 108 000" in said
    assert "Kontonas summa är cellens belopp: −6 108 000 kr." in said


def test_a_deviation_opens_into_both_its_sides(read):
    said = in_plain_spaces(read(f"{CELL}consultants/deviation/"))

    assert "7410 Konsulttjänster −1 510 000 −840 000 −670 000" in said


def test_a_percentage_opens_into_the_deviation_behind_it(read):
    said = in_plain_spaces(read(f"{CELL}consultants/deviation_percent/"))

    assert "−80 %" in said
    assert "cellens belopp: −670 000 kr" in said


def test_lines_tell_voucher_text_codes_and_the_file_and_row_they_came_from(read):
    said = in_plain_spaces(read(f"{CELL}consultants/outcome/?text=broar"))

    row = re.search(r"V-900 2024-09-12 Utredning av broar 7410 1010 200 – −250 000,00 (huvudbok\.csv, rad \d+)", said)
    assert row
    assert "−250 000 kr av cellens −1 510 000 kr visas." in said


def test_a_voucher_opens_from_its_line_with_all_its_rows_and_the_names_of_its_codes(read):
    page = read(f"{CELL}consultants/outcome/?text=broar")
    address = re.search(r'href="(/KS/2024/ekonomi/verifikation/[^"]+)"', page.content.decode()).group(1)

    said = in_plain_spaces(read(html.unescape(address)))

    assert "7410 Konsulttjänster 1010" in said
    assert "Utredning av broar 250 000,00" in said
    assert re.search(r"Summa 250 000,00 ", said)


def test_a_voucher_that_the_file_holds_half_of_says_so(read):
    page = read(f"{CELL}consultants/outcome/?text=broar")
    address = re.search(r'href="(/KS/2024/ekonomi/verifikation/[^"]+)"', page.content.decode()).group(1)

    assert "skiljer sig med 250 000,00 kr" in in_plain_spaces(read(html.unescape(address)))


def test_a_voucher_that_does_not_exist_is_answered_in_words(read):
    answer = read(f"/KS/2024/ekonomi/verifikation/{'0' * 64}/2024/V-1/")

    assert answer.status_code == 404
    assert "Det finns ingen verifikation ”V-1” från 2024" in words(answer)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("konto=7410", "1 510 000"),
        ("ansvar=1020", "120 000"),
        ("verksamhet=2", "1 390 000"),
        ("text=V-900", "250 000"),
        ("fran=-300000&till=-200000", "250 000"),
        ("manad=9", "355 000"),
    ],
)
def test_lines_can_be_narrowed_and_the_sum_follows(read, query, shown):
    assert f"Summa av det som visas −{shown}" in in_plain_spaces(read(f"{CELL}consultants/outcome/?{query}"))


def test_lines_of_a_project_are_found_by_its_code(read):
    assert "500 000" in in_plain_spaces(read(f"{CELL}income/outcome/?projekt=1001"))


def test_an_amount_that_cannot_be_read_narrows_nothing_and_says_so(read):
    answer = read(f"{CELL}consultants/outcome/?fran=mycket")

    assert answer.status_code == 200
    assert "mycket är inte ett tal" in words(answer)


def test_a_filter_that_nothing_fits_says_so(read):
    assert "Ingen rad stämmer med filtret" in words(read(f"{CELL}consultants/outcome/?text=ingenting"))


def test_lines_come_fifty_at_a_time_and_a_page_too_far_gives_the_last(read):
    first, last = (words(read(f"{CELL}result/outcome/?page={page}")) for page in (1, 99))

    assert "1–50 av 86" in first
    assert "51–86 av 86" in last


def test_accounts_and_lines_come_as_files_narrowed_as_on_the_page(read):
    accounts = downloaded(read(f"{CELL}consultants/deviation/konton/csv/"))
    lines = downloaded(read(f"{CELL}consultants/outcome/rader/csv/?manad=9"))

    assert accounts[1] == ["7410", "Konsulttjänster", "-1510000,00", "-840000,00", "-670000,00"]
    assert len(lines) == 1 + 3
    assert lines[0][-2:] == ["Fil", "Rad i filen"]
    assert sum(float(line[9].replace(",", ".")) for line in lines[1:]) == -355_000
    assert read(f"{CELL}consultants/outcome/annat/csv/").status_code == 404


def test_the_other_side_of_a_deviation_has_its_own_lines(read):
    assert "budget.xlsx, rad" in words(read(f"{CELL}consultants/deviation/?av=budget"))


def test_a_cell_shows_its_row_through_the_months_and_as_a_file(read):
    page = read(f"{CELL}consultants/outcome/").content.decode()

    assert "Konsulter, ackumulerat under året" in page
    (address,) = set(re.findall(r'href="([^"]*manader/csv/\?rad=consultants)"', page))
    rows = {row[0]: row[1:] for row in downloaded(read(address))}
    assert rows["Utfall 2024"][-1] == "-1,5"


def test_a_cell_that_does_not_exist_is_answered_in_words(read):
    answer = read(f"{CELL}pengar/outcome/")

    assert answer.status_code == 404
    assert "har ingen cell som heter ”pengar, outcome”" in words(answer)


def test_a_figure_of_a_report_leads_to_its_cell(client_of, place):
    ref = statement_ref(place.units["KS"], Period.parse("2024-T2"), "income_statement", "personnel", Shown.OUTCOME)
    answer = client_of(Role.READER).get(f"/spar/{ref}/", follow=True)

    assert (
        answer.redirect_chain[-1][0] == "/KS/2024-T2/ekonomi/sammanstallning/income_statement/cell/personnel/outcome/"
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "rest", ["KS:2024:income_statement:personnel", "KS:2024:a:b:nothing", "NO:2024:a:b:outcome", "x"]
)
def test_a_ref_that_stands_for_nothing_is_answered_with_404(client_of, rest):
    assert client_of(Role.READER).get(f"/spar/statement:{rest}/").status_code == 404


def test_someone_without_a_role_sees_no_cell(place, client):
    client.force_login(place.outsider)

    assert client.get(f"{CELL}personnel/outcome/").status_code == 404


def test_the_measures_of_a_difference_are_those_it_is_made_of():
    assert in_signs({Measure.OUTCOME: 5, Measure.BUDGET: 3}, Shown.DEVIATION, BY_DEFAULT) == 2
