"""The pages of the first day are the steps that the browser test takes, in words that are on the pages of Tertial."""

import re
import tomllib
from collections.abc import Iterable

import pytest
from babel.messages.pofile import read_po

from tests.browser.first_day import FILES, ROOT, STEPS

DOCS = ROOT / "docs"
PAGES = {"en": DOCS / "first-day.md", "sv": DOCS / "first-day.sv.md"}
MOST_BYTES, MOST_PICTURES = 60_000, 12


@pytest.fixture(params=PAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(language: str) -> str:
    return PAGES[language].read_text()


def test_the_steps_of_the_page_are_those_of_the_browser_test(language, page):
    titles = [step.english if language == "en" else step.swedish for step in STEPS]

    assert re.findall(r"^## \d+\. (.+)$", page, flags=re.MULTILINE) == titles
    assert re.findall(r"^## (\d+)\.", page, flags=re.MULTILINE) == [str(place) for place in range(1, len(STEPS) + 1)]


def test_what_the_page_says_to_press_is_called_so(language, page):
    bold = set(re.findall(r"\*\*([^*]+)\*\*", page.replace("\n", " ")))

    assert bold - set(words_of_pages(language)) == set()


def test_the_presets_that_the_page_names_are_there(language, page):
    named = set(re.findall(r"(?<!\*)\*([^*\[]+)\*(?!\*)", page.replace("\n", " ")))
    files = (ROOT / "src" / "tertial" / "desk" / "presets" / "files").glob("*.toml")
    names = {tomllib.loads(file.read_text())["name"][language] for file in files}

    assert named
    assert named - names == set()


def test_the_pictures_of_the_page_are_there_small_and_in_its_language(language, page):
    shown = [DOCS / place for place in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)]

    assert shown
    assert all(picture.name.endswith(f".{language}.webp") for picture in shown)
    assert [picture.name for picture in shown if picture.stat().st_size > MOST_BYTES] == []


def test_every_picture_is_shown():
    there = {f"images/first-day/{file.name}" for file in (DOCS / "images" / "first-day").iterdir()}
    shown = {place for page in PAGES.values() for place in re.findall(r"\]\((images[^)]+)\)", page.read_text())}

    assert there == shown
    assert len(there) <= MOST_PICTURES


def test_both_pages_lead_to_the_files_that_are_sent():
    for page in PAGES.values():
        linked = set(re.findall(r"\]\(first-day/([^)]+)\)", page.read_text()))
        assert linked == {file.name for file in FILES.iterdir()}


def words_of_pages(language: str) -> Iterable[str]:
    """What Tertial says in a language, with the name of the list where a name goes."""
    with (ROOT / "src/tertial/locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="sv")
    filled = {"name": {"en": "Getting started", "sv": "Kom igång"}[language], "label": "PDF"}
    for message in catalogue:
        said = message.id if language == "en" else message.string
        for text in (said,) if isinstance(said, str) else said:
            yield re.sub(r"%\((\w+)\)s", lambda found: filled.get(found[1], ""), text)
    yield "PDF"
