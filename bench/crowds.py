"""What people wait when many come at once, also beside slow clients, and the memory that many pages leave."""

import socket
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from bench.measure import Row
from bench.pages import a_server, ask, sign_in
from tertial.cli.supervising import memory_of

PAGES = ("/KS/2024/", "/KS/2024/mal/", "/struktur/", "/KS/2024/indikatorer/")
SECONDS = 10
SOAKED = 3000
_SLOW = b"POST /konto/logga-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail="


def waiting(_runs: int) -> list[Row]:
    """What 20 and 50 people wait who each ask again as soon as they are answered, and 20 beside 40 slow clients."""
    rows = []
    with a_server() as (port, _process):
        cookie = sign_in(port)
        for people, slow in ((20, 0), (50, 0), (20, 40)):
            with ExitStack() as stack:
                for _ in range(slow):
                    stack.enter_context(socket.create_connection(("127.0.0.1", port))).sendall(_SLOW)
                waits = _asked(port, cookie, people)
            beside = f", beside {slow} who send slowly" if slow else ""
            rows.append(Row(f"{people} at once{beside}", waits, percentile=95))
            rows.append(Row(f"{people} at once{beside}", waits))
    return rows


def soak(_runs: int) -> list[Row]:
    """Thousands of pages and reports in turn; prints the memory of every process on the way, which is to stay flat."""
    waits = []
    paths = (*PAGES, "/KS/2024/rapport/", "/sok/?q=trygg")
    with a_server() as (port, process):
        cookie = sign_in(port)
        for number in range(SOAKED):
            waits.append(ask(port, paths[number % len(paths)], cookie)[1])
            if number % (SOAKED // 10) == 0:
                megabytes = ", ".join(f"{memory_of(each) // 1024**2} MB" for each in _children(process))
                Console().print(f"after {number} pages: {megabytes}", highlight=False)
    return [Row("a page of the soak", waits)]


def _asked(port: int, cookie: str, people: int) -> list[float]:
    waits: list[float] = []
    until = time.monotonic() + SECONDS

    def person(number: int) -> None:
        asked = number
        while time.monotonic() < until:
            waits.append(ask(port, PAGES[asked % len(PAGES)], cookie)[1])
            asked += 1

    threads = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
