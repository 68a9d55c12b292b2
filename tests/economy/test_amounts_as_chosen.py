"""How a municipality prints amounts: signs, unit, decimals and columns; every printed figure follows the rule."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.numbers_sv import parse_decimal
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import AmountSign, Convention, DeviationSign
from tertial.domain.statement.columns import Shown
from tertial.economy.actions.amount_style import save_amount_style
from tertial.economy.models import AmountStyle, Forecast
from tertial.economy.statements.accounts import accounts_of
from tertial.economy.statements.refs import CellPlace
from tertial.economy.statements.view import Statements
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind
from tests.shared.pages import undo_address, words
from tests.shared.printed import printed
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

AMOUNTS = "/struktur/belopp/"
INCOME = "/KS/2024/ekonomi/sammanstallning/income_statement/"
FORECAST = "/KS/2024-T2/ekonomi/prognos/?uppstallning=income_statement"
TEMPLATE = """
title = "Report"
[[chapter]]
title = "Economy"
    [[chapter.block]]
    kind = "statement"
    statement = "income_statement"
    columns = [
        { shows = "budget", heading = "Budget" },
        { shows = "outcome", heading = "Outcome" },
        { shows = "deviation", heading = "Deviation" },
        { shows = "remaining", heading = "Remaining" },
    ]
    chart = "rows"
"""
COMBINATIONS = list(
    product(AmountSign, DeviationSign, ((Quantum.KRONOR, 0), (Quantum.TKR, 0), (Quantum.MNKR, 1), (Quantum.MNKR, 3)))
)
Table = Mapping[str, Any]


@pytest.fixture(autouse=True)
def in_english(place: SmallMunicipality) -> None:
    Person.objects.update(language="en")


@pytest.fixture
def admin(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def choose(place: SmallMunicipality, sign: str, deviation: str, unit: str = "tkr", decimals: int = 0) -> AmountStyle:
    values = {"amount_sign": sign, "deviation_sign": deviation, "money_unit": unit, "decimals": decimals}
    return save_amount_style(by=the_system(), municipality=place.units["BY"], values=values)


def tables_of(report: bytes) -> list[Table]:
    found: list[Table] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.extend([node] if node.get("type") == "table" else [])
            for each in node.values():
                walk(each)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(json.loads(report))
    return found


def rounded(value: object, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")


def page_cells(answer, row: str) -> list[Decimal]:
    found = re.search(rf'<tr id="rad-{row}".*?</tr>', answer.content.decode(), flags=re.DOTALL)
    assert found, f"no row {row}"
    numbers = re.findall(r'<td class="num".*?</td>', found[0], flags=re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", each).strip().removesuffix("%").strip() for each in numbers]
    return [parse_decimal(text) for text in texts if text != "–"]


@pytest.mark.parametrize(("sign", "deviation", "unit"), COMBINATIONS)
def test_the_deviation_a_report_prints_is_the_rule_it_prints_worked_out(place, tmp_path: Path, sign, deviation, unit):
    choose(place, sign, deviation, *unit)
    save_template(by=the_system(), unit=place.units["KS"], kind=ReportKind.ANNUAL, declaration=TEMPLATE)

    (table,) = tables_of(printed(tmp_path, "KS", "2024")[".json"])

    assert ("Costs have plus" in table["rule"] or "Kostnader har plus" in table["rule"]) is (sign == "cost_plus")
    outcome_first = "utfall − budget" in table["rule"] or "outcome − budget" in table["rule"]
    assert outcome_first is (deviation == "outcome_minus_budget")
    compared = 0
    for row in table["rows"]:
        figures = [cell for cell in row["cells"][1:] if "value" in cell]
        assert [cell["unit"] for cell in figures] == [unit[0]] * len(figures)
        for cell in figures:
            assert parse_decimal(cell["text"]) == rounded(cell["value"], unit[1]), cell
        if len(figures) == 4:
            budget, outcome, printed_deviation, remaining = (Decimal(str(cell["value"])) for cell in figures)
            worked = outcome - budget if outcome_first else budget - outcome
            assert printed_deviation == worked == remaining
            compared += 1
    assert compared > 5
    personnel = next(row for row in table["rows"] if row["cells"][0]["text"] == "Personal")
    assert (Decimal(str(personnel["cells"][1]["value"])) > 0) is (sign == "cost_plus")


@pytest.mark.parametrize(("sign", "deviation"), list(product(AmountSign, DeviationSign)))
def test_page_file_and_what_a_cell_opens_into_have_the_same_signs(place, read, sign, deviation):
    choose(place, sign, deviation)
    rule = Convention(sign, deviation)
    page = read(f"{INCOME}?enhet=tkr")
    rows = csv.reader(io.StringIO(read(f"{INCOME}fil/csv/?enhet=tkr").content.decode("utf-8-sig")), delimiter=";")
    file = {row[0]: row[1:] for row in rows}

    for key, label in (("income", "Intäkter"), ("personnel", "Personal"), ("result", "Resultat")):
        budget, outcome, printed_deviation = page_cells(page, key)[:3]
        assert abs(rule.difference(int(outcome), int(budget)) - printed_deviation) <= 1
        assert [rounded(each.replace(",", "."), 0) for each in file[label][:3]] == [budget, outcome, printed_deviation]
        view = Statements(place.units["KS"], Period.parse("2024")).main
        for shown, cell in zip(
            ("budget_year", "outcome", "deviation"), (budget, outcome, printed_deviation), strict=True
        ):
            opened = words(read(CellPlace(view.unit, view.period, "income_statement", key, Shown(shown)).url)).replace(
                "\u00a0", " "
            )
            ore = sum(each.total for each in accounts_of(view, key, Shown(shown)))
            assert rounded(Decimal(ore) / 100_000, 0) == cell
            assert f"{int(ore / 100):,}".replace(",", " ").replace("-", "−") in opened


def test_a_forecast_is_written_with_the_signs_the_table_prints_and_kept_with_those_of_the_ledger(place, admin):
    choose(place, "cost_plus", "budget_minus_outcome")
    row = "premises"
    sent = {"uppstallning": "income_statement", f"amount_{row}": "600", f"comment_{row}": ""}
    answer = admin.post(FORECAST.partition("?")[0], sent, follow=True)

    assert Forecast.objects.get(row=row, unit=place.units["KS"], period="2024-T2").amount == -600 * 100_000
    printed_row = re.search(rf'<tr id="row-{row}".*?</tr>', answer.content.decode(), flags=re.DOTALL)
    assert printed_row
    assert 'value="600"' in printed_row[0]
    assert "Costs have plus and income has minus. Forecast against budget: plus is better" in words(answer)


def test_words_of_good_and_bad_do_not_turn_with_the_signs(place, read):
    before = words(read("/KS/2024/ekonomi/"))
    choose(place, "cost_minus", "budget_minus_outcome")
    after = words(read("/KS/2024/ekonomi/"))

    assert re.findall("Surplus|Deficit|In line", before) == re.findall("Surplus|Deficit|In line", after)
    assert "+22" in before
    assert "−22" in after


def test_what_is_chosen_can_be_seen_saved_and_taken_back(place, admin):
    typed = {
        "amount_sign": "cost_plus",
        "deviation_sign": "budget_minus_outcome",
        "money_unit": "mnkr",
        "decimals": "3",
    }
    seen = admin.post(f"{AMOUNTS}1900/andra/", {**typed, "preview": "1"})
    assert "Costs have plus" in words(seen)
    assert not AmountStyle.objects.exists()

    saved = admin.post(f"{AMOUNTS}1900/andra/", typed, follow=True)
    assert page_cells(admin.get(INCOME), "personnel")[1] == Decimal("6.108")
    assert "million kronor, 3 decimals" in words(saved)

    admin.post(undo_address(saved))
    assert page_cells(admin.get(INCOME), "personnel")[1] == Decimal(-6108)
    assert not AmountStyle.objects.exists()


def test_other_signs_count_from_their_year_and_earlier_years_keep_theirs(place, admin):
    answer = admin.post(f"{AMOUNTS}fran/", {"year": 2024}, follow=True)
    assert "From 2024 amounts are printed as before until you change it" in words(answer)
    typed = {"amount_sign": "cost_plus", "deviation_sign": "budget_minus_outcome", "money_unit": "tkr", "decimals": "0"}
    admin.post(f"{AMOUNTS}2024/andra/", typed)

    assert page_cells(admin.get(INCOME), "personnel")[1] > 0
    assert page_cells(admin.get(INCOME.replace("2024", "2023")), "personnel")[0] < 0


def test_one_statement_can_depart_and_says_so(place, admin):
    layout = "/struktur/uppstallningar/income_statement/"
    typed = {"title": "Resultat", "scope_accounts": "3-8", "percent_decimals": "0", "amount_sign": "cost_plus"}
    admin.post(f"{layout}andra/", {**typed, "columns": ["outcome", "budget_year", "remaining"], "decimals": "1"})
    page = admin.get(INCOME)

    assert page_cells(page, "personnel")[0] == Decimal("6108.0")
    assert "Costs have plus and income has minus. What remains = outcome − budget." in words(page)
    assert len(page_cells(page, "personnel")) == 3
    assert "Statements that depart from it Resultat" in words(admin.get(AMOUNTS))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decimals": "4"}, "less than or equal to 3"),
        ({"amount_sign": "upside_down"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(place, admin, typed, said):
    whole = {"amount_sign": "cost_plus", "deviation_sign": "budget_minus_outcome", "money_unit": "tkr", "decimals": "0"}
    answer = admin.post(f"{AMOUNTS}1900/andra/", {**whole, **typed})

    assert answer.status_code == 422
    assert said in words(answer)
    assert not AmountStyle.objects.exists()


def test_only_an_administrator_can_choose(place, client_of):
    reader = client_of(Role.READER)

    assert "Change" not in words(reader.get(AMOUNTS)).split("Amounts and signs")[-1]
    assert reader.post(f"{AMOUNTS}1900/andra/", {}).status_code == 403
