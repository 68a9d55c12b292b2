"""Sums over units, and units that change in mid-year, through the door (docs/rules/sums.md)."""

from datetime import date

import pytest
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.budget.live_figures import ForeseenFigures
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import Forecast, LedgerKind
from tertial.economy.statements.row_drafts import facts_of
from tertial.economy.statements.view import Statements
from tertial.organisation.actions import add_successor
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tests.domain.rule_page import table
from tests.shared.factories import RoleFactory, UnitFactory
from tests.shared.pages import words
from tests.shared.small_ledger import income_statement, ledger_unit, put_in

pytestmark = pytest.mark.django_db
TKR = 100_000
T2 = Period.parse("2024-T2")


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"


@pytest.fixture
def units(tmp_path) -> dict[str, Unit]:
    """Three committees with a ledger unit each; the third has income only. All have a budget."""
    top = UnitFactory(code="BY", name="Exempelby", kind=UnitKind.MUNICIPALITY)
    made = {"BY": top}
    for number, code in enumerate(("KS", "BUN", "KFN")):
        made[code] = UnitFactory(code=code, name=f"Nämnd {code}", parent=top, kind=UnitKind.COMMITTEE)
        ledger_unit(top, f"{number}0", made[code])
    income_statement(top)
    lines = [
        (202400 + month, account, f"{unit}0", "", amount * TKR)
        for month in range(1, 9)
        for account, unit, amount in (("3010", 0, -5), ("5010", 0, 20), ("5010", 1, 30), ("3010", 2, -7))
    ]
    put_in(top, tmp_path / "utfall", lines)
    put_in(top, tmp_path / "budget", lines, kind=LedgerKind.BUDGET)
    return made


def foresee(unit, **thousands):
    given = [Foreseen(row, amount * TKR) for row, amount in thousands.items()]
    save_forecasts(by=the_system(), unit=unit, period=T2, statement="income_statement", foreseen=given)


@pytest.fixture
def read(client, units):
    client.force_login(RoleFactory(unit=units["BY"], role=Role.COORDINATOR).person)
    return lambda address: words(client.get(address)).replace("\u00a0", " ")


def test_one_committees_forecast_is_not_told_as_the_municipalitys_but_who_lacks_theirs(units, read):
    foresee(units["KS"], income=60, personnel=-240)

    page = read("/BY/2024-T2/ekonomi/")
    assert "Prognos för året Ingen summa 2 av 3 enheter saknar prognos" in page
    assert "Nämnd BUN" in page
    assert "Nämnd KFN" in page
    assert "Överskott" not in page.partition("Prognos för året")[2].partition("Senaste")[0]
    statement = read("/BY/2024-T2/ekonomi/sammanstallning/income_statement/")
    assert "1 av 2 enheter saknar prognos: Nämnd BUN" in statement
    assert "Ingen summa" in read("/BY/2024-T2/ekonomi/sammanstallning/income_statement/cell/result/forecast/")


def test_the_forecast_page_leads_to_those_who_lack_theirs(units, client, read):
    foresee(units["KS"], income=60, personnel=-240)

    page = client.get("/BY/2024-T2/ekonomi/prognos/").content.decode()

    assert "/BUN/2024-T2/ekonomi/prognos/" in page
    assert "/KFN/2024-T2/ekonomi/prognos/" in page


def test_the_forecast_is_summed_when_everyone_with_outcome_or_budget_has_made_theirs(units, read):
    foresee(units["KS"], income=60, personnel=-240)
    foresee(units["BUN"], personnel=-370)
    foresee(units["KFN"], income=84)

    lines = {line.key: line for line in read_statement_of(units["BY"])}

    assert lines["income"].amounts["forecast"] == 144 * TKR
    assert lines["result"].amounts["forecast"] == (144 - 610) * TKR
    assert "av 3 enheter saknar" not in read("/BY/2024-T2/ekonomi/")


def read_statement_of(unit):
    view = Statements(unit, T2).view("income_statement")
    assert view is not None
    return view.reading.lines


def test_a_file_and_a_live_figure_hold_no_sum_of_some_either(units, client, read):
    foresee(units["KS"], income=60, personnel=-240)

    csv = client.get("/BY/2024-T2/ekonomi/sammanstallning/income_statement/fil/csv/").content.decode("utf-8-sig")
    assert "saknar prognos" in csv
    assert ForeseenFigures(units["BY"], T2).figure(Ref.parse("foreseen:income_statement:result:deviation-mnkr")) is None
    assert Forecast.objects.count() == 2


def test_what_is_booked_on_the_unit_itself_is_a_part_of_its_sum(units, tmp_path):
    below = UnitFactory(code="KSF", name="Förvaltningen", parent=units["KS"], kind=UnitKind.DEPARTMENT)
    ledger_unit(units["BY"], "01", below)
    put_in(units["BY"], tmp_path / "mer", [(202401, "5010", "01", "", 100)], source_system="Lön")
    foresee(below, personnel=-10)

    line = {line.key: line for line in read_statement_of(units["KS"])}["personnel"]

    assert "forecast" not in line.amounts
    assert line.without["forecast"].params["names"] == "Nämnd KS"


MERGER = table("sums", "", "2023", "2024", "2025")
SEEN = table("sums", "page", "this year", "last year")


@pytest.fixture
def merged(tmp_path) -> dict[str, Unit]:
    """Näring ends on 30 June 2024 and Trygg takes over its work, with the monthly costs of the rule page."""
    top = UnitFactory(code="BY", kind=UnitKind.MUNICIPALITY)
    above = UnitFactory(code="KSF", parent=top, kind=UnitKind.DEPARTMENT)
    trygg = UnitFactory(code="TRYGG", name="Trygg", parent=above, kind=UnitKind.DEPARTMENT)
    old = UnitFactory(code="NARING", name="Näring", parent=above, kind=UnitKind.DEPARTMENT, valid_to=date(2024, 6, 30))
    ledger_unit(top, "10", trygg)
    ledger_unit(top, "20", old)
    income_statement(top)
    lines = []
    for row, code in zip(MERGER, ("10", "20"), strict=True):
        for year in ("2023", "2024", "2025"):
            last = 6 if (code, year) == ("20", "2024") else 12
            months = range(1, last + 1) if row[year] else ()
            lines += [(int(year) * 100 + month, "5010", code, "", int(row[year]) * TKR) for month in months]
    put_in(top, tmp_path / "utfall", lines)
    add_successor(by=the_system(), predecessor=old, successor=trygg, on=date(2024, 7, 1))
    return {"BY": top, "KSF": above, "Trygg": trygg, "Näring": old}


@pytest.mark.parametrize("row", SEEN, ids=lambda row: row["page"])
def test_from_a_merger_in_mid_year_the_same_units_count_in_both_years(merged, row):
    unit, period = row["page"].split(" ")
    line = costs(merged[unit], Period.parse(period))

    assert line.amounts["outcome"] == -int(row["this year"]) * TKR
    assert line.amounts["previous"] == -int(row["last year"]) * TKR
    assert "change" not in line.without


def costs(unit, period):
    return {line.key: line for line in read_statement(unit, period, "income_statement").lines}["personnel"]


@pytest.mark.parametrize("period", ["2023", "2024-T1", "2024-06", "2024-T2", "2024", "2025"])
def test_every_unit_of_the_ledger_counts_in_exactly_one_unit_below(merged, period):
    whole, *parts = (costs(merged[unit], Period.parse(period)) for unit in ("KSF", "Trygg", "Näring"))

    for measure in whole.amounts:
        assert whole.amounts[measure] == sum(part.amounts.get(measure, 0) for part in parts)


def test_the_page_of_a_unit_that_was_merged_says_where_its_work_is_counted(merged, client):
    client.force_login(RoleFactory(unit=merged["BY"], role=Role.COORDINATOR).person)

    page = words(client.get("/NARING/2024/ekonomi/"))

    assert "Det som Näring gjorde räknas i Trygg från 2024-07-01" in page
    assert "räknas i" not in words(client.get("/NARING/2024-T1/ekonomi/"))
    shown = words(client.get("/TRYGG/2024/ekonomi/sammanstallning/income_statement/"))
    assert "Siffrorna omfattar det som Näring gjorde" in shown


def test_what_is_told_of_a_merger_leads_to_the_unit(merged, client):
    client.force_login(RoleFactory(unit=merged["BY"], role=Role.COORDINATOR).person)

    told = read_statement(merged["Näring"], Period.parse("2024"), "income_statement").findings
    (found,) = [each for each in told if each.code == "unit-moved"]

    page = client.get(reverse("desk:trace", args=[found.ref]), follow=True)
    assert page.status_code == 200
    assert "Näring" in words(page)


def test_a_unit_that_took_over_a_part_is_not_compared_with_the_year_before_and_the_page_says_why(merged, client):
    other = UnitFactory(code="NY", name="Ny", parent=merged["KSF"], kind=UnitKind.DEPARTMENT)
    add_successor(by=the_system(), predecessor=merged["Näring"], successor=other, on=date(2024, 7, 1))
    client.force_login(RoleFactory(unit=merged["BY"], role=Role.COORDINATOR).person)

    line = costs(merged["Trygg"], Period.parse("2025"))

    assert "change" in line.without
    assert facts_of(line, ()).previous is None
    page = words(client.get("/TRYGG/2024/ekonomi/sammanstallning/income_statement/?vy=tre-ar"))
    assert "Trygg tog över en del av det som Näring gjorde 2024-07-01" in page
    assert costs(merged["KSF"], Period.parse("2025")).without == {}
