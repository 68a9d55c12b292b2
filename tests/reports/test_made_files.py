"""Files of reports that take long: made by the worker, told of on a page, and given only to who may read the report."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common import stamps
from tertial.organisation.roles import Role
from tertial.reports import made_files
from tertial.reports.render import files, pdf
from tertial.things import work
from tertial.things.models import Work
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
PLACE = ["KS", "2024", "pdf"]


@pytest.fixture
def place(settings, tmp_path, monkeypatch) -> SmallMunicipality:
    settings.TERTIAL_WITHOUT_WORKER = False
    settings.TERTIAL_HOME = tmp_path
    monkeypatch.setitem(files._RENDERERS, "pdf", lambda document, _drawings: f"%PDF {document.title}".encode())
    made = small_municipality(only=())
    Person.objects.update(language="en")
    return made


def signed_in(place: SmallMunicipality, role: Role = Role.READER) -> Client:
    client = Client()
    client.force_login(place.people[role])
    return client


@pytest.fixture
def browser(place: SmallMunicipality) -> Client:
    return signed_in(place)


def ask(browser: Client) -> str:
    return browser.get(reverse("reports:download", args=PLACE))["Location"]


def test_a_file_is_asked_for_followed_and_fetched(browser: Client):
    page = ask(browser)
    assert "Waiting for its turn." in words(browser.get(page))
    work.do_all()
    ready = browser.get(page)
    assert "The file is ready." in words(ready)
    link = reverse("reports:made", args=[*PLACE, Work.objects.get().key])
    assert link in ready.content.decode()

    answer = browser.get(link)
    assert answer.content.startswith(b"%PDF")
    assert 'filename="KS-2024.pdf"' in answer["Content-Disposition"]


def test_what_is_ready_is_given_at_once_until_something_is_written(browser: Client, place: SmallMunicipality):
    ask(browser)
    work.do_all()
    assert browser.get(reverse("reports:download", args=PLACE)).content.startswith(b"%PDF")

    stamps.mark_area("texts", {place.units["KS"].pk})
    assert browser.get(reverse("reports:download", args=PLACE)).status_code == 302


def test_two_who_ask_for_the_same_file_wait_for_one_making(place: SmallMunicipality):
    ask(signed_in(place))
    ask(signed_in(place, Role.COORDINATOR))

    assert Work.objects.count() == 1


def test_the_page_that_waits_goes_to_the_file_when_it_is_ready(browser: Client):
    page = ask(browser)
    assert "HX-Redirect" not in browser.get(page, headers={"HX-Request": "true"})
    work.do_all()

    assert browser.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == page


def test_nobody_fetches_the_file_of_a_report_that_they_may_not_read(browser: Client, place: SmallMunicipality):
    ask(browser)
    work.do_all()
    stranger = Client()
    stranger.force_login(place.outsider)
    key = Work.objects.get().key

    assert stranger.get(reverse("reports:made", args=[*PLACE, key])).status_code == 404
    assert stranger.get(reverse("reports:making", args=PLACE)).status_code == 404


def test_the_file_of_one_unit_is_not_given_as_that_of_another(browser: Client):
    ask(browser)
    work.do_all()
    answer = browser.get(reverse("reports:made", args=["KSF", "2024", "pdf", Work.objects.get().key]))

    assert answer["Location"] == reverse("reports:download", args=["KSF", "2024", "pdf"])


def test_why_a_file_could_not_be_made_is_told_and_it_can_be_tried_again(browser: Client, monkeypatch):
    def broken(*_given: object) -> bytes:
        raise RuntimeError

    page = ask(browser)
    with monkeypatch.context() as patched:
        patched.setattr(made_files, "render_document", broken)
        work.do_all()
    told = browser.get(page)

    assert "The file could not be made" in words(told)
    assert reverse("reports:download", args=PLACE) in told.content.decode()


def test_a_file_that_is_gone_is_made_again(browser: Client):
    ask(browser)
    work.do_all()
    for path in made_files.folder().iterdir():
        path.unlink()

    assert browser.get(reverse("reports:made", args=[*PLACE, Work.objects.get().key])).status_code == 302
    assert browser.get(reverse("reports:download", args=PLACE)).status_code == 302
    assert Work.objects.count() == 2


def test_files_take_no_more_room_than_they_may(browser: Client, monkeypatch):
    monkeypatch.setattr(made_files, "_MOST_BYTES", 10)
    made_files.folder().mkdir()
    (made_files.folder() / "old.pdf").write_bytes(b"x" * 20)
    ask(browser)
    work.do_all()

    assert [path.name for path in made_files.folder().iterdir()] == [Work.objects.get().result["file"]]


def test_many_who_ask_for_pdfs_hold_no_page(place: SmallMunicipality, monkeypatch):
    """The typesetter is busy all the while, as with a long report, and every answer comes all the same."""
    monkeypatch.setitem(files._RENDERERS, "pdf", pdf.render_pdf)
    with pdf._one_at_a_time:
        for role in (Role.READER, Role.REPORTER, Role.COORDINATOR, Role.ADMINISTRATOR):
            client = signed_in(place, role)
            assert client.get(reverse("reports:download", args=PLACE)).status_code == 302
            assert client.get("/KS/2024/mal/").status_code == 200
            assert client.get(reverse("reports:report", args=PLACE[:2])).status_code == 200


def test_the_administrator_sees_which_report_is_made_and_as_what(browser: Client, place: SmallMunicipality):
    ask(browser)

    assert "Making the file of a report, 2024, PDF" in words(
        signed_in(place, Role.ADMINISTRATOR).get("/struktur/bakgrundsarbete/")
    )
