from decimal import Decimal

import pytest

from tertial.domain.assessment import Outcome, judge_printed_target
from tertial.domain.grades import Grades, UnreadableGrade
from tertial.domain.period import Period
from tertial.domain.target import Direction, UnreadableTarget
from tests.domain.rule_page import table

YEAR = Period.of_year(2024)
YES_NO = Grades(("nej", "ja"), first=0, also={"yes": 1})
QUALITY = Grades(("bristfällig", "godkänd", "god", "mycket god"))
ROWS = [(YES_NO, row, row["outcome"]) for row in table("grades", "target", "better is", "outcome")] + [
    (QUALITY, row, row["grade"]) for row in table("grades", "target", "better is", "grade")
]


@pytest.mark.parametrize(("grades", "row", "written"), ROWS)
def test_words_are_read_stored_and_judged_as_the_rule_page_says(grades: Grades, row, written: str):
    value = grades.read(written)
    result = judge_printed_target(
        outcomes=[Outcome(YEAR, value, 0, exact=True)],
        expression=row["target"],
        direction=Direction(row["better is"]),
        period=YEAR,
        lag_years=0,
        tolerance_percent=Decimal(100),
        grades=grades,
    )

    assert str(value) == row["stored"]
    assert result.state.value.replace("_", " ") == row["state"]
    assert grades.word(value).casefold() == written.casefold()


def test_what_is_none_of_the_words_is_refused_with_those_that_can_stand():
    with pytest.raises(UnreadableGrade, match=r"kanske is none of the words that can stand here\."):
        YES_NO.read("kanske")
    with pytest.raises(UnreadableTarget, match=r"Write nej or ja\."):
        YES_NO.target("minst 75", Direction.HIGHER)
    with pytest.raises(UnreadableGrade, match=r"Write bristfällig, godkänd, god or mycket god\."):
        QUALITY.read("bra")


def test_another_spelling_is_the_same_word_and_a_target_is_printed_with_the_word_itself():
    assert YES_NO.read(" YES ") == 1
    assert YES_NO.target("yes", Direction.HIGHER).expression == "ja"
    assert QUALITY.target("MINST  Mycket god", Direction.HIGHER).expression == "minst mycket god"
