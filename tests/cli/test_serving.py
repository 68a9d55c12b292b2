"""`tertial serve`: slow clients cost nothing, and what dies is started again."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.cli import served as server
from tests.cli.served import Served

pytestmark = pytest.mark.slow
TWENTY = range(20)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Served]]:
    """Two that are started at once on a home that is not there yet."""
    home = tmp_path_factory.mktemp("around") / "home"
    with server.begun(home) as one, server.begun(home, "--no-worker", "--workers", "1") as other:
        one.wait()
        yield one, other


@pytest.fixture
def served(both: tuple[Served, Served]) -> Served:
    return both[0]


def held(served: Served, stack: ExitStack, text: str) -> list[socket.socket]:
    """Twenty connections on which so much has been sent, and nothing more comes."""
    return [stack.enter_context(served.send(text)) for _ in TWENTY]


def test_two_starts_at_once_on_an_empty_home_both_end_well(both):
    for each in both:
        each.wait()
        assert each.page() == 200


def test_twenty_people_who_send_a_form_slowly_keep_nobody_waiting(served):
    begun = "POST /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail="
    with ExitStack() as stack:
        for slow in held(served, stack, begun):
            slow.sendall(b"a")
        assert {served.page() for _ in TWENTY} == {200}


def test_twenty_people_who_never_finish_asking_keep_nobody_waiting(served):
    with ExitStack() as stack:
        held(served, stack, "GET /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\n")
        assert {served.page() for _ in TWENTY} == {200}


def test_twenty_people_who_do_not_read_what_they_asked_for_keep_nobody_waiting(served):
    script = re.search(r'/static/[^"]+\.js', _text_of(served, "/konto/logga-in/"))
    assert script
    with ExitStack() as stack:
        held(served, stack, f"GET {script[0]} HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert {served.page() for _ in TWENTY} == {200}


def test_a_body_of_unknown_length_is_read_like_any_other(served):
    pieces = (
        "POST /konto/sprak/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na=bc\r\n0\r\n\r\n"
    )
    with served.send(pieces) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 403")  # no token in it, which has been read and found


def test_twenty_processes_that_are_killed_are_twenty_times_started_again(served):
    for turn in TWENTY:
        kind = "worker" if turn % 4 == 3 else "web"
        server.wait_until(lambda kind=kind: served.children(kind))
        victim = served.children(kind)[0]
        os.kill(victim, signal.SIGKILL)
        server.wait_until(lambda victim=victim: not server.is_running(victim))
        assert served.page() == 200
    server.wait_until(lambda: len(served.children("web")) == 2 and len(served.children("worker")) == 1)
    assert served.process.poll() is None


def test_a_second_start_says_what_runs_where(served):
    with server.begun(served.home, port=served.port) as second:
        said = second.process.stderr.read()
        assert second.process.wait(server.PATIENCE) == 2

    assert f"process {served.process.pid} at http://127.0.0.1:{served.port}/" in said
    assert str(served.home) in said


def test_when_the_main_process_is_killed_its_children_end(served, tmp_path):
    with server.started(server.copy_of(served, tmp_path)) as running:
        server.wait_until(lambda: len(running.children("web")) == 2 and running.children("worker"))
        children = running.children("web") + running.children("worker")
        running.process.kill()

    server.wait_until(lambda: not any(server.is_running(child) for child in children))


def test_it_listens_on_every_address_of_both_kinds(served, tmp_path):
    with server.started(server.copy_of(served, tmp_path), "--host", "::", "--no-worker", "--workers", "1") as running:
        connection = socket.create_connection(("::1", running.port), timeout=server.PATIENCE)
        with connection:
            connection.sendall(b"GET /konto/logga-in/ HTTP/1.1\r\nHost: [::1]\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 200")


def _text_of(served: Served, path: str) -> str:
    with served.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") as connection:
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
