"""Texts inside the pages of other rooms, and whether they were written this time at all."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tertial.domain.document.rich_text import RichText
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.texts.models import TextSection
from tertial.texts.plain_editing import from_typed
from tertial.texts.queries import texts_of, unchanged_since
from tertial.texts.reading import page_texts
from tests.texts.conftest import SUBJECT, Figures, address

YEAR = Period.parse("2024")


@pytest.fixture
def render(committee):
    """Renders a template as a page that a person has asked for."""

    def rendered(person, template: str, **context: object) -> str:
        request = RequestFactory().get("/")
        request.user = person
        return Template("{% load texts %}" + template).render(
            Context({"request": request, "period": YEAR, "subject": SUBJECT, **context})
        )

    return rendered


ONE = "{% text_section subject 'motivation' period 'Motivation' %}"


def test_a_text_stands_in_the_page_with_who_saved_it_and_a_way_to_its_history(anna, reader, save, render):
    save(anna, "Målet är nått.", 0)

    page = render(reader, ONE)

    assert "<p>Målet är nått.</p>" in page
    assert "Anna" in page
    assert address("history") in page
    assert "data-editor " not in page


def test_whoever_may_write_gets_the_editor_before_a_word_is_written(anna, render):
    page = render(anna, ONE)

    assert 'data-revision="0"' in page
    assert '"type": "paragraph"' in page


def test_twelve_texts_on_a_page_are_read_in_three_queries(anna, committee, save, render, django_assert_num_queries):
    subjects = [Ref("thing", number) for number in range(1, 13)]
    for subject in subjects:
        save(anna, f"Text om {subject} med [[outcome:7]].", 0, subject=subject)
    template = (
        "{% for subject in subjects %}{% text_section subject 'motivation' period 'M' preloaded=texts %}{% endfor %}"
    )

    with django_assert_num_queries(3):
        texts = page_texts(unit=committee, subjects=subjects, period=YEAR, figures=Figures(), writable=subjects[:6])
        page = render(anna, template, subjects=subjects, texts=texts)

    assert page.count("data-editor ") == 6
    assert page.count("51\u00a0776") == 12


def test_texts_are_found_by_subject_and_slot(anna, save):
    save(anna, "Motivering", 0)
    save(anna, "Arbete", 0, slot="work")
    save(anna, "Annat", 0, subject=Ref("thing", 2))
    save(anna, "Förra året", 0, period="2023")

    found = texts_of([Ref("thing", 1), Ref("thing", 3)], "2024")

    assert {key: text.plain_text for key, text in found.items()} == {
        (Ref("thing", 1), "motivation"): "Motivering",
        (Ref("thing", 1), "work"): "Arbete",
    }


def unchanged(**earlier: Ref) -> dict[tuple[Ref, str], str]:
    """Which texts of 2024 are unchanged, and since when."""
    texts = TextSection.objects.filter(period="2024")
    links = {Ref("thing", subject.removeprefix("thing")): ref for subject, ref in earlier.items()}
    return {key: period.key for key, period in unchanged_since(texts, links).items()}


def test_a_text_copied_from_the_period_before_is_known_with_the_first_period_that_said_so(anna, save):
    save(anna, "Helt annan text.", 0, period="2023-T1")
    for period in ("2023-T2", "2023", "2024-T1"):
        save(anna, "Arbetet pågår.", 0, period=period)
    save(anna, "Arbetet  pågår. ", 0, period="2024")

    assert unchanged() == {(SUBJECT, "motivation"): "2023-T2"}


def test_a_text_that_was_rewritten_once_in_between_is_not_called_unchanged(anna, save):
    save(anna, "Arbetet pågår.", 0, period="2023")
    save(anna, "Arbetet är klart.", 0, period="2024-T2")
    save(anna, "Arbetet pågår.", 0, period="2024")

    assert unchanged() == {}


def test_a_later_text_says_nothing_about_an_earlier_one_and_an_empty_one_nothing_at_all(anna, save):
    save(anna, "Arbetet pågår.", 0, period="2024-T1")
    save(anna, "Arbetet pågår.", 0, period="2024", slot="work")
    save(anna, "", 0, period="2024")

    texts = TextSection.objects.filter(period="2024-T1")
    assert unchanged_since(texts) == {}
    assert unchanged() == {}


def test_a_goal_copied_into_a_new_plan_is_compared_with_the_goal_it_continues(anna, save):
    save(anna, "Arbetet pågår.", 0, period="2023", subject=Ref("thing", 2))
    save(anna, "Arbetet pågår.", 0, period="2024", subject=Ref("thing", 1))

    assert unchanged() == {}
    assert unchanged(thing1=Ref("thing", 2)) == {(SUBJECT, "motivation"): "2023"}


def test_the_page_says_since_when_a_text_is_unchanged(anna, save, render, things):
    things[1]["earlier"] = Ref("thing", 2)
    save(anna, "Arbetet pågår.", 0, period="2023", subject=Ref("thing", 2))
    save(anna, "Arbetet pågår.", 0)

    assert "2023</span>" in render(anna, ONE).split("data-unchanged")[1]


def test_a_paragraph_that_looks_like_a_list_item_stays_a_paragraph_while_it_is_not_touched():
    from tertial.domain.document.rich_text import RichParagraph
    from tertial.domain.document.runs import Text

    base = RichText((RichParagraph((Text("- inte en lista"),)),))

    assert from_typed("- inte en lista\r\n\r\nNytt", base).blocks[0] == base.blocks[0]
