"""Assignments in the web: followed up, with steps, filtered, exported."""

import io
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.goals.actions.assignments import StepGiven, save_assignment, save_steps
from tertial.goals.models import Assignment, AssignmentFollowUp, AssignmentStatus
from tertial.organisation.actions import archive_unit
from tests.shared.browsers import browser_of
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def status(place: SmallMunicipality, meaning: str) -> AssignmentStatus:
    return place.model.assignment_statuses.filter(meaning=meaning).first()


def follow_up(browser: Client, place: SmallMunicipality, meaning: str, comment: str = "", **given: str):
    url = reverse("goals:follow_up", args=[place.assignment.ref])
    return browser.post(url, {"status": status(place, meaning).pk, "comment": comment, "period": "2024", **given})


def another(place: SmallMunicipality, title: str, **given: object) -> Assignment:
    return save_assignment(
        by=the_system(), plan=place.plan, title=title, origin=place.model.assignment_origins.first(), **given
    )


def test_a_status_and_a_comment_are_kept_for_each_period(place: SmallMunicipality, reports: Client):
    follow_up(reports, place, "ongoing", "Pågår sedan mars.", period="2024-T2")
    follow_up(reports, place, "done", "Klart i november.")

    page = words(reports.get(reverse("goals:assignment", args=[place.assignment.ref])))
    assert "Pågår sedan mars." in page
    assert "Klart i november." in page
    assert list(AssignmentFollowUp.objects.values_list("period", flat=True)) == ["2024", "2024-T2"]


def test_a_follow_up_without_a_status_keeps_the_comment(place: SmallMunicipality, reports: Client):
    url = reverse("goals:follow_up", args=[place.assignment.ref])

    answer = reports.post(url, {"status": "", "comment": "Vi väntar på beslut.", "period": "2024"})

    assert answer.status_code == 422
    assert "Vi väntar på beslut." in answer.content.decode()
    assert "Choose a status." in words(answer)


def test_the_form_opens_in_the_row_and_the_row_comes_back(place: SmallMunicipality, reports: Client):
    url = reverse("goals:follow_up", args=[place.assignment.ref])
    htmx = {"HX-Request": "true"}

    opened = reports.get(url, {"place": "list", "period": "2024"}, headers=htmx).content.decode()
    assert opened.strip().startswith(f'<tr id="{place.assignment.ref.anchor}">')
    assert "<select" in opened

    given = {"status": status(place, "done").pk, "comment": "Färdigt", "place": "list", "period": "2024"}
    row = words(reports.post(url, given, headers=htmx))
    assert "Färdigt" in row
    assert status(place, "done").word in row


def test_the_one_responsible_follows_up_without_a_role_in_the_committee(place: SmallMunicipality, owner):
    assert follow_up(browser_of(owner), place, "done").status_code == 403
    Assignment.objects.update(responsible=owner)

    follow_up(browser_of(owner), place, "done")

    assert AssignmentFollowUp.objects.get().person == owner


def test_steps_are_added_done_and_taken_away(place: SmallMunicipality, reports: Client):
    url = reverse("goals:steps", args=[place.assignment.ref])
    frame = {"steps-TOTAL_FORMS": "2", "steps-INITIAL_FORMS": "0", "period": "2024"}
    reports.post(url, {**frame, "steps-0-title": "Utreda", "steps-1-title": "Besluta", "steps-1-due": "2024-11-30"})
    first, second = place.assignment.steps.all()
    assert (first.title, second.title, second.due) == ("Utreda", "Besluta", date(2024, 11, 30))

    reports.post(
        url,
        {
            **frame,
            "steps-INITIAL_FORMS": "2",
            "steps-0-pk": first.pk,
            "steps-0-title": "Utreda",
            "steps-0-done": "on",
            "steps-1-pk": second.pk,
            "steps-1-title": "",
        },
    )
    kept = place.assignment.steps.get()
    assert (kept.pk, kept.done) == (first.pk, True)


def test_an_assignment_cannot_be_given_to_a_unit_that_has_ended(place: SmallMunicipality, plans: Client):
    archive_unit(by=place.people["administrator"], unit=place.units["OLD"], last_day=date(2024, 3, 31))
    given = {
        "title": "Nytt",
        "origin": place.model.assignment_origins.first().pk,
        "responsible_unit": place.units["OLD"].pk,
    }

    answer = plans.post(reverse("goals:assignment_new", args=["KS", "2024"]), given)

    assert answer.status_code == 422
    assert "does not exist at the end of 2024" in words(answer)
    assert "Nytt" in answer.content.decode()


def test_the_list_is_narrowed_by_status_text_lateness_and_responsible(place: SmallMunicipality, reports: Client, owner):
    another(place, "Årlig översyn", due=date(2024, 1, 31), responsible=owner)
    follow_up(reports, place, "done")
    url = reverse("goals:assignments", args=["KS", "2024"])

    def titles(**chosen: object) -> set[str]:
        page = words(reports.get(url, chosen))
        return {title for title in ("Uppdrag ", "Årlig översyn") if f"{title}" in page.partition("Actions")[2]}

    assert titles() == {"Uppdrag ", "Årlig översyn"}
    assert titles(status=status(place, "done").pk) == {"Uppdrag "}
    assert titles(status="none") == {"Årlig översyn"}
    assert titles(text="ÅRLIG") == {"Årlig översyn"}
    assert titles(overdue="1") == {"Årlig översyn"}
    assert titles(responsible=owner.pk) == {"Årlig översyn"}
    assert titles(goal="none") == {"Årlig översyn"}


def test_long_lists_come_in_pages_that_keep_the_filter(place: SmallMunicipality, reports: Client):
    for number in range(60):
        another(place, f"Åtgärd {number:02}")

    answer = reports.get(
        reverse("goals:assignments", args=["KS", "2024"]), {"text": "åtgärd", "sort": "title", "page": 2}
    )

    page = words(answer)
    assert "51–60 of 60" in page
    assert "Åtgärd 59" in page
    assert "Åtgärd 49" not in page
    assert "text=%C3%A5tg%C3%A4rd&amp;sort=title&amp;page=1" in answer.content.decode()


def test_the_files_hold_what_the_list_shows_in_its_order(place: SmallMunicipality, reports: Client):
    another(place, "Årlig översyn", due=date(2024, 1, 31))
    follow_up(reports, place, "done", "Klart; helt")
    address = lambda form: reverse("goals:assignments_export", args=["KS", "2024", form])  # noqa: E731

    answer = reports.get(address("csv"), {"sort": "-title"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="KS-2024-uppdrag.csv"'
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert [row.partition(";")[0] for row in rows[1:]] == ["Årlig översyn", "Uppdrag"]
    assert '"Klart; helt"' in rows[2]

    book = openpyxl.load_workbook(io.BytesIO(reports.get(address("xlsx"), {"text": "årlig"}).content))
    assert book.active["F2"].value.date() == date(2024, 1, 31)
    assert book.active.max_row == 2
    assert reports.get(address("ods")).status_code == 404


def test_an_archived_assignment_comes_back_by_undo(place: SmallMunicipality, plans: Client):
    answer = plans.post(
        reverse("goals:assignment_archive", args=[place.assignment.ref]), {"period": "2024"}, follow=True
    )
    assert "1 archived assignment" in words(answer)

    plans.post(undo_address(answer))

    place.assignment.refresh_from_db()
    assert place.assignment.archived_at is None


def test_a_step_that_someone_else_added_meanwhile_stays(place: SmallMunicipality, reports: Client):
    (mine,) = save_steps(by=the_system(), assignment=place.assignment, steps=[StepGiven("Utreda")])
    save_steps(
        by=the_system(), assignment=place.assignment, steps=[StepGiven("Utreda", pk=mine.pk), StepGiven("Besluta")]
    )

    url = reverse("goals:steps", args=[place.assignment.ref])
    frame = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "1", "period": "2024"}
    reports.post(url, {**frame, "steps-0-pk": mine.pk, "steps-0-title": "Utreda", "steps-0-done": "on"})

    assert [(step.title, step.done) for step in place.assignment.steps.all()] == [("Utreda", True), ("Besluta", False)]


def test_an_archived_assignment_is_not_changed_until_it_is_restored(place: SmallMunicipality, reports: Client):
    Assignment.objects.update(archived_at=timezone.now())

    answer = follow_up(reports, place, "done")

    assert "restore it before you change it" in words(answer)
    assert not AssignmentFollowUp.objects.exists()
