"""What is too large is turned away before any of it is received, in one sentence with what to do instead."""

import pytest
from django.test import Client

from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import words

pytestmark = pytest.mark.django_db
MB, GB = 1024**2, 1024**3


class Unread:
    """What is on its way from the browser, and must not be read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("what was sent has been read")

    readline = read


def send(client: Client, address: str, size: int):
    return client.post(address, content_type="multipart/form-data; boundary=x", **announced(size))


def announced(size: int) -> dict[str, object]:
    return {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}


@pytest.fixture
def client() -> Client:
    client = Client(enforce_csrf_checks=True)  # that check is the first to read what is sent
    person = PersonFactory(language="en")
    RoleFactory(person=person, unit=UnitFactory(code="BY"), role="coordinator")
    client.force_login(person)
    return client


def test_a_ledger_file_above_two_gigabytes_is_refused_unread_and_the_command_line_named(client: Client):
    answer = send(client, "/BY/2024/ekonomi/import/ny/", 2 * GB + 2 * MB)

    assert answer.status_code == 413
    assert "The files are larger than 2 GB together" in words(answer)
    assert "“tertial import ledger”" in words(answer)


def test_up_to_two_gigabytes_a_ledger_file_is_received(client: Client):
    client.handler.enforce_csrf_checks = False
    with pytest.raises(AssertionError, match="has been read"):
        send(client, "/BY/2024/ekonomi/import/ny/", 2 * GB)


def test_other_pages_take_less(client: Client):
    answer = send(client, "/konto/", 40 * MB)

    assert answer.status_code == 413
    assert "You sent 40 MB, and this page takes 32 MB at most" in words(answer)


def test_whoever_has_not_signed_in_can_fill_no_disk():
    assert send(Client(enforce_csrf_checks=True), "/BY/2024/ekonomi/import/ny/", 2 * MB).status_code == 413


def test_a_size_that_is_no_number_is_taken_for_none(client: Client):
    client.handler.enforce_csrf_checks = False
    answer = client.post("/BY/2024/ekonomi/import/ny/", content_type="text/plain", CONTENT_LENGTH="många")

    assert answer.status_code == 422
