"""The pages of a text: writing without JavaScript, history, restore."""

import html
import re

import pytest
from django.utils import timezone

from tertial.texts.models import TextSection, TextVersion
from tests.texts.conftest import address, doc

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    """What stands on the page, without its markup."""
    body = answer.content.decode()
    return " ".join(html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def test_a_reporter_gets_the_editor_with_the_text_and_its_revision(anna, save, browser):
    save(anna, "Målet är nått.", 0)

    page = browser(anna).get().content.decode()

    assert "data-editor" in page
    assert 'data-revision="1"' in page
    assert f'data-url="{address()}"' in page
    assert f'data-figures-url="{address("figures")}"' in page
    assert "<p>Målet är nått.</p>" in page


def test_a_reader_gets_the_text_and_no_way_to_write(anna, reader, save, browser):
    save(anna, "Målet är nått.", 0)

    page = browser(reader).get().content.decode()

    assert "<p>Målet är nått.</p>" in page
    assert "data-editor " not in page
    assert "<textarea" not in page


def test_an_outsider_sees_no_page_of_a_text(anna, outsider, save, browser):
    save(anna, "Målet är nått.", 0)
    visitor = browser(outsider)

    for page in (visitor.get(), visitor.get("history"), visitor.get("version", 1)):
        assert page.status_code == 404
        assert "Målet är nått." not in page.content.decode()


def test_a_live_figure_is_shown_as_it_is_now(anna, reader, save, browser):
    save(anna, "Kommunen har [[outcome:7]] invånare.", 0)

    assert "51\u00a0776</span> invånare." in browser(reader).get().content.decode()


def test_the_plain_form_saves_paragraphs_and_lists(anna, browser):
    answer = browser(anna).post(text="Ett.\r\n\r\n- två\r\n- tre", revision=0)

    assert answer.status_code == 302
    assert TextSection.objects.get().document == doc("Ett.\n\n- två\n- tre")


def test_the_plain_form_keeps_what_was_not_touched(anna, save, browser):
    bold = {"type": "text", "text": "Fet", "marks": [{"type": "bold"}]}
    numbered = {"type": "orderedList", "content": [{"type": "listItem", "content": doc("ett")["content"]}]}
    document = {"type": "doc", "content": [{"type": "paragraph", "content": [bold]}, numbered, *doc("Sist")["content"]]}
    save(anna, "", 0, document=document)

    typed = browser(anna).get().context["typed"]
    browser(anna).post(
        text=typed.replace("Sist", "Sist, nu med [[outcome:7]]").replace("1. ett", "1. ett\n2. två"), revision=1
    )

    stored = TextSection.objects.get().document["content"]
    assert stored[0]["content"] == [bold]
    assert [item["content"] for item in stored[1]["content"]] == [doc("ett")["content"], doc("två")["content"]]
    assert stored[1]["type"] == "orderedList"
    assert stored[2]["content"][1] == {"type": "figure", "attrs": {"ref": "outcome:7"}}


def test_an_unreadable_text_in_the_plain_form_comes_back_with_a_sentence(anna, browser):
    long = "x" * 200_001

    answer = browser(anna).post(text=long, revision=0)

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert not TextSection.objects.exists()


def test_the_plain_form_shows_the_second_both_versions_and_keeps_theirs_when_they_say_so(anna, bo, save, browser):
    save(anna, "Annas text", 0)
    form = conflict_form(browser(bo).post(text="Bos text", revision=0))

    browser(bo).post(**form, resolution="mine")

    assert TextSection.objects.get().plain_text == "Bos text"
    assert kept() == [("Annas text", False), ("Bos text", False)]


def test_the_plain_form_takes_the_others_text_and_keeps_the_second_in_the_history(anna, bo, save, browser):
    save(anna, "Annas text", 0)
    form = conflict_form(browser(bo).post(text="Bos text", revision=0))

    browser(bo).post(**form, resolution="theirs")

    assert TextSection.objects.get().plain_text == "Annas text"
    assert kept() == [("Annas text", False), ("Bos text", True)]


def conflict_form(answer) -> dict[str, str]:
    """What the page with both versions sends along with the choice."""
    assert answer.status_code == 409
    assert "Annas text" in words(answer)
    assert "Bos text" in words(answer)
    assert kept() == [("Annas text", False)]
    return dict(re.findall(r'type="hidden" name="(revision|text)" value="([^"]*)"', answer.content.decode()))


def kept() -> list[tuple[str, bool]]:
    """The history, oldest first, and which texts were not chosen."""
    return list(TextVersion.objects.order_by("number").values_list("plain_text", "discarded"))


def test_a_reader_cannot_use_the_plain_form(reader, browser):
    assert browser(reader).post(text="Text", revision=0).status_code == 403
    assert not TextSection.objects.exists()


def test_the_history_says_who_wrote_what_when(anna, bo, save, browser):
    save(anna, "Av 18 indikatorer är 10 uppfyllda.", 0)
    save(bo, "Av 18 indikatorer är 11 uppfyllda.", 1)

    entries = browser(anna).get("history").context["entries"]

    assert [(entry.version.number, entry.version.saved_by.name, entry.version.words) for entry in entries] == [
        (2, "Bo", 6),
        (1, "Anna", 6),
    ]
    assert [(entry.difference.words_inserted, entry.difference.words_deleted) for entry in entries] == [(1, 1), (6, 0)]


def test_a_version_marks_what_it_took_out_and_added_in_elements_and_words(anna, bo, save, browser):
    save(anna, "Av 18 är 10 uppfyllda.", 0)
    save(bo, "Av 18 är 11 uppfyllda.", 1)

    page = browser(anna).get("version", 2).content.decode()

    assert re.search(r"<del>.*10 .*</del><ins>.*11 .*</ins>", page)
    assert page.count('class="sr-only">[') == 2


def test_any_two_versions_can_be_compared(anna, bo, save, browser):
    save(anna, "Ett", 0)
    save(bo, "Ett två", 1)
    save(anna, "Ett två tre", 2)

    page = browser(anna).get("version", 3, mot="1")

    assert page.context["difference"].words_inserted == 2
    assert browser(anna).get("version", 3, mot="9").status_code == 404


def test_a_version_is_restored_from_its_page(anna, bo, reader, save, browser):
    save(anna, "Annas text", 0)
    save(bo, "Bos text", 1)

    assert address("restore", 1) in browser(anna).get("version", 1).content.decode()
    assert address("restore", 2) not in browser(anna).get("version", 2).content.decode(), "it is the text already"
    assert address("restore", 1) not in browser(reader).get("version", 1).content.decode()
    assert browser(reader).post("restore", 1, revision=2).status_code == 403

    stale = browser(anna).post("restore", 1, revision=1)
    assert (stale.url, TextSection.objects.get().plain_text) == (address("history"), "Bos text")

    done = browser(anna).post("restore", 1, revision=2)
    assert (done.url, TextSection.objects.get().plain_text) == (address(), "Annas text")


def test_a_version_that_does_not_exist_is_not_found(anna, save, browser):
    save(anna, "Annas text", 0)

    assert browser(anna).get("version", 2).status_code == 404
    assert browser(anna).post("restore", 2, revision=1).status_code == 404


def test_a_restore_without_its_revision_gives_a_sentence(anna, save, browser):
    save(anna, "Annas text", 0)

    assert browser(anna).post("restore", 1).status_code == 422


def test_a_long_history_is_read_a_page_at_a_time_with_few_queries(
    anna, bo, save, browser, django_assert_max_num_queries
):
    for revision in range(30):
        save((anna, bo)[revision % 2], f"Text {revision}", revision)
    visitor = browser(anna)
    visitor.get("history")

    with django_assert_max_num_queries(12):
        first = visitor.get("history")

    assert [entry.version.number for entry in first.context["entries"]] == list(range(30, 10, -1))
    last = visitor.get("history", page="2")
    assert [entry.version.number for entry in last.context["entries"]] == list(range(10, 0, -1))
    assert timezone.localtime(last.context["entries"][0].version.saved_at).strftime("%Y-%m-%d") in words(last)
