"""A worker that is killed while it hands mail over: nothing is lost, and nothing is sent twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands_run import ON_POSTGRESQL, Installation, empty_installation
from tests.cli.served import wait_until
from tests.mail.mail_server import MailServer, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUT_IN = """
from tertial.accounts.system import the_system
from tertial.cli.database import bring_up_to_date
from tertial.mail import outbox
bring_up_to_date()
outbox.send(by=the_system(), to="asa@exempelby.se", subject="Hej", text="Hemligt")
"""
LATER = """
from django.utils import timezone
from tertial.mail.models import Mail
Mail.objects.exclude(held_until=None).update(held_until=timezone.now())
"""
AGAIN = """
from tertial.mail import outbox
from tertial.mail.models import Mail
outbox.send_again(Mail.objects.get())
"""
STATE = "from tertial.mail.models import Mail; print(Mail.objects.get().state)"


class _Sending(Installation):
    @property
    def environment(self) -> dict[str, str]:
        return super().environment | MAIL


MAIL: dict[str, str] = {}


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    made = empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)
    return _Sending(made.home, made.database)


def worker(place: Installation) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tertial", "worker"], env=place.environment)


def state(place: Installation) -> str:
    return place.run(("python", STATE))[0].out.strip()


def killed_while_it_hands_over(place: Installation, server: MailServer) -> None:
    MAIL.update(TERTIAL_MAIL=f"smtp://127.0.0.1:{server.port}?tls=no", TERTIAL_MAIL_SENDER="t@exempelby.se")
    place.run(("python", PUT_IN))
    server.silent = True
    first = worker(place)
    try:
        assert server.comes_to_mail.wait(300)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        server.silent = False


def test_a_mail_in_hand_of_a_killed_worker_is_in_doubt_and_sent_again_by_a_person_alone(place: Installation):
    with mail_server() as server:
        killed_while_it_hands_over(place, server)
        said = place.run(("worker", "--once"), ("python", LATER), ("worker", "--once"), ("worker", "--once"))
        assert [each.code for each in said] == [0, 0, 0, 0]
        assert (state(place), len(server.got)) == ("in_doubt", 1)
        assert "of which nobody knows: 1" in place.run(("doctor",))[0].out

        place.run(("python", AGAIN), ("worker", "--once"))
        assert (state(place), len(server.got)) == ("sent", 2)
        assert len({got["Message-ID"] for got in server.got}) == 1


def test_the_worker_sends_what_is_put_in_while_it_runs(place: Installation):
    with mail_server() as server:
        MAIL.update(TERTIAL_MAIL=f"smtp://127.0.0.1:{server.port}?tls=no", TERTIAL_MAIL_SENDER="t@exempelby.se")
        place.run(("python", PUT_IN))
        running = worker(place)
        try:
            wait_until(lambda: server.got)
            wait_until(lambda: state(place) == "sent")
        finally:
            running.terminate()
            assert running.wait(60) == 0
