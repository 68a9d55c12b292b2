"""Nobody can work out the sick leave of ten people or fewer (docs/rules/suppression.md)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.domain.staffing.sick_leave import EVERYONE, Group
from tertial.domain.staffing.suppression import GROUPS, KINDS, hidden_groups
from tests.domain.rule_page import table
from tests.domain.staffing.attack import Reader

WOMEN, MEN = Group(sex=Sex.WOMEN), Group(sex=Sex.MEN)
NOBODY = (0,) * len(KINDS)
people = st.one_of(st.just(0), st.integers(1, 30), st.sampled_from([1, 9, 10, 11, 12]))
cells = st.tuples(*[people] * len(KINDS))


@st.composite
def municipalities(draw, most_units=5):
    """Units in a tree, some with staff of their own beside their parts."""
    number = draw(st.integers(1, most_units))
    parents = {1: None} | {unit: draw(st.integers(1, unit - 1)) for unit in range(2, number + 1)}
    month = {unit: draw(cells) for unit in parents}
    bare = draw(st.sets(st.sampled_from(sorted(parents))))
    return parents, {unit: NOBODY if unit in bare and unit in parents.values() else of for unit, of in month.items()}


def in_middle_age(women: int, men: int) -> tuple[int, ...]:
    return tuple({Sex.WOMEN: women, Sex.MEN: men}[sex] if age is AgeGroup.MIDDLE else 0 for sex, age in KINDS)


@settings(max_examples=120)
@given(municipalities())
def test_a_reader_who_solves_every_equation_finds_no_small_group(municipality):
    parents, month = municipality
    reader = Reader(parents, month, hidden_groups(parents, [month]))

    assert reader.finds() == []


@settings(max_examples=120)
@given(municipalities(most_units=6))
def test_a_reader_finds_no_small_set_put_together_from_unlike_groups_of_any_units(municipality):
    parents, month = municipality
    reader = Reader(parents, month, hidden_groups(parents, [month]))

    assert reader.finds_anything() == []


def test_the_figures_of_a_whole_are_shown_where_hiding_those_of_its_parts_is_enough_as_on_the_rule_page():
    rows = [list(map(int, [*row.values()][1:])) for row in table("suppression", "unit of the whole")]
    month = {number: (*row[:2], 0, *row[2:], 0) for number, row in enumerate(rows, start=2)}
    hidden = hidden_groups({1: None, 2: 1, 3: 1}, [month])

    assert {unit for unit, _group in hidden} == {2, 3}
    assert Reader({1: None, 2: 1, 3: 1}, month, hidden).finds_anything() == []


def test_people_of_unlike_groups_in_two_units_stay_unknown_as_on_the_rule_page():
    rows = table("suppression", "unit", "women −29")
    numbers = {"P": 1, "A": 2, "B": 3}
    month = {numbers[row.pop("unit")]: tuple(map(int, row.values())) for row in map(dict, rows)}
    parents = {1: None, 2: 1, 3: 1}
    hidden = hidden_groups(parents, [month])
    mixed = frozenset({(2, KINDS.index((Sex.WOMEN, AgeGroup.MIDDLE))), (3, KINDS.index((Sex.WOMEN, AgeGroup.YOUNG)))})

    assert not Reader(parents, month, hidden).knows(mixed)
    assert Reader(parents, month, hidden - {(2, Group(age=AgeGroup.MIDDLE))}).finds_anything() == [mixed]


@settings(max_examples=40)
@given(municipalities(most_units=4), st.lists(cells, min_size=4, max_size=4))
def test_months_with_other_people_are_all_safe_with_what_is_hidden_all_year(municipality, later):
    parents, first = municipality
    second = {unit: now if any(first[unit]) else NOBODY for unit, now in zip(parents, later, strict=False)}
    hidden = hidden_groups(parents, [first, second])

    assert Reader(parents, first, hidden).finds() == []
    assert Reader(parents, second, hidden).finds() == []
    assert hidden_groups(parents, [first]) <= hidden


@settings(max_examples=60)
@given(municipalities())
def test_a_group_of_ten_or_fewer_is_never_shown_and_an_empty_one_never_hidden(municipality):
    parents, month = municipality
    hidden = hidden_groups(parents, [month])
    reader = Reader(parents, month, hidden)

    for name, of_group in reader.groups.items():
        number = sum(reader.people[cell] for cell in of_group)
        if 0 < number <= 10:
            assert name in hidden
        if number == 0:
            assert name not in hidden


@given(municipalities())
def test_the_same_people_always_give_the_same_answer(municipality):
    parents, month = municipality
    turned_round = dict(reversed(parents.items()))

    assert hidden_groups(parents, [month]) == hidden_groups(turned_round, [dict(reversed(month.items()))])


def test_the_attack_finds_what_only_the_small_groups_hidden_would_tell():
    parents, month = {1: None, 2: 1, 3: 1}, {1: NOBODY, 2: in_middle_age(26, 15), 3: in_middle_age(15, 8)}
    men_of_b = {(3, group) for group in GROUPS if group.sex is Sex.MEN and group.age in {None, AgeGroup.MIDDLE}}

    assert Reader(parents, month, frozenset(men_of_b)).finds() != []


def test_two_units_and_the_one_above_hide_what_the_rule_page_says():
    said = {row["unit"]: row for row in table("suppression", "unit", "women")}
    numbers = {"P": 1, "A": 2, "B": 3}
    month = {numbers[name]: in_middle_age(int(said[name]["women"]), int(said[name]["men"])) for name in "AB"}
    parents = {1: None, 2: 1, 3: 1}

    hidden = hidden_groups(parents, [month])

    words = {WOMEN: "women", MEN: "men", EVERYONE: "everyone"}
    names = {number: name for name, number in numbers.items()}
    found = {f"{names[unit]} {words[group]}" for unit, group in hidden if group in words}
    assert found == {row["hidden"] for row in table("suppression", "hidden", "why")}


def test_what_is_left_of_a_unit_must_be_more_than_ten_people():
    rows = {row["unit"]: row for row in table("suppression", "unit", "everyone", "is shown")}
    parents = {1: None, 2: 1, 3: 1, 4: 1}

    def shown(a: int, b: int, c: int) -> dict[str, str]:
        month = {unit: (number, *NOBODY[1:]) for unit, number in zip((2, 3, 4), (a, b, c), strict=True)}
        hidden = hidden_groups(parents, [month])
        return {
            name: "no" if (unit, EVERYONE) in hidden else "yes" for name, unit in zip("PABC", (1, 2, 3, 4), strict=True)
        }

    assert shown(*(int(rows[name]["everyone"]) for name in "ABC")) == {
        name: row["is shown"] for name, row in rows.items()
    }
    assert shown(38, 5, 4) == {"P": "yes", "A": "no", "B": "no", "C": "no"}


def test_large_groups_hide_nothing():
    parents = {1: None, 2: 1, 3: 1}

    assert hidden_groups(parents, [{2: (20,) * 6, 3: (11,) * 6}]) == frozenset()
