import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.common.constraints import PERIOD
from tertial.domain.period import KEY_LENGTH, Period, UnreadablePeriod
from tests.domain.rule_page import RULES, table

YEARS, MONTHS = st.integers(1901, 2199), st.integers(1, 12)
PERIODS = st.one_of(st.builds(Period.to_month, YEARS, MONTHS), st.builds(Period.of_month, YEARS, MONTHS))


def quoted(line_that_begins: str) -> list[str]:
    text = (RULES / "periods.md").read_text(encoding="utf-8")
    return text.partition(line_that_begins)[2].partition("\n\n")[0].split("`")[1::2]


def test_periods_cover_the_days_of_the_rule_page():
    for row in table("periods", "written"):
        period = Period.parse(row["written"])
        assert period.start == date.fromisoformat(row["first day"])
        assert period.end == date.fromisoformat(row["last day"])
        assert period.previous_year == Period.parse(row["the year before"])


def test_periods_are_in_the_order_of_the_rule_page():
    keys = quoted("the later one, since it says more:\n\n")
    assert len(keys) == 10
    assert [period.key for period in sorted(Period.parse(key) for key in reversed(keys))] == keys


def test_what_the_rule_page_refuses_is_refused_with_what_to_write():
    refused = quoted("Anything else is refused: ")
    assert len(refused) == 8
    for text in refused:
        with pytest.raises(UnreadablePeriod) as refusal:
            Period.parse(text)
        assert str(refusal.value.message) == (
            f"{text} is not a period. Write 2024, 2024-T1, 2024-T2, 2024-04 for a month alone, or 2024-01--2024-10"
            " for January to a month."
        )


def test_a_small_t_and_spaces_around_are_read():
    assert Period.parse(" 2024-t1 ") == Period.to_month(2024, 4)


def test_every_spelling_on_the_rule_page_is_the_one_period_with_the_one_key():
    for row in table("periods", "one spelling"):
        spellings = [row["one spelling"], *row["others"].replace("`", "").split(", ")]
        assert {Period.parse(each) for each in spellings} == {Period.parse(row["key"])}
        assert Period.parse(row["one spelling"]).key == row["key"]


@given(PERIODS)
def test_months_of_one_year_have_one_key_that_fits_its_column(period):
    spelled = f"{period.year}-{period.first:02}--{period.year}-{period.last:02}"
    assert Period.parse(spelled) == period
    assert Period.parse(spelled.replace("--", "–")).key == period.key
    assert re.fullmatch(PERIOD, period.key)
    assert len(period.key) <= KEY_LENGTH
    assert period.key == spelled or not re.fullmatch(PERIOD, spelled)


@pytest.mark.parametrize(("first", "last"), [(3, 5), (0, 4), (1, 13), (2, 1)])
def test_months_that_do_not_begin_in_january_are_no_period(first, last):
    with pytest.raises(ValueError, match="begins in January"):
        Period(2024, first, last)


@given(PERIODS, MONTHS)
def test_what_is_over_of_a_period_ends_with_the_last_month_that_is(period, month):
    over = period.through(month)
    if over is None:
        assert period.first > month
    else:
        assert [each.last for each in over.months] == [each.last for each in period.months if each.last <= month]


@given(PERIODS)
def test_the_key_is_read_back_as_the_period(period):
    assert Period.parse(period.key) == period
    assert str(period) == period.key


@given(PERIODS, PERIODS)
def test_order_follows_the_last_day_and_then_the_length(one, other):
    assert (one < other) == ((one.end, other.start) < (other.end, one.start))
    assert one.ends_by(other) == (one.end <= other.end)


@given(PERIODS)
def test_a_period_is_later_than_the_year_before(period):
    assert period > period.previous_year


def test_a_period_is_not_compared_with_text():
    with pytest.raises(TypeError):
        assert Period.of_year(2024) < "2025"
