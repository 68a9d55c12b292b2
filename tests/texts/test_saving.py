"""Saving, meeting another person's text, and what the history keeps of it (docs/rules/texts.md)."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tertial.common.models import AuditEntry
from tertial.common.policies import NotAllowed
from tertial.domain.document import UnreadableRichText
from tertial.organisation.gate import Guarded, Reporters
from tertial.organisation.roles import Role
from tertial.texts.actions import Conflict, Resolution, Saved, import_text, restore_version
from tertial.texts.models import TextSection, TextVersion
from tests.shared.factories import RoleFactory, UnitFactory
from tests.texts.conftest import PERIOD, SLOT, SUBJECT, doc

HUNDRED_WORDS = " ".join(f"ord{number}" for number in range(100))


def text_now() -> str:
    return TextSection.objects.get().plain_text


def versions() -> list[tuple[str, str]]:
    """Who and what, oldest first; a text that was not chosen in brackets."""
    found = TextVersion.objects.order_by("number").select_related("saved_by")
    return [
        (each.saved_by.name, f"[{each.plain_text}]" if each.discarded else each.plain_text)
        for each in found
        if each.saved_by is not None
    ]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock."""
    passed = timedelta()
    real = timezone.now

    def move(time: timedelta) -> None:
        nonlocal passed
        passed += time

    monkeypatch.setattr("tertial.texts.actions.timezone.now", lambda: real() + passed)
    return move


def test_a_first_save_makes_the_text_and_its_first_version(anna, save):
    result = save(anna, "Målet är nått.", 0)

    assert isinstance(result, Saved)
    assert (result.section.revision, result.section.saved_by, text_now()) == (1, anna, "Målet är nått.")
    assert versions() == [("Anna", "Målet är nått.")]


def test_one_persons_saves_within_ten_minutes_are_one_version(anna, save, later):
    save(anna, "Ett", 0)
    later(timedelta(minutes=5))
    save(anna, "Ett två", 1)
    later(timedelta(minutes=4, seconds=59))
    save(anna, "Ett två tre", 2)

    assert versions() == [("Anna", "Ett två tre")]
    assert AuditEntry.objects.filter(action="text.write").count() == 1


def test_after_ten_minutes_a_new_version_begins_even_in_one_sitting(anna, save, later):
    save(anna, "Ett", 0)
    later(timedelta(minutes=5))
    save(anna, "Ett två", 1)
    later(timedelta(minutes=5))
    save(anna, "Ett två tre", 2)

    assert versions() == [("Anna", "Ett två"), ("Anna", "Ett två tre")]
    assert AuditEntry.objects.filter(action="text.write").count() == 2


def test_a_save_by_someone_else_always_makes_a_version(anna, bo, save):
    save(anna, "Ett", 0)
    save(bo, "Ett två", 1)
    save(anna, "Ett två tre", 2)

    assert versions() == [("Anna", "Ett"), ("Bo", "Ett två"), ("Anna", "Ett två tre")]


def test_a_text_that_is_wiped_out_stays_in_the_history(anna, save):
    save(anna, HUNDRED_WORDS, 0)
    save(anna, "", 1)

    assert versions() == [("Anna", HUNDRED_WORDS), ("Anna", "")]


def test_a_text_that_is_wiped_out_little_by_little_keeps_half_of_its_words(anna, save):
    save(anna, HUNDRED_WORDS, 0)
    for revision, kept in enumerate((80, 60, 50, 40, 20, 10), start=1):
        save(anna, " ".join(HUNDRED_WORDS.split()[:kept]), revision)

    assert [len(text.split()) for _, text in versions()] == [50, 20, 10]


def test_a_text_written_on_an_older_revision_is_not_saved_and_the_newest_is_given_back(anna, bo, save):
    save(anna, "Annas text", 0)
    save(anna, "Annas text, längre", 1)

    result = save(bo, "Bos text", 1)

    assert isinstance(result, Conflict)
    assert (result.section.revision, result.section.saved_by) == (2, anna)
    assert text_now() == "Annas text, längre"


def test_the_same_text_sent_twice_is_no_conflict_and_changes_nothing(anna, bo, save):
    save(anna, "Målet är nått.", 0)

    again, others = save(anna, "Målet är nått.", 0), save(bo, "Målet är nått.", 0)

    assert isinstance(again, Saved)
    assert isinstance(others, Saved)
    assert others.section.revision == 1
    assert versions() == [("Anna", "Målet är nått.")]


def test_whoever_keeps_their_own_text_leaves_the_others_in_the_history(anna, bo, save):
    save(anna, "Annas text", 0)
    assert isinstance(save(bo, "Bos text", 0), Conflict)

    save(bo, "Bos text", 1, resolution=Resolution.MINE)

    assert text_now() == "Bos text"
    assert versions() == [("Anna", "Annas text"), ("Bo", "Bos text")]


def test_keeping_mine_over_my_own_other_window_loses_neither(anna, save):
    save(anna, "Från ena fönstret", 0)
    assert isinstance(save(anna, "Från andra fönstret", 0), Conflict)

    save(anna, "Från andra fönstret", 1, resolution=Resolution.MINE)

    assert versions() == [("Anna", "Från ena fönstret"), ("Anna", "Från andra fönstret")]


def test_whoever_takes_the_others_text_has_their_own_in_the_history(anna, bo, save):
    save(anna, "Annas text", 0)

    result = save(bo, "Annas text", 1, resolution=Resolution.THEIRS, discarded=doc("Bos text"))

    assert isinstance(result, Saved)
    assert (text_now(), result.section.revision) == ("Annas text", 1)
    assert versions() == [("Anna", "Annas text"), ("Bo", "[Bos text]")]


def test_a_choice_whose_answer_was_lost_and_is_sent_again_is_kept_once(anna, bo, save):
    save(anna, "Annas text", 0)

    for _ in range(2):
        save(bo, "Annas text", 1, resolution=Resolution.THEIRS, discarded=doc("Bos text"))

    assert versions() == [("Anna", "Annas text"), ("Bo", "[Bos text]")]


def test_words_added_after_taking_the_others_text_are_saved_with_the_choice(anna, bo, save):
    save(anna, "Annas text", 0)

    save(bo, "Annas text och mer", 1, resolution=Resolution.THEIRS, discarded=doc("Bos text"))

    assert versions() == [("Anna", "Annas text"), ("Bo", "[Bos text]"), ("Bo", "Annas text och mer")]


@pytest.mark.parametrize("resolution", Resolution)
def test_a_third_text_that_came_meanwhile_asks_again_and_loses_no_words(anna, bo, save, resolution):
    save(anna, "Annas text", 0)
    save(anna, "Annas nyare text", 1)

    result = save(bo, "Bos text", 1, resolution=resolution, discarded=doc("Bos text"))

    assert isinstance(result, Conflict)
    assert text_now() == "Annas nyare text"
    assert versions() == [("Anna", "Annas nyare text"), ("Bo", "[Bos text]")]


def test_an_earlier_version_becomes_the_text_again_and_nothing_goes_away(anna, bo, save):
    save(anna, "Annas text", 0)
    save(bo, "Bos text", 1)
    first = TextVersion.objects.get(number=1)

    result = restore_version(by=bo, version=first, revision=2)

    assert isinstance(result, Saved)
    assert text_now() == "Annas text"
    assert versions() == [("Anna", "Annas text"), ("Bo", "Bos text"), ("Bo", "Annas text")]
    assert TextVersion.objects.get(number=3).restored_from == first
    assert AuditEntry.objects.filter(action="text.restore").count() == 1


def test_what_is_written_after_a_restore_leaves_the_restored_version_alone(anna, save):
    save(anna, "Ett två", 0)
    save(anna, "", 1)
    restore_version(by=anna, version=TextVersion.objects.get(number=1), revision=2)

    save(anna, "Ett två tre", 3)

    assert [text for _, text in versions()] == ["Ett två", "", "Ett två", "Ett två tre"]


def test_a_restore_over_a_text_nobody_saw_is_not_done(anna, bo, save):
    save(anna, "Annas text", 0)
    save(bo, "Bos text", 1)

    result = restore_version(by=anna, version=TextVersion.objects.get(number=1), revision=1)

    assert isinstance(result, Conflict)
    assert text_now() == "Bos text"


def test_a_text_that_cannot_be_read_changes_nothing(anna, save):
    save(anna, "Annas text", 0)

    with pytest.raises(UnreadableRichText):
        save(anna, "", 1, document={"type": "doc", "content": [{"type": "image"}]})
    with pytest.raises(UnreadableRichText):
        save(anna, "Annas text", 1, discarded={"type": "table"}, resolution=Resolution.THEIRS)

    assert versions() == [("Anna", "Annas text")]


def test_readers_and_outsiders_are_told_what_right_they_lack(anna, reader, outsider, save):
    save(anna, "Annas text", 0)
    version = TextVersion.objects.get()

    for person, sentence in ((reader, "not report for it"), (outsider, "no role in")):
        with pytest.raises(NotAllowed, match=sentence):
            save(person, "Min text", 1)
        with pytest.raises(NotAllowed, match=sentence):
            restore_version(by=person, version=version, revision=1)
    assert text_now() == "Annas text"


def test_whoever_the_subject_names_may_write_when_they_report_for_a_unit_below(reader, save, things, committee):
    RoleFactory(person=reader, unit=UnitFactory(parent=committee), role=Role.REPORTER)
    reporters = Reporters(committee.pk, reader.pk)
    things[1]["about"] = Guarded(name="Saken", homes=(committee.pk,), also=(reporters,))

    assert isinstance(save(reader, "Min text", 0), Saved)


def test_texts_that_are_loaded_name_their_author_and_are_loaded_once(anna, committee):
    for _ in range(2):
        import_text(by=anna, unit=committee, subject=SUBJECT, slot=SLOT, period=PERIOD, document=doc("Laddad"))

    assert versions() == [("Anna", "Laddad")]


@pytest.mark.django_db(transaction=True)
def test_two_first_saves_at_the_same_moment_give_one_text_and_one_conflict(anna, bo, save):
    results: list[Saved | Conflict | Exception] = []
    start = threading.Barrier(2)

    def write(person, text):
        try:
            start.wait(timeout=10)
            results.append(save(person, text, 0))
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=each) for each in ((anna, "Annas text"), (bo, "Bos text"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Saved"], results
    assert TextVersion.objects.count() == TextSection.objects.count() == 1


def test_signs_that_nobody_sees_are_let_go_when_a_text_is_saved(anna, save):
    link = {"type": "link", "attrs": {"href": "https://huddinge.se/\x0bmal"}}
    runs = [
        {"type": "text", "text": "\x7f"},
        {"type": "text", "text": "Mål\x9fet", "marks": [link]},
    ]

    save(anna, "", 0, document={"type": "doc", "content": [{"type": "paragraph", "content": runs}]})

    (paragraph,) = TextSection.objects.get().document["content"]
    (run,) = paragraph["content"]
    assert run["text"] == "Målet"
    assert run["marks"][0]["attrs"]["href"] == "https://huddinge.se/mal"
    assert text_now() == "Målet"
