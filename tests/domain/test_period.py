from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.period import Part, Period, UnreadablePeriod
from tests.domain.rule_page import RULES, table

PERIODS = st.builds(Period, st.integers(1901, 2199), st.sampled_from(Part))


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
    assert len(keys) == 9
    assert [period.key for period in sorted(Period.parse(key) for key in reversed(keys))] == keys


def test_what_the_rule_page_refuses_is_refused_with_what_to_write():
    refused = quoted("Anything else is refused: ")
    assert len(refused) == 5
    for text in refused:
        with pytest.raises(UnreadablePeriod) as refusal:
            Period.parse(text)
        assert str(refusal.value.message) == f"{text} is not a period. Write 2024, 2024-T1, 2024-T2 or 2024-04."


def test_a_small_t_and_spaces_around_are_read():
    assert Period.parse(" 2024-t1 ") == Period(2024, Part.T1)


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
        assert Period(2024, Part.YEAR) < "2025"
