"""Readings are kept until something is written, and never longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.kept import Kept, last_write
from tertial.common.middleware import read_as_of_one_moment
from tertial.domain.period import Period
from tertial.goals.models import SteeringModel
from tertial.goals.queries.plan_reading import read_plan
from tests.factories import PersonFactory
from tests.small_municipality import small_municipality

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
        before = last_write()

    assert last_write() != before


@pytest.mark.django_db(transaction=True)
def test_nothing_written_changes_nothing():
    audit.record(person=the_system(), action="person.change", subject=PersonFactory())

    assert last_write() == last_write()


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "sees_it"), [("GET", False), ("POST", True)])
def test_a_page_that_reads_is_of_one_moment_and_one_that_writes_sees_what_it_wrote(method: str, sees_it: bool):
    def page(_request: HttpRequest) -> HttpResponse:
        before = last_write()
        audit.record(person=the_system(), action="person.change", subject=PersonFactory())
        return HttpResponse(str(last_write() != before))

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
