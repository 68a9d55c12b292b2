"""Prometheus reads what an installation counts and how it is, and nobody else does."""

import http.client
import os
import signal
from collections.abc import Mapping

import pytest
from django.db import OperationalError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from tertial.accounts.system import the_system
from tertial.mail import outbox
from tertial.operation import backups, metrics
from tertial.things.models import Work
from tests.cli import served as server
from tests.cli.commands_run import empty_installation

TOKEN = "k2v9Qm4xR7tLp0sWc8hE"
ELSEWHERE = {"REMOTE_ADDR": "10.0.0.7"}
_ASKED_THREE_TIMES = """
import asyncio, os, sys
from pathlib import Path
from django.conf import settings
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(Path(settings.TERTIAL_HOME) / "gone")
from tertial.asgi import application
async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}
async def send(message):
    if "status" in message:
        print(message["status"])
scope = {"type": "http", "method": "GET", "path": "/health/live", "raw_path": b"/health/live", "query_string": b"",
         "http_version": "1.1", "headers": [], "client": ("127.0.0.1", 1), "server": ("localhost", 80)}
logged = []
import logging
handler = logging.Handler()
handler.emit = lambda record: logged.append(record.getMessage())
logging.getLogger("tertial.serving").addHandler(handler)
for _ in range(3):
    asyncio.run(application(scope, receive, send))
print(*logged, sep=chr(10))
"""


def measures(text: str) -> Mapping[tuple[str, ...], float]:
    """Each measure by its name and the values of its labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def asked(**meta: str) -> Mapping[tuple[str, ...], float]:
    answer = Client().get("/metrics", **meta)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return measures(answer.content.decode())


@pytest.mark.django_db
def test_it_says_what_waits_what_failed_and_how_large_the_database_is():
    for state in ("waiting", "waiting", "failed"):
        Work.objects.create(
            name="x", ref="unit:KS", variant=str(Work.objects.count()), state=state, asked_by=the_system()
        )
    outbox.send(by=the_system(), to="anna@exempelby.se", subject="x", text="y")
    found = asked()

    assert {name: found["tertial_work", name] for name in ("waiting", "under_way", "failed")} == {
        "waiting": 2,
        "under_way": 0,
        "failed": 1,
    }
    assert (found["tertial_mail", "waiting"], found["tertial_mail", "in_doubt"]) == (1, 0)
    assert found["tertial_database_bytes",] > 100_000
    assert found["tertial_home_free_bytes",] > 0
    assert (found["tertial_part_ok", "database"], found["tertial_part_ok", "worker"]) == (1, 0)
    assert found["tertial_version", "0.1.0"] == 1


@pytest.mark.django_db
def test_it_says_how_old_the_last_backup_is_and_nothing_where_there_is_none(settings, tmp_path):
    settings.TERTIAL_HOME = tmp_path
    assert ("tertial_backup_age_seconds",) not in asked()

    (tmp_path / "x.backup").touch()
    backups.note_made(tmp_path / "x.backup")
    assert 0 <= asked()["tertial_backup_age_seconds",] < 3600


@pytest.mark.django_db
def test_a_database_that_is_away_takes_only_its_own_measures_along(monkeypatch):
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(metrics, "_size", away)

    assert [name for name in asked() if name[0] in ("tertial_work", "tertial_database_bytes")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meta",
    [ELSEWHERE, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"HTTP_FORWARDED": "for=127.0.0.1"}],
)
def test_whoever_comes_from_elsewhere_or_through_a_proxy_needs_the_token(settings, meta):
    without = Client().get("/metrics", **meta)
    assert (without.status_code, b"tertial_" in without.content) == (403, False)

    settings.TERTIAL_METRICS_TOKEN = TOKEN
    for wrong in ("", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer å"):
        assert Client().get("/metrics", HTTP_AUTHORIZATION=wrong, **meta).status_code == 403
    assert asked(HTTP_AUTHORIZATION=f"Bearer {TOKEN}", **meta)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_the_machine_itself_needs_no_token(address):
    assert asked(REMOTE_ADDR=address)


def test_a_request_that_cannot_be_counted_is_answered_and_that_is_logged_once_in_a_while(tmp_path):
    (said,) = empty_installation(tmp_path / "home").run(("python", _ASKED_THREE_TIMES))

    assert said.out.splitlines() == ["200", "200", "200", "A request could not be counted."]


@pytest.mark.django_db
def test_how_the_installation_is_can_be_read_also_when_the_folder_of_the_counts_is_gone(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "gone"))

    assert ("tertial_home_free_bytes",) in asked()


@pytest.mark.slow
def test_several_web_processes_count_as_one_and_one_that_is_killed_takes_nothing_along(tmp_path):
    with server.started(tmp_path / "home", "--workers", "3", "--no-worker") as served:
        before = of_the_door(served)
        for _ in range(30):
            assert served.page() == 200
        server.wait_until(lambda: of_the_door(served) == before + 30)
        for victim in served.children("web")[:2]:
            os.kill(victim, signal.SIGKILL)
            server.wait_until(lambda victim=victim: not server.is_running(victim))
        server.wait_until(lambda: len(served.children("web")) == 3)
        for _ in range(30):
            assert served.page() == 200

        assert {of_the_door(served) for _ in range(12)} == {before + 60}


def of_the_door(served: server.Served) -> float:
    """How often the page at the door has been answered, by any process."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=server.PATIENCE)
    try:
        connection.request("GET", "/metrics")
        found = measures(connection.getresponse().read().decode())
    finally:
        connection.close()
    route = "first_start:begin"
    count = found.get(("tertial_requests_total", "GET", route, "200"), 0)
    assert found.get(("tertial_request_seconds_count", route), 0) == count
    return count
