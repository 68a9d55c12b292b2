"""What the editor sends and gets (docs/rules/texts.md)."""

import json

from tertial.texts.models import TextSection, TextVersion
from tests.texts.conftest import SUBJECT, address, doc


def test_the_editor_saves_and_is_told_the_new_revision_and_time(anna, browser):
    answer = browser(anna).put({"revision": 0, "document": doc("Målet är nått.")})

    saved = TextSection.objects.get()
    assert answer.status_code == 200
    assert answer.json() == {"revision": 1, "saved_at": saved.saved_at.isoformat()}
    assert saved.plain_text == "Målet är nått."


def test_the_second_of_two_gets_the_others_text_and_nothing_is_overwritten(anna, bo, browser):
    browser(anna).put({"revision": 0, "document": doc("Annas <text>")})

    answer = browser(bo).put({"revision": 0, "document": doc("Bos text")})

    assert answer.status_code == 409
    theirs = answer.json()
    assert theirs.pop("saved_at")
    assert theirs == {
        "revision": 1,
        "document": doc("Annas <text>"),
        "author": "Anna",
        "html": "<p>Annas &lt;text&gt;</p>",
    }
    assert TextSection.objects.get().plain_text == "Annas <text>"


def test_both_choices_after_a_conflict_are_kept_in_the_history(anna, bo, browser):
    browser(anna).put({"revision": 0, "document": doc("Annas text")})

    taken = browser(bo).put(
        {"revision": 1, "document": doc("Annas text"), "resolution": "theirs", "discarded": doc("Bos text")}
    )
    kept = browser(bo).put({"revision": 1, "document": doc("Bos andra text"), "resolution": "mine"})

    assert (taken.status_code, taken.json()["revision"]) == (200, 1)
    assert (kept.status_code, kept.json()["revision"]) == (200, 2)
    found = TextVersion.objects.order_by("number").values_list("plain_text", "discarded")
    assert list(found) == [("Annas text", False), ("Bos text", True), ("Bos andra text", False)]


def test_an_unreadable_document_gives_a_sentence_and_loses_nothing(anna, browser):
    browser(anna).put({"revision": 0, "document": doc("Annas text")})

    answer = browser(anna).put({"revision": 1, "document": {"type": "doc", "content": [{"type": "image"}]}})

    assert answer.status_code == 422
    assert "image" in answer.json()["error"]
    assert TextSection.objects.get().plain_text == "Annas text"


def test_a_save_that_did_not_arrive_whole_gives_a_sentence(anna, browser):
    good = {"revision": 0, "document": doc("Text")}
    broken = [
        '{"revision": 0, "docu',
        "[]",
        json.dumps({**good, "revision": "0"}),
        json.dumps({**good, "document": "Text"}),
        json.dumps({**good, "resolution": "both"}),
        json.dumps({**good, "resolution": ["mine"]}),
        json.dumps({**good, "discarded": "Text"}),
        "[" * 200_000,
        '{"revision": 0, "document": ' + '{"content": [' * 3000 + "]}" * 3000 + "}",
    ]

    for body in broken:
        answer = browser(anna).put(body)
        assert (answer.status_code, list(answer.json())) == (422, ["error"]), body
    assert not TextSection.objects.exists()


def test_readers_and_outsiders_cannot_save_and_are_told_why(reader, outsider, browser):
    for person, status in ((reader, 403), (outsider, 404)):
        answer = browser(person).put({"revision": 0, "document": doc("Text")})
        assert answer.status_code == status
        assert ("Kommunstyrelsen" in answer.json()["error"]) == (person == reader)
    assert not TextSection.objects.exists()


def test_nobody_saves_without_signing_in(committee, client):
    answer = client.put(address(), {"revision": 0, "document": doc("Text")}, content_type="application/json")

    assert answer.status_code == 302
    assert not TextSection.objects.exists()


def test_the_figures_that_can_be_put_in_a_text_are_listed_as_they_are_now(reader, outsider, browser):
    answer = browser(reader).get("figures")

    assert answer.json() == [{"ref": "outcome:7", "label": "Inhabitants", "text": "51\u00a0776"}]
    assert browser(outsider).get("figures").status_code == 404


def test_a_text_about_nothing_is_not_found(anna, browser):
    person = browser(anna).client

    for subject, slot, period in (
        ("thing:9", "motivation", "2024"),
        (SUBJECT, "gossip", "2024"),
        (SUBJECT, "motivation", "2025"),
        ("rumour:1", "motivation", "2024"),
        ("thing", "motivation", "2024"),
        ("thing:1x", "motivation", "2024"),
        (f"thing:{'9' * 30}", "motivation", "2024"),
    ):
        for page in ("", "siffror/", "historik/", "historik/1/"):
            assert person.get(f"/texter/{subject}/{slot}/{period}/{page}").status_code == 404
        body = {"revision": 0, "document": doc("Text")}
        answer = person.put(f"/texter/{subject}/{slot}/{period}/", body, content_type="application/json")
        assert answer.status_code == 404
