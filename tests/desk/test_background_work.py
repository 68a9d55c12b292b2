"""The administrator's page of long work: what is under way, what could not be done, stopping and trying again."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.message import Message
from tertial.intake.actions import ask_to_read
from tertial.intake.models import StagedImport, StagedState
from tertial.operation import backups
from tertial.organisation.roles import Role
from tertial.things import work
from tertial.things.models import Work, Worker
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
PAGE = "/struktur/bakgrundsarbete/"


@pytest.fixture
def place(settings) -> SmallMunicipality:
    settings.TERTIAL_WITHOUT_WORKER = False
    made = small_municipality(only=("economy", "intake"))
    Person.objects.update(language="en")
    return made


@pytest.fixture
def browser(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    return client


@pytest.fixture
def staged(place: SmallMunicipality) -> StagedImport:
    found: StagedImport = place.rooms["intake"].staged
    ask_to_read(by=place.people[Role.COORDINATOR], staged=found)
    return StagedImport.objects.get(pk=found.pk)


def page_of(browser: Client) -> str:
    return browser.get(PAGE).content.decode()


def hold_of(staged: StagedImport) -> work.Hold:
    row = work.open_work("import.read", staged.ref)
    hold = None if row is None else work.take(row)
    assert hold is not None
    return hold


def test_without_any_work_the_page_says_what_is_shown_there(browser: Client):
    assert "No background work" in page_of(browser)


def test_it_says_whether_the_background_process_runs(browser: Client):
    assert "The background process is not running" in page_of(browser)
    Worker.objects.create(name="here:1", alive_at=timezone.now())
    assert "The background process is not running" not in page_of(browser)


def test_what_waits_is_shown_with_who_asked_and_a_link_to_the_thing(
    browser: Client, place: SmallMunicipality, staged: StagedImport
):
    page = page_of(browser)

    assert "Reading the files" in page
    assert str(place.people[Role.COORDINATOR].name) in page
    assert reverse("intake:staged", args=["BY", staged.sent_at.year, "ekonomi", staged.ref]) in page


def test_what_is_under_way_is_shown_with_how_far_it_has_come_and_can_be_stopped(browser: Client, staged: StagedImport):
    hold = hold_of(staged)
    hold.tell(done=43, total=100)
    assert "43 %" in page_of(browser)

    answer = browser.post(f"{PAGE}{hold.work.pk}/stoppa/", follow=True)
    staged.refresh_from_db()
    assert "The work is stopped" in answer.content.decode()
    assert staged.state == StagedState.UPLOADED


def test_what_failed_says_why_and_can_be_tried_again_until_it_has_been(browser: Client, staged: StagedImport):
    hold = hold_of(staged)
    work.long_work("import.read").fail(hold, Message("Disken är full."))  # type: ignore[union-attr]
    page = page_of(browser)
    assert "Disken är full." in page
    assert "/igen/" in page

    browser.post(f"{PAGE}{hold.work.pk}/igen/")
    staged.refresh_from_db()
    assert staged.state == StagedState.READING
    assert "/igen/" not in page_of(browser)


def test_killed_work_is_told_apart_from_what_goes_on(browser: Client, staged: StagedImport):
    hold_of(staged)
    Work.objects.filter(state="under_way").update(alive_at=timezone.now() - 2 * work.DEAD_AFTER)

    assert "The work was cut off; it starts again by itself." in page_of(browser)


def test_work_on_what_is_gone_is_still_shown(browser: Client, staged: StagedImport):
    Work.objects.update(ref="stagedimport:999999", asked_at=timezone.now() - timedelta(days=1))

    assert "Reading the files" in page_of(browser)


def test_only_an_administrator_sees_it(place: SmallMunicipality):
    client = Client()
    client.force_login(place.people[Role.COORDINATOR])

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}1/stoppa/").status_code in {403, 404}


def test_many_pieces_of_work_take_as_many_questions_as_few(
    browser: Client, staged: StagedImport, django_assert_max_num_queries
):
    for number in range(50):
        work.ask(by=the_system(), name="import.read", ref=staged.ref, variant=str(number))
    with django_assert_max_num_queries(25):
        page_of(browser)


def test_the_page_tells_of_the_last_backup_and_why_the_next_could_not_be_made(browser: Client, settings, tmp_path):
    settings.TERTIAL_HOME = tmp_path
    assert "No backup has been made yet." in page_of(browser)
    assert "Tertial makes no backups by itself here." in page_of(browser)

    settings.TERTIAL_BACKUPS = tmp_path
    page = page_of(browser)
    assert "No backup has been made yet." in page
    assert "See to the backups" not in page, "it has just been turned on"

    (tmp_path / "x.backup").write_bytes(bytes(3 * 1024 * 1024))
    backups.note_made(tmp_path / "x.backup")
    page = page_of(browser)
    assert "and has 3.0\xa0MB." in page
    assert "Tertial makes no backups" not in page
    assert "See to the backups" not in page
    assert page.index("No background work") < page.index("The last backup was made")

    note = tmp_path / "backups.json"
    known = json.loads(note.read_text())
    note.write_text(json.dumps({**known, "made_at": "2020-01-10T12:00:00+00:00"}))
    assert "No backup has been made for two days" in page_of(browser)

    backups.note_made(tmp_path / "x.backup", left=Message("Old backups could not be removed."))
    page = page_of(browser)
    assert "and has 3.0\xa0MB." in page
    assert "Old backups could not be removed." in page

    backups.note_failed(Message("There is no room for the backup in %(folder)s.", {"folder": "/srv"}))
    page = page_of(browser)
    assert "See to the backups" in page
    assert page.index("There is no room") < page.index("No background work")
    assert "There is no room for the backup in /srv." in page
    assert "and has 3.0\xa0MB." in page
