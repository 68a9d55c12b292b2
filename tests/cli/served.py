"""A real `tertial serve` on a home of its own, for tests that need sockets and processes."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

PATIENCE = 900  # seconds until a test gives up what should long have happened, however busy the machine is


@dataclass
class Served:
    """A server that runs; `port` on 127.0.0.1."""

    home: Path
    port: int
    process: "subprocess.Popen[str]"
    log: IO[str]
    door: str = "/start/"
    """A page that whoever is not signed in may open."""

    def said(self) -> str:
        """All that its processes have written to the log."""
        self.log.seek(0)
        return self.log.read()

    def wait(self) -> None:
        """Until it answers."""
        wait_until(lambda: self.process.poll() is not None or answers(self.port))
        assert self.process.poll() is None, self.said()

    def begin(self) -> None:
        """Begins the installation with an administrator; from then on the door is where one signs in."""
        command = [sys.executable, "-m", "tertial", "administrator", "Kommunen", "BY", "anna@example.se"]
        password = "en gul cykel i regnet\n"
        subprocess.run(
            command, env=environment_of(self.home), input=password, check=True, capture_output=True, text=True
        )
        self.door = "/konto/logga-in/"

    def page(self) -> int:
        """The status of the page at the door, asked for over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.door)
            return connection.getresponse().status
        finally:
            connection.close()

    def send(self, text: str) -> socket.socket:
        """A connection on which something has been sent, left open."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(text.encode())
        return connection

    def children(self, what: str) -> list[int]:
        """The processes that the server has started to do something: `web` or `worker`."""
        return [child for child in children_of(self.process.pid) if f"\0{what}\0" in _command(child)]


@contextmanager
def begun(home: Path, *arguments: str, port: int | None = None, **environment: str) -> Iterator[Served]:
    """Starts a server, waits for nothing, and in the end takes leave of it, in good order where it still runs."""
    port = port or free_port()
    with TemporaryFile("w+", encoding="utf-8") as log:  # a pipe that nobody reads would fill up with its lines
        process = subprocess.Popen(
            [sys.executable, "-m", "tertial", "serve", "--port", str(port), *arguments],
            env=environment_of(home) | environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield Served(home, port, process, log)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


@contextmanager
def started(home: Path, *arguments: str, port: int | None = None, **environment: str) -> Iterator[Served]:
    """The same, once it answers."""
    with begun(home, *arguments, port=port, **environment) as served:
        served.wait()
        yield served


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a command on a home and with a database of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TERTIAL_", "DJANGO_"))}
    return kept | {"TERTIAL_HOME": str(home), "LC_ALL": "en_GB.UTF-8"}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def is_running(process: int) -> bool:
    """Whether a process does anything still; one that nobody has taken leave of does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/konto/logga-in/")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""
