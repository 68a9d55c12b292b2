"""Which month an import is taken to close (docs/rules/periods.md)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.closing import month_before, suggested_closing
from tests.domain.rule_page import table

TODAY = date(2026, 11, 29)


def lines_of(text: str) -> dict[int, int]:
    """`2026-08: 900, 2026-09: 300` as months with their lines."""
    pairs = (each.split(": ") for each in text.split(", "))
    return {int(month.replace("-", "")): int(lines) for month, lines in pairs}


def test_months_are_taken_as_closed_as_on_the_rule_page():
    for row in table("periods", "the day"):
        found = suggested_closing(lines_of(row["lines of each month"]), date.fromisoformat(row["the day"]))
        assert (f"{found // 100}-{found % 100:02d}" if found else "none") == row["closed through"]


@given(
    st.dictionaries(
        st.integers(2024, 2027).flatmap(lambda y: st.integers(y * 100 + 1, y * 100 + 12)), st.integers(1, 99)
    )
)
def test_what_is_suggested_is_in_the_file_and_over(lines):
    found = suggested_closing(lines, TODAY)
    if found is not None:
        assert found in lines
        assert found < 202611
    else:
        assert all(month >= month_before(month_before(202611)) for month in lines)


def test_the_month_before_january_is_december():
    assert [month_before(202601), month_before(202612)] == [202512, 202611]
