"""What the checks find in a live report, and how it is answered."""

import pytest
from django.urls import reverse

from tertial.__main__ import main
from tertial.checks.actions import NotAnswered, answer_finding
from tertial.checks.live import findings_now, open_errors
from tertial.checks.models import Answer, FindingAnswer
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.models import ChapterEntry
from tertial.texts.actions import save_text
from tests.shared.browsers import browser_of
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.small_rooms.checks import SENTENCES, TERTIAL, open_finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality(only={"checks"})


def page_of(unit: Unit) -> str:
    return reverse("checks:report", args=[unit.code, TERTIAL.key])


def rewrite(place: SmallMunicipality, text: str) -> None:
    entry = ChapterEntry.objects.get(heading="Frånvaro")
    about = {"unit": entry.unit, "subject": entry.ref, "slot": "text", "period": TERTIAL.key}
    document = rich_text_to_json(from_plain_text(text))
    save_text(by=place.people[Role.REPORTER], document=document, revision=1, **about)


def answered(place: SmallMunicipality, answer: Answer) -> FindingAnswer:
    return answer_finding(
        by=place.people[Role.REPORTER],
        unit=place.units["KS"],
        period=TERTIAL,
        finding=open_finding(place.units["KS"]),
        answer=answer,
        reason="Så är det.",
    )


def test_the_page_shows_what_contradicts_what_and_who_has_answered(place):
    text = words(browser_of(place.people[Role.REPORTER]).get(page_of(place.units["KS"])))

    assert "Från 9,0 till 12,0 är en ändring på 3,0" in text or "Från 9 till 12 är en ändring på 3" in text
    assert "Så räknar regionen." in text


def test_an_open_error_is_seen_beside_the_report(place):
    client = browser_of(place.people[Role.REPORTER])
    summary = reverse("checks:summary", args=["KS", TERTIAL.key])

    assert summary in client.get(reverse("reports:report", args=["KS", TERTIAL.key])).content.decode()
    assert "1 siffra motsäger en annan" in words(client.get(summary))


def test_a_finding_that_is_put_right_goes_away_by_itself(place):
    rewrite(place, SENTENCES.replace("2,0 procentenheter", "3,0 procentenheter"))

    assert open_errors(findings_now(place.units["KS"], TERTIAL)) == []


def test_what_is_accepted_is_asked_again_when_its_figures_change(place):
    answered(place, Answer.ACCEPTED)
    assert open_errors(findings_now(place.units["KS"], TERTIAL)) == []

    rewrite(place, SENTENCES.replace("12,0 procent", "13,0 procent"))

    assert len(open_errors(findings_now(place.units["KS"], TERTIAL))) == 1


def test_what_is_no_fault_is_not_found_at_that_place_again(place):
    answered(place, Answer.WRONG)

    rewrite(place, SENTENCES.replace("12,0 procent", "13,0 procent"))

    assert open_errors(findings_now(place.units["KS"], TERTIAL)) == []


def test_an_answer_without_a_reason_is_asked_for_one_and_stores_nothing(place):
    client = browser_of(place.people[Role.REPORTER])
    given = {"finding": open_finding(place.units["KS"]), "answer": "accepted", "reason": " "}

    page = client.post(page_of(place.units["KS"]), given)

    assert page.status_code == 422
    assert FindingAnswer.objects.count() == 1


def test_an_answer_can_be_undone_and_the_finding_is_open_again(place):
    client = browser_of(place.people[Role.REPORTER])
    given = {"finding": open_finding(place.units["KS"]), "answer": "accepted", "reason": "Så är det."}

    page = client.post(page_of(place.units["KS"]), given, follow=True)
    assert open_errors(findings_now(place.units["KS"], TERTIAL)) == []
    client.post(undo_address(page))

    assert len(open_errors(findings_now(place.units["KS"], TERTIAL))) == 1


def test_an_answer_to_a_finding_that_has_gone_is_refused(place):
    finding = open_finding(place.units["KS"])
    rewrite(place, "Inget att säga.")

    with pytest.raises(NotAnswered):
        answer_finding(
            by=place.people[Role.REPORTER],
            unit=place.units["KS"],
            period=TERTIAL,
            finding=finding,
            answer=Answer.ACCEPTED,
            reason="Så är det.",
        )


def test_a_reader_sees_findings_and_is_offered_no_answer(place):
    page = browser_of(place.people[Role.READER]).get(page_of(place.units["KS"]))

    assert page.status_code == 200
    assert 'name="reason"' not in page.content.decode()


def test_the_command_ends_with_1_for_a_finding_nobody_has_answered_and_with_0_when_it_is(place, capsys, monkeypatch):
    monkeypatch.setattr("tertial.cli.database.require_up_to_date", lambda: None)

    assert main(["check", "KS", TERTIAL.key]) == 1
    assert "change-in-text" in capsys.readouterr().out

    answered(place, Answer.WRONG)
    assert main(["check", "KS", TERTIAL.key]) == 0
