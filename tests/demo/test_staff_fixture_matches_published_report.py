"""The staff fixture was typed by hand from the published report; here every figure of it is found in that report."""

import re
import tomllib
from pathlib import Path

import pytest

import tertial.demo
from tests.shared.published import published_chapter

FIXTURE = published_chapter("staff")
TEXTS = Path(tertial.demo.__file__).parent / "huddinge" / "staff-texts-2024.toml"
COPIED_FROM = 8


@pytest.fixture(scope="module")
def running_text(published: str) -> str:
    return " ".join(published.split())


def test_every_table_stands_in_the_report(running_text: str) -> None:
    for table in FIXTURE["tables"]:
        assert " ".join(filter(None, table["columns"])) in running_text
        for row in table["rows"]:
            assert " ".join(row) in running_text


def test_every_figure_stands_in_a_sentence_of_the_report(running_text: str) -> None:
    for figure in [*FIXTURE["figures"], *FIXTURE["contradictions"]]:
        assert figure["quote"] in running_text, figure


def test_the_value_of_a_figure_is_the_one_in_its_sentence() -> None:
    in_words = {"1": "en av de 37", "0,0": "samma nivå", "4,3": "samma nivå"}
    for figure in FIXTURE["figures"]:
        value = figure["value"].lstrip("-")
        quote = figure["quote"].replace("0.5", "0,5").replace("1.7", "1,7")
        short = value.removesuffix(",0")
        assert re.search(rf"(?<![\d,]){short}(?![\d])", quote) or in_words[value] in quote, figure


def test_headings_stand_in_the_report_in_this_order(running_text: str) -> None:
    chapter = running_text[running_text.rindex("Väsentliga personalförhållanden Antal") :]
    at = 0
    for heading in FIXTURE["headings"]:
        at = chapter.index(heading, at)


def test_the_texts_about_staff_are_in_their_own_words(published: str) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", re.sub(r"\[\[[^]]*\]\]", "0", text).lower())
        return {tuple(words[at : at + COPIED_FROM]) for at in range(len(words) - COPIED_FROM + 1)}

    own = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["texts"]
    assert len(own) == 10
    assert {slot: runs(text) & runs(published) for slot, text in own.items()} == {slot: set() for slot in own}
