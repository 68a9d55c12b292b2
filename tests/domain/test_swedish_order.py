from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.swedish_order import ORDERED_BY, swedish_order


def test_the_three_last_letters_end_a_swedish_list_whatever_the_case_and_accent():
    names = ["Zara", "Åke", "Äke", "Öke", "adam", "Élin", "Wåhlin", "Vass", "Ærø", "Müller", "Myr"]

    assert sorted(names, key=swedish_order) == [
        *("adam", "Élin", "Müller", "Myr", "Vass", "Wåhlin", "Zara", "Åke", "Äke", "Ærø", "Öke"),
    ]


@given(st.text(max_size=20))
def test_case_means_nothing_to_the_order(text):
    latin = "".join(letter for letter in text if letter.isascii() or letter in ORDERED_BY)
    assert swedish_order(latin.upper()) == swedish_order(latin.lower()) or "ß" in latin or "ı" in latin
