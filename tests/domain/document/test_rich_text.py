"""What may be written in a text box, and what becomes of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.document import (
    Figure,
    List,
    LiveFigure,
    Paragraph,
    RichList,
    RichParagraph,
    RichText,
    Text,
    UnreadableRichText,
    from_plain_text,
    is_empty,
    parse_rich_text,
    plain_text,
    refs,
    rich_text_to_json,
    runs_text,
    to_blocks,
)
from tertial.domain.document.rich_text import REF
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.domain.written_text import cleaned

WRITTEN = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Oron är "},
                {"type": "figure", "attrs": {"ref": "outcome:7"}},
                {"type": "text", "text": " procent", "marks": [{"type": "bold"}]},
                {
                    "type": "text",
                    "text": "källa",
                    "marks": [
                        {"type": "link", "attrs": {"href": "https://bra.se", "target": "_blank", "rel": "noopener"}},
                        {"type": "italic"},
                    ],
                },
            ],
        },
        {
            "type": "orderedList",
            "attrs": {"start": 1, "type": None},
            "content": [
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "ett"}]}]}
            ],
        },
        {"type": "paragraph"},
    ],
}
OUTCOME = Figure(Quantity(Decimal(55), Unit.PERCENT, 0), Ref("outcome", 7))


def doc(*content: object) -> dict[str, object]:
    return {"type": "doc", "content": list(content)}


def paragraph(*content: object) -> dict[str, object]:
    return {"type": "paragraph", "content": list(content)}


def linked(href: str, **attrs: object) -> dict[str, object]:
    return {"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": href, **attrs}}]}


def test_a_written_text_becomes_blocks_with_its_live_figures_looked_up():
    blocks, findings = to_blocks(parse_rich_text(WRITTEN), {"outcome:7": OUTCOME}.get)

    assert blocks == (
        Paragraph(
            (
                Text("Oron är "),
                OUTCOME,
                Text(" procent", strong=True),
                Text("källa", emphasis=True, href="https://bra.se"),
            )
        ),
        List(((Text("ett"),),), ordered=True),
    )
    assert findings == ()


def test_a_figure_that_is_gone_shows_in_the_text_and_as_a_finding():
    blocks, findings = to_blocks(parse_rich_text(WRITTEN), lambda _: None)

    assert isinstance(blocks[0], Paragraph)
    assert runs_text(blocks[0].runs) == "Oron är [?] procentkälla"
    assert [(finding.code, finding.ref) for finding in findings] == [("unknown-figure", "outcome:7")]


def test_the_plain_words_of_a_text_keep_paragraphs_and_list_signs():
    text = parse_rich_text(WRITTEN)

    assert plain_text(text) == "Oron är  procentkälla\n\n1. ett"
    assert plain_text(text, lambda _: "55") == "Oron är 55 procentkälla\n\n1. ett"
    assert refs(text) == ("outcome:7",)


@pytest.mark.parametrize(
    ("tree", "empty"),
    [
        (doc(), True),
        (doc({"type": "paragraph"}), True),
        (doc(paragraph({"type": "text", "text": "  "})), True),
        (doc(paragraph({"type": "figure", "attrs": {"ref": "outcome:7"}})), False),
        (WRITTEN, False),
    ],
)
def test_a_text_of_spaces_alone_is_empty(tree, empty):
    assert is_empty(parse_rich_text(tree)) is empty


def test_text_typed_without_an_editor_gets_paragraphs_and_lists():
    text = from_plain_text("Första raden\nsamma stycke\n\nUnder året:\n- ett\n- två\n\nSlut\r\n\r\n")

    assert text.blocks == (
        RichParagraph((Text("Första raden samma stycke"),)),
        RichParagraph((Text("Under året:"),)),
        RichList(((Text("ett"),), (Text("två"),))),
        RichParagraph((Text("Slut"),)),
    )


@pytest.mark.parametrize(
    "tree",
    [
        "text",
        {"content": []},
        {"type": "paragraph"},
        doc({"type": "heading", "attrs": {"level": 1}}),
        doc({"type": "image", "attrs": {"src": "https://example.org/a.png"}}),
        doc({"type": "paragraph", "onclick": "x"}),
        doc({"type": "paragraph", "attrs": {"style": "color:red"}}),
        doc({"type": "paragraph", "content": {}}),
        doc(paragraph({"type": "text", "text": ""})),
        doc(paragraph({"type": "text", "text": "a", "marks": [{"type": "code"}]})),
        doc(paragraph({"type": "text", "text": "a", "marks": {}})),
        doc(paragraph({"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "javascript:a()"}}]})),
        doc(paragraph({"type": "text", "text": "a", "marks": [{"type": "link"}]})),
        doc(paragraph({"type": "figure"})),
        doc(paragraph({"type": "figure", "attrs": {"ref": ""}})),
        doc(paragraph({"type": "hardBreak"})),
        doc({"type": "bulletList", "content": [{"type": "listItem", "content": []}]}),
        doc({"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "bulletList"}]}]}),
        doc({"type": "bulletList", "content": [paragraph()]}),
        doc({"type": "orderedList", "attrs": {"start": 4}}),
        doc(paragraph({"type": "text", "text": "a" * 200_001})),
        doc(*[paragraph()] * 200_001),
        doc(paragraph({"type": "text", "text": "a\x00b"})),
        doc(paragraph({"type": "text", "text": "\ud800"})),
        doc(paragraph({"type": "text", "text": "a", "attrs": {"x": 1}})),
        doc({"type": "paragraph", "text": "a"}),
        doc(paragraph({"type": "figure", "attrs": {"ref": "a/b"}})),
        doc(paragraph({"type": "figure", "attrs": {"ref": Ref("indicator", "9" * 5000)}})),
        doc(paragraph({"type": "figure", "attrs": {"ref": "outcome:7"}, "marks": [{"type": "code"}]})),
        doc(paragraph(linked("https://" + "a" * 2000))),
        doc(paragraph(linked("https://example.se", title=[["deep"]]))),
    ],
)
def test_what_the_editor_never_writes_is_refused(tree):
    with pytest.raises(UnreadableRichText):
        parse_rich_text(tree)


def test_the_refusal_says_what_stands_where_it_may_not():
    with pytest.raises(UnreadableRichText) as raised:
        parse_rich_text(doc({"type": "heading"}))

    assert str(raised.value.message) == (
        "The text holds “heading” where only paragraph, bulletList, orderedList may stand. Take it out and save again."
    )


kept = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
letters = st.text(kept, min_size=1, max_size=8).map(cleaned).filter(bool)
pointers = st.from_regex(REF, fullmatch=True)
lines = st.lists(
    st.builds(Text, letters, st.booleans(), st.booleans(), st.sampled_from(["", "mailto:ks@huddinge.se"]))
    | st.builds(LiveFigure, pointers),
    max_size=3,
).map(tuple)
rich_texts = st.builds(
    RichText,
    st.lists(
        st.builds(RichParagraph, lines) | st.builds(RichList, st.lists(lines, max_size=3).map(tuple), st.booleans()),
        max_size=3,
    ).map(tuple),
)


@given(rich_texts)
def test_a_text_comes_back_from_the_editors_json_unchanged(text):
    assert parse_rich_text(rich_text_to_json(text)) == text


@given(st.text(kept, max_size=200))
def test_any_typed_text_can_be_stored_and_read_back(typed):
    text = from_plain_text(cleaned(typed))

    assert parse_rich_text(rich_text_to_json(text)) == text


def test_a_live_figure_can_be_typed_without_an_editor() -> None:
    text = from_plain_text(
        "Av [[count:indicators_total]] nådde\n[[count:indicators_met]] målet.\n\n- [[indicator:5:2024]]"
    )

    assert refs(text) == ("count:indicators_total", "count:indicators_met", "indicator:5:2024")
    assert plain_text(text, lambda ref: f"[[{ref}]]") == (
        "Av [[count:indicators_total]] nådde [[count:indicators_met]] målet.\n\n- [[indicator:5:2024]]"
    )


def test_double_brackets_around_words_stay_words() -> None:
    text = from_plain_text("Se [[bilaga 3/4]].")

    assert refs(text) == ()
    assert plain_text(text) == "Se [[bilaga 3/4]]."
