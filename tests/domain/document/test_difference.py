"""What a reader of the history is shown (docs/rules/texts.md)."""

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.document.difference import Change, ComparedLine, Piece, difference
from tertial.domain.document.rich_text import LiveFigure, RichList, RichParagraph, RichText, from_plain_text
from tertial.domain.document.runs import Text
from tertial.domain.ref import Ref

SAME, INSERTED, DELETED = Change.SAME, Change.INSERTED, Change.DELETED


def compare(before: str, after: str):
    return difference(from_plain_text(before), from_plain_text(after))


def test_only_the_words_that_changed_are_marked():
    found = compare("Av 18 indikatorer är 10 uppfyllda.", "Av 18 indikatorer är 11 uppfyllda.")

    assert found.lines == (
        ComparedLine(
            (
                Piece(SAME, "Av 18 indikatorer är "),
                Piece(DELETED, "10 "),
                Piece(INSERTED, "11 "),
                Piece(SAME, "uppfyllda."),
            )
        ),
    )
    assert (found.words_inserted, found.words_deleted) == (1, 1)


def test_a_number_with_decimals_is_one_word():
    found = compare("Andelen är 4,5 procent.", "Andelen är 4,6 procent.")

    assert Piece(DELETED, "4,5 ") in found.lines[0].pieces


def test_a_new_paragraph_between_two_leaves_its_neighbours_unmarked():
    found = compare(
        "Målet är uppfyllt.\n\nArbetet fortsätter.",
        "Målet är uppfyllt.\n\nTvå uppdrag är klara.\n\nArbetet fortsätter.",
    )

    assert [line.change for line in found.lines] == [SAME, INSERTED, SAME]
    assert (found.words_inserted, found.words_deleted) == (4, 0)


def test_paragraphs_with_two_words_in_five_in_common_are_compared_and_others_are_not():
    rewritten = compare("Ett två tre fyra fem", "Ett två sex sju åtta")
    replaced = compare("Ett två tre fyra fem", "Ett sex sju åtta nio")

    assert [line.change for line in rewritten.lines] == [None]
    assert [line.change for line in replaced.lines] == [DELETED, INSERTED]


def test_a_paragraph_that_was_both_moved_down_and_rewritten_finds_its_old_self():
    found = compare("Trygghet i centrum har ökat.", "Klimatet är en annan fråga.\n\nTrygghet i centrum har minskat.")

    assert [line.change for line in found.lines] == [INSERTED, None]


def test_items_keep_their_bullets_and_numbers():
    before = RichText((RichList(((Text("Ett"),), (Text("Två"),)), ordered=True),))
    after = RichText((RichList(((Text("Ett"),), (Text("Två"),), (Text("Tre"),)), ordered=True),))

    found = difference(before, after)

    assert [(line.sign, line.change) for line in found.lines] == [("1.", SAME), ("2.", SAME), ("3.", INSERTED)]


def test_bold_or_a_list_alone_is_said_to_change_only_the_form():
    plain, bold = (RichText((RichParagraph((Text("Klart", strong=strong),)),)) for strong in (False, True))

    assert difference(plain, bold).only_form
    assert compare("Klart", "- Klart").only_form
    assert difference(plain, plain).is_none


def test_a_live_figure_is_compared_as_it_is_printed():
    text = RichText((RichParagraph((Text("Utfallet är "), LiveFigure(Ref("outcome", 7)))),))

    found = difference(RichText(), text, figure_text={"outcome:7": "87"}.__getitem__)

    assert found.lines[0].pieces == (Piece(INSERTED, "Utfallet är 87"),)


def test_very_long_texts_without_likeness_are_shown_whole():
    found = compare("\n\n".join(f"gammal{n}" for n in range(300)), "\n\n".join(f"ny{n}" for n in range(300)))

    assert (found.words_deleted, found.words_inserted) == (300, 300)


def test_words_never_stick_together_where_the_end_of_one_text_meets_the_middle_of_the_other():
    found = compare("Klart i höst", "Klart")

    assert found.lines[0].pieces == (Piece(SAME, "Klart "), Piece(DELETED, "i höst"))


written = st.text(alphabet="abå .,-1\u00a0", max_size=40)


@given(before=st.lists(written, max_size=6), after=st.lists(written, max_size=6))
def test_what_stays_and_goes_is_the_old_text_and_what_stays_and_comes_the_new(before, after):
    old, new = from_plain_text("\n\n".join(before)), from_plain_text("\n\n".join(after))

    found = difference(old, new)

    assert _letters(found, {SAME, DELETED}) == _letters(difference(RichText(), old), {INSERTED})
    assert _letters(found, {SAME, INSERTED}) == _letters(difference(RichText(), new), {INSERTED})


def _letters(found, kept):
    pieces = (piece.text for line in found.lines for piece in line.pieces if piece.change in kept)
    return "".join("".join(pieces).split())
