"""HME from counts of answers (docs/rules/hme.md)."""

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.numbers_sv import format_decimal, format_quantity
from tertial.domain.staffing.survey import QUESTIONS, Answers, Part, hme_index, part_index
from tests.domain.rule_page import table

counts = st.tuples(*[st.integers(0, 50)] * 5).filter(any)


def worked() -> dict[int, Answers]:
    return {
        int(row["question"]): Answers(tuple(int(row[str(answer)]) for answer in range(1, 6)))
        for row in table("hme", "question", "1")
    }


def test_each_question_is_worked_out_as_on_the_rule_page():
    for row in table("hme", "question", "1"):
        index = worked()[int(row["question"])].index
        assert format_decimal(index, 1) == row["index"]
        assert format_decimal(index / 25 + 1, 2) == row["mean"]


def test_parts_and_total_are_worked_out_as_on_the_rule_page():
    found = {part.value: format_quantity(part_index(worked(), part)) for part in Part}
    found["total"] = format_quantity(hme_index(worked()))

    assert found == {row["part"]: row["index"] for row in table("hme", "part", "index")}


def test_a_part_with_a_question_nobody_answered_is_not_shown():
    answers = {question: of for question, of in worked().items() if question != 5}

    assert part_index(answers, Part.LEADERSHIP) is None
    assert hme_index(answers) is None
    assert part_index(answers, Part.STEERING) is not None


@given(counts, counts)
def test_units_add_answers_and_the_index_lies_between_theirs(one, other):
    together = Answers(one) + Answers(other)
    low, high = sorted((Answers(one).index, Answers(other).index))

    assert 0 <= low <= together.index <= high <= 100
    assert together.number == sum(one) + sum(other)


def test_all_ones_are_nought_and_all_fives_a_hundred():
    assert Answers((9, 0, 0, 0, 0)).index == 0
    assert {question: Answers((0, 0, 0, 0, 3)).index for question in QUESTIONS} == dict.fromkeys(QUESTIONS, 100)
