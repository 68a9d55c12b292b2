"""The sample ledger beyond the published figures: what a municipality's books look like."""

import pytest

from tertial.accounts.models import Person
from tertial.domain.period import Period
from tertial.economy.ledger.reading import Measure, read_statement
from tertial.organisation.models import Unit, UnitKind
from tests.shared.pages import words

pytestmark = pytest.mark.django_db

COSTS = ("personnel", "premises", "goods_services")


@pytest.mark.parametrize("measure", [Measure.OUTCOME, Measure.BUDGET, Measure.PREVIOUS])
def test_every_committee_has_income_and_costs_with_their_own_signs(demo_municipality, measure):
    committees = Unit.objects.filter(kind__in=[UnitKind.COMMITTEE, UnitKind.MUNICIPALITY])
    assert committees
    for committee in committees:
        reading = read_statement(committee, Period.parse("2024"), "income_statement")
        rows = {line.key: line.amounts.get(measure, 0) for line in reading.lines}
        assert rows["income"] >= 0, committee
        assert all(rows[key] <= 0 for key in COSTS), committee
    whole = read_statement(Unit.objects.get(code="HUDDINGE"), Period.parse("2024"), "income_statement")
    assert next(line for line in whole.lines if line.key == "income").amounts[measure] > 500_000_00_000


def test_what_a_committee_costs_net_is_what_was_declared(demo_municipality):
    reading = read_statement(Unit.objects.get(code="GSN"), Period.parse("2024"), "income_statement")

    assert next(line for line in reading.lines if line.key == "result").amounts[Measure.OUTCOME] == -1_813_000 * 100_000


def test_the_forecast_of_the_executive_board_is_not_told_as_that_of_the_municipality(client, demo_municipality):
    client.force_login(Person.objects.get(email="samordnare@huddinge.example"))

    page = words(client.get("/HUDDINGE/2024-T2/ekonomi/"))

    told = page.partition("Prognos för året")[2]
    assert told.split()[:2] == ["Ingen", "summa"]
    assert "enheter saknar prognos" in told
    assert "238" not in told.partition("Senaste månaden")[0]


def test_ten_millions_ask_the_municipality_for_a_comment(client, demo_municipality):
    client.force_login(Person.objects.get(email="samordnare@huddinge.example"))

    page = words(client.get("/HUDDINGE/2024/ekonomi/sammanstallning/income_statement/"))

    assert "1 000 tkr eller minst 2 procent" in page.replace("\u00a0", " ")
