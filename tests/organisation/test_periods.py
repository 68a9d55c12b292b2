"""Periods in addresses, in the menu of every page, and in words (docs/rules/periods.md)."""

import re
from datetime import date
from unittest.mock import patch

import pytest
from django.utils import translation

from tertial.common.period_words import period_label, period_name
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tests.domain.rule_page import table
from tests.organisation.conftest import Browser, someone
from tests.shared.pages import words

MENU = re.compile(r'<a href="/KS/([^"/]+)/"[^>]*>([^<]+)</a>')


@pytest.fixture
def client(units: dict[str, Unit]):
    return Browser(someone("Lisa", units["KS"], Role.REPORTER)).client


def test_periods_are_called_as_on_the_rule_page_in_both_languages():
    for row in table("periods", "written"):
        period = Period.parse(row["written"])
        for language, said in (("en", row["in words"]), ("sv", row["i ord"])):
            with translation.override(language):
                assert period_name(period) == said


def test_a_month_alone_says_so_where_it_stands_by_itself():
    with translation.override("sv"):
        said = [period_label(Period.parse(key)) for key in ("2024-10", "2024-01--2024-10", "2024")]
    assert said == ["Endast oktober 2024", "Januari–oktober 2024", "År 2024"]


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("2024-01--2024-08", "2024-T2"),
        ("2024-01--2024-12", "2024"),
        ("2024-t1", "2024-T1"),
        ("2024-04--2024-04", "2024-04"),
    ],
)
def test_an_address_with_another_spelling_leads_to_the_one_address_of_the_period(client, spelled, key):
    answer = client.get(f"/KS/{spelled}/ekonomi/?vy=tre-ar&enhet=mnkr")

    assert (answer.status_code, answer["Location"]) == (302, f"/KS/{key}/ekonomi/?vy=tre-ar&enhet=mnkr")


def test_any_span_from_january_has_pages_and_names_its_months(client):
    assert "Kommunstyrelsen, January–October 2024" in words(client.get("/KS/2024-01--2024-10/ekonomi/"))


def test_the_menu_offers_the_year_every_span_and_every_month_alone(client):
    offered = dict(MENU.findall(client.get("/KS/2024-T1/").content.decode()))

    ours = {key: label for key, label in offered.items() if key.startswith("2024")}
    assert ours["2024-01--2024-10"] == "January–October 2024"
    assert ours["2024-10"] == "Only October 2024"
    assert len(ours) == 1 + 10 + 12  # the year; January to February … November; the months, of which January is both
    assert {"2025", "2025-T1", "2023", "2023-T2"} <= set(offered)


def test_what_is_no_period_is_refused_with_what_to_write(client):
    assert "2024-01--2024-10 for January to a month" in words(client.get("/KS/2024-03--2024-05/ekonomi/"))


def test_a_municipality_without_plans_begins_in_the_year_of_its_own_clock(client):
    with patch("django.utils.timezone.localdate", return_value=date(2027, 1, 1)):
        assert client.get("/")["Location"] == "/KS/2027/"
