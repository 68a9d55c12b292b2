"""What a municipality learns when a template it has written cannot be used."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tertial.domain.document import Figure, Paragraph, Text, UnusableBlock, block_text, runs_text
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.organisation.queries import unit_by_code
from tertial.reports.blocks import BLOCKS
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.paragraph import SentenceNeeds, paragraph_block
from tertial.reports.blocks.printed import Printed
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration
from tertial.reports.errors import UnusableTemplate
from tertial.reports.render.files import render_document

CHAPTER = 'title = "Rapport"\n[[chapter]]\ntitle = "Mål"\n'


def refusal(text: str) -> str:
    with pytest.raises(UnusableTemplate) as refused:
        read_declaration(text)
    return str(refused.value.message)


def test_a_template_keeps_its_chapters_and_blocks_in_order():
    declaration = read_declaration(
        CHAPTER + '[[chapter.block]]\nkind = "goal_overview"\n[[chapter.block]]\nkind = "goals"\nparts = ["work"]\n'
    )

    assert [block.kind for block in declaration.chapters[0].blocks] == ["goal_overview", "goals"]
    assert declaration.chapters[0].blocks[1].options == {"parts": ["work"]}
    assert declaration.name == "Rapport"


def test_a_section_holds_blocks_of_its_own():
    inner = '[[chapter.block.block]]\nkind = "text"\nslot = "inner"\n'
    chapter = read_declaration(
        CHAPTER
        + '[[chapter.block]]\nkind = "section"\ntitle = "Under"\n'
        + inner
        + '[[chapter.block]]\nkind = "goals"\n'
    ).chapters[0]

    assert [block.kind for block in chapter.blocks] == ["section", "goals"]
    assert [block.options.get("slot") for block in chapter.every_block()] == [None, "inner", None]


def test_a_block_inside_a_section_is_named_with_its_place():
    said = refusal(
        CHAPTER + '[[chapter.block]]\nkind = "section"\ntitle = "Under"\n[[chapter.block.block]]\nkind = "text"\n'
    )

    assert "chapter 1, block 1.1" in said
    assert "slot" in said


def test_an_unknown_block_is_named_with_its_place_and_the_nearest_that_exists():
    said = refusal(CHAPTER + '[[chapter.block]]\nkind = "goal_overveiw"\n')

    assert "goal_overveiw" in said
    assert "chapter 1, block 1" in said
    assert "did you mean “goal_overview”" in said


def test_an_option_that_a_block_does_not_take_is_refused():
    assert "“colour” in chapter 1, block 1" in refusal(CHAPTER + '[[chapter.block]]\nkind = "goals"\ncolour = "red"\n')


def test_an_option_of_the_wrong_kind_is_refused():
    assert "“parts” in chapter 1" in refusal(CHAPTER + '[[chapter.block]]\nkind = "goals"\nparts = "work"\n')


def test_an_unknown_part_of_a_goal_is_refused_with_those_that_exist():
    said = refusal(CHAPTER + '[[chapter.block]]\nkind = "goals"\nparts = ["motives"]\n')

    assert "“motives”" in said
    assert "motivation" in said


def test_a_block_without_what_it_needs_is_refused():
    assert "needs “slot”" in refusal(CHAPTER + '[[chapter.block]]\nkind = "text"\n')


def test_text_that_is_no_template_is_refused_with_the_line():
    assert "line 1" in refusal("title = Rapport")


def test_a_template_without_chapters_or_title_is_refused():
    assert "no chapters" in refusal('title = "Rapport"')
    assert "“title” is missing in the template" in refusal('[[chapter]]\ntitle = "Mål"\n')
    assert "“title” is missing in chapter 1" in refusal('title = "Rapport"\n[[chapter]]\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "Rapport"\nchapter = ["Mål"]\n', "write it as [[chapter]]"),
        (CHAPTER + 'block = "goals"\n', "write it as [[chapter.block]]"),
        (CHAPTER + "block = 3\n", "write it as [[chapter.block]]"),
        ("a = " + "[" * 5000, "without end"),
        (CHAPTER + '[[chapter.block]]\nkind = "text"\nslot = "a/b"\n', "“a/b” in chapter 1, block 1"),
    ],
)
def test_a_template_of_another_shape_is_refused_in_one_sentence(text, said):
    assert said in refusal(text)


@pytest.mark.django_db
def test_a_template_that_names_chapters_alike_or_prints_goals_twice_still_leads_to_each_place(demo_municipality):
    goals = '[[chapter.block]]\nkind = "goals"\n'
    chapter = '[[chapter]]\ntitle = "Mål"\n'
    declaration = read_declaration('title = "Rapport"\n' + (chapter + goals + goals) * 2)

    document = compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration).document

    found = re.findall(r' id="([^"]+)"', render_document(document, "html").decode())
    assert len(found) == len(set(found))
    assert {"mal", "mal-2"} <= set(found)


@pytest.mark.django_db
def test_a_block_that_cannot_be_printed_is_told_in_its_place_and_the_rest_of_the_report_is_made(
    demo_municipality, monkeypatch
):
    def unusable(_needs, _options):
        raise UnusableBlock(Message("A table needs a caption."))

    monkeypatch.setitem(BLOCKS, "goal_overview", replace(BLOCKS["goal_overview"], make=unusable))
    declaration = read_declaration(
        CHAPTER + '[[chapter.block]]\nkind = "goal_overview"\n[[chapter.block]]\nkind = "goals"\n'
    )

    composed = compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration)

    told, *goals = composed.document.blocks[0].blocks
    assert "A table needs a caption." in block_text(told)
    assert len(goals) == 3
    assert "block-not-printed" in {finding.code for finding in composed.findings}


@pytest.mark.django_db
def test_letters_that_the_typeface_lacks_are_told_with_the_heading_they_stand_under(demo_municipality):
    paragraph = '[[chapter.block]]\nkind = "paragraph"\ntext = "Bra 😀 och 日."\n'

    composed = compose(unit_by_code("KS"), Period.parse("2024"), declaration=read_declaration(CHAPTER + paragraph))

    told = [
        (each.severity.value, each.message.params["letters"], each.message.params["heading"], each.ref)
        for each in composed.findings
        if each.code == "letters-lacking"
    ]
    assert told == [("warning", "日", "Mål", "#mal"), ("note", "😀", "Mål", "#mal")]


OPTIONS = re.compile(r"((?:`\w+`(?:, )?)+)( \(required\))?(?::|$)")


def told_in_the_guide() -> dict[str, tuple[set[str], set[str]]]:
    """Each block of the guide's table, with the options it is said to take and those that are said to be required."""
    guide = (Path(__file__).parents[2] / "docs" / "report-templates.md").read_text(encoding="utf-8")
    table = guide.partition("| kind |")[2].partition("\n\n")[0]
    told = {}
    for row in re.findall(r"^\| (`.*) \| .* \| (.*) \|$", table, re.MULTILINE):
        groups = [OPTIONS.match(part) for part in row[1].split("; ")]
        assert all(groups), row
        taken = {name for group in groups for name in re.findall(r"\w+", group[1])}
        needed = {name for group in groups if group[2] for name in re.findall(r"\w+", group[1])}
        told |= dict.fromkeys(re.findall(r"`(\w+)`", row[0]), (taken, needed))
    return told


def test_the_guide_tells_of_every_block_the_options_that_it_declares_and_no_others():
    declared = {name: (set(kind.options), set(kind.required)) for name, kind in BLOCKS.items()}

    assert told_in_the_guide() == declared


@pytest.mark.django_db
def test_a_made_up_block_takes_one_declaration_to_be_checked_printed_and_told_of(demo_municipality, monkeypatch):
    def greeting(name: str, options) -> Printed:
        said = Paragraph((Text(f"{options['word']} {name}"),))
        return Printed((said,), (Finding("greeted", Severity.NOTE, Message("Somebody was greeted.")),))

    kind = BlockKind(
        "greeting", "a greeting", {"word": str}, lambda report: report.cover.unit.name, greeting, frozenset({"word"})
    )
    monkeypatch.setitem(BLOCKS, "greeting", kind)

    assert "needs “word”" in refusal(CHAPTER + '[[chapter.block]]\nkind = "greeting"\n')
    declaration = read_declaration(CHAPTER + '[[chapter.block]]\nkind = "greeting"\nword = "Hej"\n')
    composed = compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration)
    assert block_text(composed.document.blocks[0].blocks[0]) == "Hej Kommunstyrelsen"
    assert "greeted" in {finding.code for finding in composed.findings}


@pytest.mark.django_db
def test_a_report_reads_only_what_its_blocks_print(demo_municipality):
    text = read_declaration(CHAPTER + '[[chapter.block]]\nkind = "hme"\n')

    with CaptureQueriesContext(connection) as asked:
        compose(unit_by_code("KSF-EKONOMI"), Period.parse("2024"), declaration=text)

    tables = {name for query in asked for name in re.findall(r'FROM "(\w+)_', query["sql"])}
    assert "staff" in tables
    assert not {"economy", "control", "texts"} & tables


@pytest.mark.django_db
def test_a_sentence_that_counts_nothing_is_left_out_and_the_others_stay(demo_municipality):
    sentences = (
        "Av {goals_total} mål är {goals_total} viktiga. {assignments_paused} av {assignments_cancelled} vilar. Slut."
    )
    declaration = read_declaration(CHAPTER + f'[[chapter.block]]\nkind = "paragraph"\ntext = "{sentences}"\n')
    chapter = compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration).document.blocks[0]

    (paragraph,) = [block for block in chapter.blocks if isinstance(block, Paragraph)]
    assert runs_text(paragraph.runs).endswith("viktiga. Slut.")


def test_a_sentence_that_says_what_was_measured_stays_also_when_that_is_nothing():
    nothing = Figure(Quantity(Decimal(0), Unit.PERCENT, 1))
    figures = SimpleNamespace(figure=lambda _ref: nothing)
    cover = SimpleNamespace(fill=lambda text: text)
    needs = SentenceNeeds(cover, figures, has_goals=True)

    measured = paragraph_block(needs, {"text": "{outcome:kvinnor} för kvinnor, {outcome:man} för män."})
    counted = paragraph_block(needs, {"text": "{indicators_met} av {indicators_total} nådde målet."})

    assert [runs_text(block.runs) for block in measured.blocks] == ["0,0 för kvinnor, 0,0 för män."]
    assert counted.blocks == ()
