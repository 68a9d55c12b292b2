"""A year that goes on: what is read ends with the newest month that is imported and closed (docs/rules/periods.md)."""

import csv
import io
import re

import pytest
from django.test import Client
from django.utils import translation

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.wording import sentence
from tertial.domain.forecast import season_of_last_year
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.statement import Measure
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.budget.queries.statement_rows import known_of, net_outcome_by_month
from tertial.economy.ledger.closed import closed_through
from tertial.economy.ledger.closing import ClosingRefused, close_months
from tertial.economy.ledger.imports import undo_import
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import Dimension, LedgerKind
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.months import months_of
from tertial.economy.statements.view import Statements
from tertial.goals.actions.plans import create_plan
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.compose import compose
from tertial.reports.models import ReportKind
from tertial.reports.render.json import render_json
from tertial.texts.figures import UnitFigures
from tests.domain.rule_page import table
from tests.shared.factories import UnitFactory
from tests.shared.pages import words
from tests.shared.small_ledger import THOUSAND, income_statement, ledger_unit, put_in
from tests.shared.small_municipality import small_municipality

pytestmark = pytest.mark.django_db

YEAR = 2025
BUDGET, OUTCOME, LAST_YEAR = 2_350, 2_450, 2_200
"""Thousands of kronor a month: ten months are 1,0 mnkr beyond the budget of ten, 3,7 mnkr below that of twelve."""

TEMPLATE = """
name = "Rapport"
title = "Rapport"
[[chapter]]
title = "Ekonomi"
  [[chapter.block]]
  kind = "statement"
  statement = "income_statement"
  columns = [
    { shows = "budget_year", heading = "Budget helår" },
    { shows = "outcome", heading = "Utfall helår" },
    { shows = "deviation", heading = "Avvikelse helår" },
  ]
"""


def months(first: int, last: int, thousands: int, year: int = YEAR) -> list[tuple[int, str, str, str, int]]:
    return [(year * 100 + month, "5010", "1010", "100", thousands * THOUSAND) for month in range(first, last + 1)]


@pytest.fixture
def place(tmp_path, settings):
    settings.TERTIAL_HOME = tmp_path / "home"
    made = small_municipality(only=())
    Person.objects.update(language="en")
    municipality, committee = made.units["BY"], made.units["KS"]
    income_statement(municipality)
    save_codes(
        by=the_system(), municipality=municipality, dimension=Dimension.ACCOUNT, codes=[CodeGiven("5010", "Löner")]
    )
    ledger_unit(municipality, "1010", committee)
    put_in(municipality, tmp_path / "a", [*months(1, 12, LAST_YEAR, YEAR - 1), *months(1, 10, OUTCOME)])
    put_in(municipality, tmp_path / "b", months(1, 12, BUDGET), kind=LedgerKind.BUDGET)
    return made


@pytest.fixture
def coordinator(place) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.COORDINATOR].pk))
    return client


def result(place, period: str = str(YEAR)) -> dict[str, int]:
    lines = read_statement(place.units["KS"], Period.parse(period), "income_statement").lines
    found = next(line for line in lines if line.key == "result").amounts
    return {measure.value: ore // THOUSAND for measure, ore in found.items()}


def test_a_year_with_ten_months_is_compared_with_the_budget_of_ten(place, coordinator):
    page = words(coordinator.get(f"/KS/{YEAR}/ekonomi/"))

    assert "−1,0 mnkr" in page
    assert "Deficit" in page
    assert "3,7 mnkr" not in page
    assert "January–October 2025, booked and closed through October" in page


def test_the_statement_names_its_months_and_sets_the_years_budget_beside(place, coordinator):
    page = words(coordinator.get(f"/KS/{YEAR}/ekonomi/sammanstallning/income_statement/"))

    assert "Budget jan–oct 2025 Outcome jan–oct 2025 Deviation" in page
    assert "Outcome jan–oct 2024 Budget, whole year Forecast, whole year" in page
    printed = table("periods", "of the year")
    assert result(place) == {row["of the year"]: int(row["thousands of kronor"].replace(" ", "")) for row in printed}


def test_the_last_month_is_the_last_that_is_closed(place, coordinator):
    page = words(coordinator.get(f"/KS/{YEAR}/ekonomi/"))

    assert "The last month, oct −100 tkr" in page
    assert "dec" not in page.partition("The last month")[2][:40]


def test_the_curve_ends_with_the_last_closed_month(place):
    with translation.override("en"):
        curves = months_of(Statements(place.units["KS"], Period.of_year(YEAR)).main).curves

    assert [(curve.name, len(curve.months)) for curve in curves] == [
        ("Outcome 2025", 10),
        ("Budget 2025", 12),
        ("Outcome 2024", 12),
    ]


def test_every_longer_period_reads_the_same_months_and_an_earlier_one_its_own(place):
    assert result(place, f"{YEAR}-01--{YEAR}-11") == result(place, f"{YEAR}-01--{YEAR}-10") == result(place)
    assert result(place, f"{YEAR}-T1")["deviation"] == -400
    assert result(place, f"{YEAR}-10")["deviation"] == -100
    assert result(place, f"{YEAR}-11") == {"budget_year": -28_200}


def test_a_file_and_a_live_figure_hold_the_closed_months(place, coordinator):
    answer = coordinator.get(f"/KS/{YEAR}/ekonomi/sammanstallning/income_statement/fil/csv/?enhet=tkr")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    figures = UnitFigures(place.units["KS"], Period.of_year(YEAR))

    assert rows[0][1:4] == ["Budget jan–oct 2025", "Outcome jan–oct 2025", "Deviation"]
    assert rows[-1][1:4] == ["-23500", "-24500", "-1000"]
    assert figures.figure(Ref.parse("statement:income_statement:result:deviation-mnkr")).quantity.value == -1


def test_an_opened_cell_is_the_sum_of_the_lines_of_the_closed_months(place, coordinator):
    page = words(coordinator.get(f"/KS/{YEAR}/ekonomi/sammanstallning/income_statement/cell/personnel/budget/"))

    assert "The sum of the accounts is the cell: −23 500 000 kr." in page.replace("\u00a0", " ")


def test_a_month_that_is_not_closed_is_not_read_until_a_coordinator_closes_it(place, tmp_path, coordinator):
    made = put_in(place.units["BY"], tmp_path / "c", months(11, 11, 40))
    close_months(by=the_system(), municipality=place.units["BY"], source_system="Ekonomi", year=YEAR, month=10)
    assert result(place)["deviation"] == -1_000

    answer = coordinator.post(f"/KS/{YEAR}/ekonomi/import/stangt/", {"source_system": "Ekonomi", "month": "11"})

    assert answer.status_code == 302
    assert result(place)["deviation"] == 1_310
    undo_import(by=the_system(), ledger_import=made)
    assert result(place)["deviation"] == -1_000


def test_opening_a_month_takes_it_out_of_what_is_read(place, coordinator):
    coordinator.post(f"/KS/{YEAR}/ekonomi/import/stangt/", {"source_system": "Ekonomi", "month": "9"})

    assert result(place)["deviation"] == -900
    assert "closed through September" in words(coordinator.get(f"/KS/{YEAR}/ekonomi/prognos/"))


def test_where_two_systems_book_the_one_that_is_behind_decides_for_the_units_it_books_on(place, tmp_path):
    municipality = place.units["BY"]
    other = UnitFactory(code="SN", name="Skolnämnden", parent=municipality)
    ledger_unit(municipality, "2020", other)
    lines = [(YEAR * 100 + month, "5010", "2020", "100", THOUSAND) for month in range(1, 7)]
    put_in(municipality, tmp_path / "d", lines, source_system="Skolans")

    assert [closed_through(unit, YEAR) for unit in (place.units["KS"], other, municipality)] == [10, 6, 6]


def test_last_year_stands_beside_only_where_it_covers_the_same_months(place, tmp_path):
    close_months(by=the_system(), municipality=place.units["BY"], source_system="Ekonomi", year=YEAR - 1, month=9)

    assert "previous" not in result(place)
    assert "previous" in result(place, f"{YEAR}-T2")


def test_a_year_with_a_budget_alone_has_no_outcome_and_no_deviation(place, tmp_path, coordinator):
    lines = months(1, 12, BUDGET, YEAR + 3)
    put_in(place.units["BY"], tmp_path / "e", lines, kind=LedgerKind.BUDGET, source_system="Next")

    assert result(place, str(YEAR + 3)) == {"budget_year": -28_200}
    page = words(coordinator.get(f"/KS/{YEAR + 3}/ekonomi/sammanstallning/income_statement/"))
    assert "Nothing of 2028 is booked and closed yet" in page


def test_only_coordinators_close_months_and_never_one_to_come(place):
    reporter = Client()
    reporter.force_login(Person.objects.get(pk=place.people[Role.REPORTER].pk))
    sent = {"source_system": "Ekonomi", "month": "8"}

    assert reporter.post(f"/KS/{YEAR}/ekonomi/import/stangt/", sent).status_code == 403
    with pytest.raises(ClosingRefused, match="no outcome in 2199"):
        close_months(by=the_system(), municipality=place.units["BY"], source_system="Ekonomi", year=2199, month=1)


def test_rows_ask_for_comments_by_the_budget_to_date(place):
    view = Statements(place.units["KS"], Period.of_year(YEAR)).main

    # 4,3 percent of the budget of ten months, and −1,0 mnkr; against twelve months it would be a surplus.
    assert all(line.amounts["deviation"] <= 0 for line in view.asked)


def test_the_report_says_to_which_month_it_reaches(place, tmp_path):
    create_plan(by=the_system(), unit=place.units["KS"], year=YEAR)
    save_template(by=the_system(), unit=place.units["KS"], kind=ReportKind.ANNUAL, declaration=TEMPLATE)

    printed = render_json(compose(place.units["KS"], Period.of_year(YEAR)).document).decode()

    assert "Utfall helår" not in printed
    assert re.search(r"Budget helår.*Utfall jan–okt 2025.*Budget jan–okt 2025.*Avvikelse", printed, re.DOTALL)
    assert "januari–oktober 2025, bokfört och stängt t.o.m. oktober" in printed


def with_another_system(place, path, lacks: int) -> None:
    """The committee's wages come from a system of their own, which lacks a month."""
    lines = [line for line in months(1, 12, 10, YEAR - 1) + months(1, 10, 20) if line[0] != YEAR * 100 + lacks]
    put_in(place.units["BY"], path / "lon", lines, source_system="Lön")


def test_a_month_counts_as_imported_only_where_every_system_of_the_unit_has_it(place, tmp_path, coordinator):
    with_another_system(place, tmp_path, lacks=5)

    line = read_statement(place.units["KS"], Period.of_year(YEAR), "income_statement").lines[-1]

    assert {"deviation", "change"} <= set(line.without)
    page = words(coordinator.get(f"/KS/{YEAR}/ekonomi/sammanstallning/income_statement/"))
    assert "Lön has nothing for May; import those months." in page
    assert result(place, f"{YEAR}-T1")["deviation"] == -480


def test_an_outcome_that_lacks_a_month_of_a_system_is_no_figure_anywhere_but_the_months_that_are_missing(
    place, tmp_path, coordinator
):
    with_another_system(place, tmp_path, lacks=5)

    assert not {"outcome", "deviation"} & result(place).keys()
    assert {"budget", "budget_year"} <= result(place).keys()
    for page in ("", "sammanstallning/income_statement/"):
        said = words(coordinator.get(f"/KS/{YEAR}/ekonomi/{page}"))
        assert f"The ledger lacks May {YEAR}, so there is no sum." in said
        assert "24 700" not in said.replace("\u00a0", " ")  # nine months of the one and ten of the other
    figures = StatementFigures.of(place.units["KS"], Period.of_year(YEAR))
    assert figures.figure(Ref.parse("statement:income_statement:result:outcome-tkr")) is None
    assert figures.figure(Ref.parse("statement:income_statement:result:budget_year-tkr")) is not None


def test_a_ledger_that_begins_in_march_has_no_sum_of_the_year_so_far(tmp_path, settings):
    settings.TERTIAL_HOME = tmp_path / "home"
    made = small_municipality(only=())
    income_statement(made.units["BY"])
    ledger_unit(made.units["BY"], "1010", made.units["KS"])
    put_in(made.units["BY"], tmp_path / "a", months(3, 10, OUTCOME))

    line = read_statement(made.units["KS"], Period.of_year(YEAR), "income_statement").lines[-1]

    assert Measure.OUTCOME not in line.amounts
    assert "saknar januari–februari 2025" in sentence(line.without["outcome"])
    assert result(made, f"{YEAR}-03")["outcome"] == -OUTCOME


def test_no_draft_is_adopted_where_the_outcome_lacks_a_month(place, tmp_path):
    with_another_system(place, tmp_path, lacks=5)
    reports = Client()
    reports.force_login(Person.objects.get(pk=place.people[Role.REPORTER].pk))

    answer = reports.post(f"/KS/{YEAR}/ekonomi/sammanstallning/income_statement/utkast/personnel/")

    assert answer.status_code == 422
    assert f"The ledger lacks May {YEAR}" in words(answer)


def test_curves_end_before_a_month_that_a_system_lacks(place, tmp_path):
    with_another_system(place, tmp_path, lacks=5)

    curves = months_of(Statements(place.units["KS"], Period.of_year(YEAR)).main).curves

    assert [len(curve.months) for curve in curves] == [4, 12, 12]


def test_nothing_is_proposed_from_an_outcome_that_lacks_a_month(place, tmp_path, coordinator):
    with_another_system(place, tmp_path, lacks=5)

    page = words(coordinator.get(f"/KS/{YEAR}-01--{YEAR}-10/ekonomi/prognos/"))

    assert "The ledger lacks a month of the period; import it first." in page


def test_a_season_is_taken_only_from_a_year_whose_every_month_is_there(place, tmp_path):
    unit = place.units["KS"]
    assert net_outcome_by_month(unit, YEAR - 1) == (LAST_YEAR * THOUSAND,) * 12
    lines = [line for line in months(1, 12, 10, YEAR - 1) if line[0] % 100 != 7]
    put_in(place.units["BY"], tmp_path / "lon", lines, source_system="Lön")

    assert not any(net_outcome_by_month(unit, YEAR - 1))
    line = read_statement(unit, Period.of_year(YEAR), "income_statement").lines[1]
    known = known_of(unit, Period.of_year(YEAR), line, "income_statement")
    assert known.previous_year is None
    assert season_of_last_year(known).cause is not None
