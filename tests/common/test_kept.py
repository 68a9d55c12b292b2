"""Readings are kept until something is written, and never longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.kept import Kept
from tertial.common.middleware import read_as_of_one_moment
from tertial.common.stamps import written
from tertial.domain.period import Period
from tertial.goals.models import SteeringModel
from tertial.goals.queries.plan_reading import read_plan
from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory
from tests.shared.pages import words
from tests.shared.small_municipality import small_municipality

YEAR = Period.parse("2024")


@contextmanager
def someone_else_writing(person) -> Iterator[None]:
    """Another connection has written an entry, and commits it when the block ends."""
    written, go_on = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            audit.record(person=person, action="person.change", subject=person)
            written.set()
            go_on.wait(10)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    assert written.wait(10)
    try:
        yield
    finally:
        go_on.set()
        writer.join()


@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_finished_after_a_later_one_is_seen():
    person = PersonFactory()
    with someone_else_writing(person):
        if connection.vendor == "postgresql":  # SQLite lets one write at a time
            audit.record(person=person, action="person.change", subject=person)
        before = written("accounts")

    assert written("accounts") != before


@pytest.mark.django_db(transaction=True)
def test_nothing_written_changes_nothing():
    audit.record(person=the_system(), action="person.change", subject=PersonFactory())

    assert written("accounts") == written("accounts")


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "sees_it"), [("GET", False), ("POST", True)])
def test_a_page_that_reads_is_of_one_moment_and_one_that_writes_sees_what_it_wrote(method: str, sees_it: bool):
    def page(_request: HttpRequest) -> HttpResponse:
        before = written("accounts")
        audit.record(person=the_system(), action="person.change", subject=PersonFactory())
        return HttpResponse(str(written("accounts") != before))

    answer = read_as_of_one_moment(page)(RequestFactory().generic(method, "/"))

    assert answer.content.decode() == str(sees_it)


@pytest.mark.django_db(transaction=True)
def test_a_finding_is_told_in_the_language_of_each_reader():
    place = small_municipality(only=())
    SteeringModel.objects.update(words={})
    told = {}
    for language in ("en", "sv"):
        with translation.override(language):
            findings = read_plan(place.plan, YEAR).findings()
            told[language] = [finding.message.params["text"] for _, finding in findings if "text" in finding.ref]

    assert "Work carried out" in told["en"]
    assert "Work carried out" not in told["sv"]


def test_what_is_kept_takes_no_more_memory_than_it_may():
    kept: Kept[str] = Kept(most=100, weigh=len, most_bytes=10)
    read: list[str] = []

    def value(text: str) -> str:
        return kept.get(text, (1,), lambda: read.append(text) or text)

    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb", "x" * 11, "x" * 11):
        assert value(text) == text

    assert read == ["aaaa", "bbbb", "cccc", "bbbb", "x" * 11, "x" * 11]


@pytest.mark.django_db(transaction=True)
def test_what_another_process_writes_meanwhile_is_seen_once_it_is_done():
    place, written, go_on = small_municipality(only=()), Event(), Event()
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    address = reverse("goals:goal", args=[place.goal.ref])

    def rename() -> None:
        with transaction.atomic():
            type(place.goal).objects.filter(pk=place.goal.pk).update(name="Ett nytt namn")
            audit.record(person=place.people[Role.ADMINISTRATOR], action="goal.change", subject=place.goal)
            written.set()
            go_on.wait(20)
        connection.close()

    client.get(address)
    thread = Thread(target=rename)
    thread.start()
    assert written.wait(20)
    if connection.vendor == "postgresql":  # SQLite lets one write at a time
        audit.record(person=place.people[Role.ADMINISTRATOR], action="goal.change", subject=place.goal)
    before = words(client.get(address))
    go_on.set()
    thread.join(20)

    assert "Ett nytt namn" not in before
    assert "Ett nytt namn" in words(client.get(address))
