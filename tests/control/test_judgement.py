"""The overall judgement of internal control: approved, closed, reopened (docs/rules/control-judgement.md)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.control.models import JudgementApproval
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.texts.models import TextSection
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.control import SmallControl

pytestmark = pytest.mark.django_db

OVERVIEW = "/KS/2024/internkontroll/"
APPROVE = f"{OVERVIEW}bedomning/godkann/"
REOPEN = f"{OVERVIEW}bedomning/oppna/"


@pytest.fixture
def approver(as_role) -> Client:
    return as_role(Role.APPROVER)


@pytest.fixture
def text(small: SmallControl) -> str:
    """The address of the judgement's own page."""
    return reverse("texts:section", args=[small.plan.ref, "judgement", "2024"])


TEMPLATE = """
title = "Report"
[[chapter]]
title = "Internal control"
    [[chapter.block]]
    kind = "control_text"
    slot = "judgement"
"""


def write(client: Client, text: str, said: str):
    stored = TextSection.objects.filter(slot="judgement").first()
    return client.post(text, {"text": said, "revision": stored.revision if stored else 0}, follow=True)


def approve(client: Client):
    """Presses the button that stands on the overview."""
    page = client.get(OVERVIEW).content.decode()
    seen = re.search(r'name="revision" value="(\d+)"><button[^>]*>.*?Approve', page, flags=re.DOTALL)
    return client.post(APPROVE, {"revision": seen[1] if seen else ""}, follow=True)


def judgement_in_report(client: Client) -> str:
    return words(client.get(reverse("reports:report", args=["KS", "2024"])))


def approved_by(role: Role, place: SmallMunicipality) -> str:
    """How an approval is described."""
    day = timezone.localdate(JudgementApproval.objects.get().approved_at)
    return f"Approved by {place.people[role].name} {day.isoformat()}."


def stands() -> str:
    return TextSection.objects.get(slot="judgement").plain_text


def test_an_approved_judgement_stands_with_name_and_day_on_the_page(text, reports, approver, place: SmallMunicipality):
    write(reports, text, "The control is sufficient.")
    assert "Not approved yet." in words(reports.get(OVERVIEW))

    page = words(approve(approver))

    assert approved_by(Role.APPROVER, place) in page
    assert approved_by(Role.APPROVER, place) in words(reports.get(OVERVIEW))


def test_an_approved_judgement_is_not_edited_until_it_is_reopened(text, reports, approver):
    write(reports, text, "The control is sufficient.")
    approve(approver)

    answer = write(reports, text, "It is not.")
    assert answer.status_code == 422
    assert "take back the approval before you change it" in words(answer)
    assert stands() == "The control is sufficient."
    page = reports.get(OVERVIEW).content.decode()
    assert "take back the approval before you change it" in page
    assert f'data-url="{text}"' not in page

    approver.post(REOPEN)
    assert write(reports, text, "It is not.").status_code == 200
    assert stands() == "It is not."


def test_an_editor_that_was_open_when_the_judgement_was_approved_is_told_in_one_sentence(text, reports, approver):
    write(reports, text, "The control is sufficient.")
    approve(approver)

    body = {"document": {"type": "doc", "content": []}, "revision": 1}
    answer = reports.put(text, body, content_type="application/json")
    assert answer.status_code == 422
    assert "take back the approval before you change it" in answer.json()["error"]


def test_no_picture_or_table_is_put_under_an_approved_judgement(text, reports, approver):
    write(reports, text, "The control is sufficient.")
    approve(approver)

    assert reports.get(f"{text}ny-tabell/").status_code == 422


def test_the_words_that_were_approved_stay_in_the_history(text, approver):
    write(approver, text, "The control is sufficient.")
    approve(approver)
    approver.post(REOPEN)
    write(approver, text, "The control is sufficient, but for purchases.")

    versions = TextSection.objects.get(slot="judgement").versions.values_list("plain_text", flat=True)
    assert "The control is sufficient." in versions


def test_only_the_words_on_the_page_are_approved(text, reports, approver):
    write(reports, text, "The control is sufficient.")
    write(reports, text, "It is not.")

    answer = approver.post(APPROVE, {"revision": 1})
    assert answer.status_code == 422
    assert "has been changed since you saw it" in words(answer)
    assert not JudgementApproval.objects.exists()


def test_nothing_is_approved_before_it_is_written_or_twice(text, reports, approver):
    assert "write it first" in words(approver.post(APPROVE, {"revision": 0}))
    assert "no approval to take back" in words(approver.post(REOPEN))
    write(reports, text, "The control is sufficient.")
    approve(approver)
    assert "approved already" in words(approver.post(APPROVE, {"revision": 1}))


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER, Role.COORDINATOR])
def test_only_who_has_the_right_approves_and_reopens(role, text, reports, approver, as_role):
    write(reports, text, "The control is sufficient.")
    assert as_role(role).post(APPROVE, {"revision": 1}).status_code == 403
    approve(approver)
    assert as_role(role).post(REOPEN).status_code == 403
    assert JudgementApproval.objects.exists()


def test_an_approval_and_its_taking_back_are_undone_and_stand_in_the_trail(text, small, reports, approver, as_role):
    write(reports, text, "The control is sufficient.")
    undo = undo_address(approve(approver))
    reopened = approver.post(REOPEN, follow=True)
    assert approver.post(undo).status_code == 422
    approved_again = approver.post(undo_address(reopened), follow=True)

    assert "Approved by" in words(approved_again)
    trail = words(reports.get(reverse("desk:history", args=[small.plan.ref])))
    assert "Approved the judgement of internal control" in trail
    assert "Took back the approval of the judgement" in trail

    last = approver.post(REOPEN, follow=True)
    write(reports, text, "It is not.")
    answer = approver.post(undo_address(last))
    assert answer.status_code == 422
    assert not JudgementApproval.objects.exists()


def test_the_approval_of_a_period_says_nothing_of_another(text, reports, approver):
    write(reports, text, "The control is sufficient.")
    approve(approver)

    assert "Approved by" not in words(reports.get("/KS/2024-T2/internkontroll/"))


def test_the_one_who_approves_is_named_in_the_report_of_the_plan(text, reports, approver, place: SmallMunicipality):
    save_template(by=the_system(), unit=place.units["KS"], kind="annual", declaration=TEMPLATE)
    write(reports, text, "The control is sufficient.")
    assert "The control is sufficient." in judgement_in_report(reports)
    assert "Godkänt av" not in judgement_in_report(reports)
    approve(approver)

    printed = approved_by(Role.APPROVER, place).replace("Approved by", "Godkänt av")
    assert printed in judgement_in_report(reports)
