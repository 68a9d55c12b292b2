"""What remedies come to, as docs/rules/remedies.md prints it."""

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.remedy import Effect, RemedyState, remedies
from tests.domain.rule_page import table

EFFECTS = st.lists(
    st.builds(
        Effect,
        this_year=st.integers(-(10**15), 10**15),
        full_year=st.integers(-(10**15), 10**15),
        state=st.sampled_from(RemedyState),
        in_forecast=st.booleans(),
    )
)


def test_what_the_forecast_counts_with_and_what_comes_on_top_are_summed_apart():
    effects = []
    for row in table("remedies", "this year", "full year"):
        effects.append(
            Effect(
                int(row["this year"]), int(row["full year"]), RemedyState(row["state"]), row["in the forecast"] == "yes"
            )
        )
        sums = remedies(effects)

        expected = [int(number) for number in row["sums: in, on top, full year"].split(",")]
        assert [sums.in_forecast, sums.beyond_forecast, sums.full_year] == expected


@given(EFFECTS)
def test_nothing_is_counted_twice_or_left_out_but_what_was_stopped(effects):
    sums = remedies(effects)

    kept = [effect for effect in effects if effect.state is not RemedyState.STOPPED]
    assert sums.this_year == sum(effect.this_year for effect in kept)
    assert sums.full_year == sum(effect.full_year for effect in kept)
