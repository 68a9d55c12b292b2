"""`tertial serve`: slow clients cost nothing, and what dies is started again."""

import http.client
import os
import re
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from tests.cli import served as server
from tests.cli.crowd import FIFTY, Crowd
from tests.cli.served import Served

pytestmark = pytest.mark.slow
TWENTY = range(20)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Served]]:
    """Two that are started at once on a home that is not there yet; the other on all addresses of the machine."""
    home = tmp_path_factory.mktemp("around") / "home"
    with server.begun(home) as one, server.begun(home, "--host", "::", "--workers", "1") as other:
        one.wait()
        assert one.page() == 200
        one.begin()
        other.door = one.door
        yield one, other


@pytest.fixture
def served(both: tuple[Served, Served]) -> Served:
    return both[0]


def keep_nobody_waiting(served: Served, text: str, then: bytes = b"") -> None:
    """Pages answer while twenty connections are held on which so much has been sent, and nothing more comes."""
    with ExitStack() as stack:
        held = [stack.enter_context(served.send(text)) for _ in TWENTY]
        for slow in held:
            slow.sendall(then)
        assert served.page() == 200
        assert select.select(held, [], [], 0)[0] == [], "none of them was let go to make room"
        assert {served.page() for _ in TWENTY} == {200}


def test_two_starts_at_once_on_an_empty_home_both_end_well(both):
    for each in both:
        each.wait()
        assert each.page() == 200


def test_it_listens_on_every_address_of_both_kinds(both):
    both[1].wait()
    with socket.create_connection(("::1", both[1].port), timeout=server.PATIENCE) as connection:
        connection.sendall(f"GET {both[1].door} HTTP/1.1\r\nHost: [::1]\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_twenty_people_who_send_a_form_slowly_keep_nobody_waiting(served):
    begun = "POST /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail="
    keep_nobody_waiting(served, begun, then=b"a")


def test_twenty_people_who_never_finish_asking_keep_nobody_waiting(served):
    keep_nobody_waiting(served, "GET /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\n")


def test_twenty_people_who_do_not_read_what_they_asked_for_keep_nobody_waiting(served):
    script = re.search(r'/static/[^"]+\.js', _text_of(served, "/konto/logga-in/"))
    assert script
    with ExitStack() as stack:
        for _ in TWENTY:
            stack.enter_context(served.send(f"GET {script[0]} HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20))
        assert {served.page() for _ in TWENTY} == {200}


def test_a_body_of_unknown_length_is_read_like_any_other(served):
    pieces = (
        "POST /konto/sprak/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na=bc\r\n0\r\n\r\n"
    )
    with served.send(pieces) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 403")  # no token in it, which has been read and found


def test_the_head_of_a_page_is_that_of_the_page(served):
    with served.send("HEAD /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") as connection:
        head, _break, body = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert body == b""


def test_pieces_that_cannot_be_read_are_refused_as_the_senders_fault(served):
    broken = "POST /konto/sprak/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"
    with served.send(broken) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_fifty_people_who_save_one_form_at_once_are_all_answered_and_nothing_is_lost(served):
    crowd = Crowd(served)

    made = crowd.send_at_once("/struktur/personer/ny/", lambda n: {"name": f"Ny {n}", "email": f"ny{n}@exempelby.se"})

    assert [status for status, _text in made] == [302] * FIFTY
    listed = "".join(crowd.get(f"/struktur/personer/?page={page}") for page in (1, 2, 3))
    assert {f"ny{n}@exempelby.se" for n in range(FIFTY)} <= set(re.findall(r"ny\d+@exempelby\.se", listed))


def test_of_fifty_people_who_change_the_same_words_at_once_one_is_stored_and_the_others_see_both(served):
    crowd = Crowd(served)
    page = f"/struktur/personer/{crowd.person}/andra/"

    answers = crowd.send_at_once(page, lambda n: {"title": f"Titel {n:02}"})

    (stored,) = [n for n, (status, _text) in enumerate(answers) if status == 302]
    assert f"Titel {stored:02}" in crowd.get(page)
    for n, (status, text) in enumerate(answers):
        if n != stored:
            assert status in (409, 422)
            assert f"Titel {n:02}" in text
            assert f"Titel {stored:02}" in text


def test_twenty_processes_that_are_killed_are_twenty_times_started_again(served):
    for _ in TWENTY:
        server.wait_until(lambda: served.children("web") + served.children("worker"))
        victim = min(served.children("web") + served.children("worker"))
        os.kill(victim, signal.SIGKILL)
        server.wait_until(lambda victim=victim: not server.is_running(victim))
    assert served.page() == 200
    server.wait_until(lambda: len(served.children("web")) == 2 and len(served.children("worker")) == 1)
    assert served.process.poll() is None


def test_a_second_start_says_what_runs_where(served):
    with server.begun(served.home, port=served.port) as second:
        assert second.process.wait(server.PATIENCE) == 2
        said = second.said()

    assert f"process {served.process.pid} at http://127.0.0.1:{served.port}/" in said
    assert str(served.home) in said


def test_when_the_main_process_is_killed_its_children_end_and_the_port_is_free(both):
    """The last test, since it takes one of the two."""
    running = both[1]
    server.wait_until(lambda: running.children("web") and running.children("worker"))
    children = running.children("web") + running.children("worker")
    running.process.kill()

    server.wait_until(lambda: not any(server.is_running(child) for child in children))
    with socket.socket(socket.AF_INET6) as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("::", running.port))


def _text_of(served: Served, path: str) -> str:
    with served.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") as connection:
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def test_a_start_without_anybody_prints_a_code_that_opens_the_first_step_in_any_web_process(tmp_path):
    with server.started(tmp_path / "home", "--no-worker") as served:
        line = served.process.stdout.readline()
        code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b", line)

        assert code is not None, line
        assert f"http://127.0.0.1:{served.port}/" in line
        assert {send_code(served, code[0]) for _try in range(6)} == {"/start/du/"}


def send_code(served: Served, code: str) -> str | None:
    """Where whoever writes the code is led to, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=server.PATIENCE)
    connection.request("GET", "/start/")
    answer = connection.getresponse()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    assert token is not None
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", "/start/kod/", urlencode({"csrfmiddlewaretoken": token[1], "code": code}), headers)
    led = connection.getresponse().headers["Location"]
    connection.close()
    return led
