"""Sick leave from hours (docs/rules/sick-leave.md)."""

from decimal import Decimal

import pytest

from tertial.domain.numbers_sv import format_quantity
from tertial.domain.staffing.groups import AgeGroup, Length, Sex
from tertial.domain.staffing.key_figures import KeyFigure, key_figures
from tertial.domain.staffing.sick_leave import (
    EVERYONE,
    Cause,
    Compared,
    Group,
    Hours,
    added,
    hours_of,
    is_plausible,
    sick_leave,
    year_end,
)
from tests.domain.rule_page import table

LENGTHS = ("day 1–14", "day 15–90", "day 91–180", "day 181–")


def worked() -> dict[tuple[Sex, AgeGroup], Hours]:
    return {
        (Sex(row["sex"]), AgeGroup(row["age"])): Hours(
            Decimal(row["ordinary"]), tuple(Decimal(row[name]) for name in LENGTHS), Decimal(row["long"])
        )
        for row in table("sick-leave", "sex", "age", "ordinary")
    }


def whole(hours: Decimal) -> str:
    return f"{hours:f}"


@pytest.mark.parametrize("row", table("sick-leave", "key figure", "hours"), ids=lambda row: row["key figure"])
def test_each_key_figure_is_worked_out_as_on_the_rule_page(row):
    found = key_figures(worked(), lambda group: True)[KeyFigure(row["key figure"])]

    assert format_quantity(found) == row["percent"]


@pytest.mark.parametrize("row", table("sick-leave", "length", "hours"), ids=lambda row: row["length"])
def test_each_length_is_worked_out_as_on_the_rule_page(row):
    hours, length = hours_of(worked(), EVERYONE), Length(row["length"])

    assert f"{whole(hours.of(length))} / {whole(hours.ordinary)}" == row["hours"]
    assert format_quantity(sick_leave(hours, length)) == row["percent"]


def test_the_key_figures_stand_in_the_order_of_the_law():
    assert [row["key figure"] for row in table("sick-leave", "key figure", "part")] == [
        each.value for each in KeyFigure
    ]


def test_a_percentage_is_never_the_mean_of_percentages():
    women, men = (sick_leave(hours_of(worked(), Group(sex=sex))) for sex in Sex)
    everyone = sick_leave(hours_of(worked(), EVERYONE))

    assert everyone.value != (women.value + men.value) / 2
    assert format_quantity(everyone) == "3,6"


def test_a_group_that_may_not_be_shown_has_no_figure():
    found = key_figures(worked(), lambda group: group.sex is None)

    assert found[KeyFigure.WOMEN] is found[KeyFigure.MEN] is Cause.TOO_FEW
    assert not isinstance(found[KeyFigure.TOTAL], Cause)


def test_without_hours_there_is_no_figure():
    assert sick_leave(Hours()) is Cause.NO_DATA
    assert Compared(sick_leave(Hours()), sick_leave(Hours())).change is None


def test_a_change_is_worked_out_before_anything_is_rounded():
    now, before = (
        Hours(Decimal(10000), (Decimal(104), *[Decimal(0)] * 3)),
        Hours(Decimal(10000), (Decimal(145), *[Decimal(0)] * 3)),
    )
    compared = Compared(sick_leave(now), sick_leave(before))

    assert [format_quantity(each) for each in (compared.before, compared.now)] == ["1,5", "1,0"]
    assert format_quantity(compared.change) == "−0,4"


def test_a_year_that_is_not_over_ends_with_the_months_of_last_year():
    so_far, rest = worked(), Hours(Decimal(6000), (Decimal(300), *[Decimal(0)] * 3))

    assert format_quantity(year_end(added(so_far.values()), rest)) == "4,0"


@pytest.mark.parametrize("row", table("sick-leave", "people", "hours of the month"), ids=str)
def test_more_hours_than_a_person_can_have_in_a_month_are_pointed_out_as_on_the_rule_page(row):
    plausible = is_plausible(Decimal(row["hours of the month"]), int(row["people"]))

    assert plausible is (row["pointed out"] == "no")
