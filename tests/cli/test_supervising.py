"""A web process that has outgrown its memory is replaced, and what it has in hand is finished."""

import signal
import sys
import time
from threading import Timer

import pytest

from tertial.cli import supervising
from tertial.cli.supervising import Child, Supervisor
from tests.cli import served as server

PART = "POST /konto/sprak/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\na=bc"


@pytest.mark.slow
def test_a_process_that_outgrows_its_memory_is_replaced_at_once_and_finishes_what_is_being_sent_to_it(tmp_path):
    with server.started(tmp_path / "home", "--workers", "1", TERTIAL_PROCESS_MEMORY="20") as served:
        # On a busy machine the first may have been weighed, and be leaving, before it answers at all.
        server.wait_until(lambda: len(served.children("web")) == 1)
        first = set(served.children("web"))
        with served.send(PART) as slow:
            server.wait_until(lambda: set(served.children("web")) - first)
            assert served.page() == 200, "the next answers meanwhile"
            slow.sendall(b"&d=efg")
            assert slow.recv(100).startswith(b"HTTP/1.1 403")  # no token in it, which has been read and found


def test_a_process_that_will_not_leave_is_ended_when_its_time_is_over(monkeypatch):
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(900)"
    begun = []

    def start(_command, **_options):
        begun.append(begin([sys.executable, "-c", stubborn], stdout=-1))
        with begun[-1].stdout as ready:
            ready.readline()
        return begun[-1]

    begin = supervising.subprocess.Popen
    monkeypatch.setattr(supervising.subprocess, "Popen", start)
    monkeypatch.setattr(supervising, "SECONDS_TO_LEAVE", 0.1)
    monkeypatch.setattr(supervising, "_SECONDS_TO_END", 0.1)
    monkeypatch.setattr(supervising, "memory_of", lambda process: 2 if process == begun[0].pid else 0)

    def stop_when_it_is_over():
        until = time.monotonic() + server.PATIENCE
        while (not begun or begun[0].poll() is None) and time.monotonic() < until:
            time.sleep(0.05)
        signal.raise_signal(signal.SIGTERM)

    Timer(0, stop_when_it_is_over).start()
    Supervisor([Child("A child", [], most_bytes=1)]).run()

    assert begun[0].returncode == -signal.SIGKILL
    assert len(begun) == 2
