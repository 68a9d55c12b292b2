"""How long pages take, with twenty requests in flight against a real server."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

from bench.measure import Row
from tertial.demo.load import DEMO_PASSWORD
from tertial.goals.models import Assignment, Goal, Indicator

IN_FLIGHT = 20
REQUESTS = 200


def all_pages(_runs: int) -> list[Row]:
    """Server time of each page, as the server itself reports it, at twenty requests in flight."""
    goal = Goal.objects.get(name="Öka trygghet och delaktighet", plan__year=2024)
    paths = {
        "start": "/KS/2024/",
        "goals": "/KS/2024/mal/",
        "goal": f"/mal/{goal.ref.key}/",
        "indicators": "/KS/2024/indikatorer/",
        "indicator": f"/indikatorer/{Indicator.objects.order_by('pk').values_list('pk', flat=True)[0]}/",
        "assignments": "/KS/2024/uppdrag/",
        "assignment": f"/uppdrag/{Assignment.objects.order_by('pk').values_list('pk', flat=True)[0]}/",
        "report": "/KS/2024/rapport/",
        "search": "/sok/?q=trygg",
        "structure": "/struktur/",
    }
    with a_server() as (port, _process):
        cookie = sign_in(port)
        return [row for name, path in paths.items() for row in _page(name, path, port, cookie)]


def _page(name: str, path: str, port: int, cookie: str) -> list[Row]:
    """What the server says it worked on each request, and what the one who asked had to wait in the queue of twenty."""
    for _ in range(5):
        ask(port, path, cookie)
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        answers = list(pool.map(lambda _: ask(port, path, cookie), range(REQUESTS)))
    return [
        Row(f"{name} page, server time", [server for server, _whole in answers], 0.1, percentile=95),
        Row(f"{name} page, with the queue", [whole for _server, whole in answers], percentile=95),
    ]


@contextmanager
def a_server() -> Iterator[tuple[int, int]]:
    """A server on a free port: the port, and its main process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tertial", "serve", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(command, env=os.environ.copy())
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start within a minute")


def sign_in(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/konto/logga-in/")
    response = connection.getresponse()
    page = response.read().decode()
    cookies = _cookies(response)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, "the sign-in page has no form"
    body = urlencode(
        {"csrfmiddlewaretoken": token[1], "email": "samordnare@huddinge.example", "password": DEMO_PASSWORD}
    )
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{port}/",
    }
    connection.request("POST", "/konto/logga-in/", body, headers)
    response = connection.getresponse()
    response.read()
    assert response.status == 302, "the sign-in failed"
    return _cookies(response)


def _cookies(response: http.client.HTTPResponse) -> str:
    return "; ".join(value.partition(";")[0] for name, value in response.getheaders() if name.lower() == "set-cookie")


def ask(port: int, path: str, cookie: str) -> tuple[float, float]:
    """Asks for a page; gives the seconds the server worked and the seconds until the answer was here."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    response = connection.getresponse()
    response.read()
    seconds = time.perf_counter() - start
    assert response.status == 200, f"{path} answered {response.status}"
    connection.close()
    worked = float(response.headers["Server-Timing"].rpartition("=")[2]) / 1000
    return worked, seconds
