"""Whoever watches over an installation asks whether it answers and whether people can be sent there."""

import http.client
import json

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from tertial.operation import schema
from tertial.things.models import Worker
from tests.cli import served as server

READY = {"ready": True, "database": "ok", "version": "ok", "ledger": "ok", "worker": "missing"}


@pytest.mark.django_db
def test_without_a_sign_in_it_says_that_it_can_be_used_and_that_no_worker_runs():
    answer = Client().get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, READY)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_says_that_a_worker_runs():
    Worker.objects.create(name="x", alive_at=timezone.now())

    assert Client().get("/health/ready").json() == READY | {"worker": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "told"), [({("goals", "9999_to_come")}, "newer"), (set(), "ok"), ({("goals", "0001_initial")}, "older")]
)
def test_a_database_of_another_version_is_not_ready(monkeypatch, change, told):
    monkeypatch.setattr(schema, "of_this_version", lambda: change if told == "older" else set())
    monkeypatch.setattr(schema, "applied", lambda: change if told == "newer" else set())
    answer = Client().get("/health/ready")

    assert (answer.status_code, answer.json()["version"]) == (200 if told == "ok" else 503, told)


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_while_the_process_still_answers(monkeypatch):
    def away() -> None:
        raise OperationalError("connection refused at 10.0.0.7 for user tertial")

    monkeypatch.setattr(schema, "applied", away)
    answer = Client().get("/health/ready")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "database": "unreachable",
        "version": "unknown",
        "ledger": "ok",
        "worker": "unknown",
    }
    assert Client().get("/health/live").status_code == 200


@pytest.mark.django_db
def test_a_ledger_that_cannot_be_written_is_told(settings, tmp_path):
    (tmp_path / "ledger").write_text("a file stands where the folder should be")
    settings.TERTIAL_HOME = tmp_path
    answer = Client().get("/health/ready")

    assert (answer.status_code, answer.json()["ledger"]) == (503, "not writable")


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_nothing_is_sent_to_a_probe(address):
    assert Client().post(address).status_code == 405


@pytest.mark.slow
def test_behind_a_proxy_it_is_asked_by_the_machines_own_name_and_without_tls(tmp_path):
    with server.begun(tmp_path / "home", TERTIAL_HOSTS="tertial.exempelby.se", TERTIAL_BEHIND_PROXY="1") as served:
        served.wait()
        server.wait_until(lambda: told(served, "/health/ready")[1].count('"ok"') == 4)

        assert told(served, "/health/ready") == (200, json.dumps(READY | {"worker": "ok"}))
        assert told(served, "/health/live") == (200, "ok\n")
        assert told(served, "/")[0] == 400, "people reach it by its name alone"


def told(served: server.Served, address: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=server.PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
