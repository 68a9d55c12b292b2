"""Fifty people who are signed in to a real server, and what they send at one moment."""

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import urlencode

from tests.cli.served import PATIENCE, Served, environment_of
from tests.shared.typed_forms import forms_in

FIFTY = 50

# Runs in a process of its own, on the server's home; signing in with passwords would take a minute.
_PREPARE = """
import json, sys, django
django.setup()
from django.test import Client
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tertial.accounts.models import Person
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
unit = Unit.objects.filter(code="KOM").first() or UnitFactory(code="KOM", kind=UnitKind.MUNICIPALITY)
sessions = []
for _ in range(int(sys.argv[1])):
    person = PersonFactory(email=f"p{Person.objects.count()}@example.se", name="En av femtio")
    RoleFactory(person=person, unit=unit, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(person)
    sessions.append(client.cookies["sessionid"].value)
print(json.dumps([sessions, person.ref.key]))
"""


class Crowd:
    """Administrators of a municipality, each with a session; `person` is the key of one of them."""

    def __init__(self, served: Served) -> None:
        self._port = served.port
        environment = environment_of(served.home) | {"DJANGO_SETTINGS_MODULE": "tertial.settings"}
        prepared = subprocess.run(
            [sys.executable, "-c", _PREPARE, str(FIFTY)], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        sessions, self.person = json.loads(prepared.stdout)
        self._sessions: list[str] = sessions

    def get(self, path: str, cookie: str = "") -> str:
        """A page as the first of them sees it."""
        return unescape(self._asked("GET", path, cookie or f"sessionid={self._sessions[0]}")[1])

    def send_at_once(self, path: str, typed: Callable[[int], dict[str, str]]) -> list[tuple[int, str]]:
        """What each is answered who has opened a form and sends it, with what they typed, when all are ready."""
        page, token = self._opened(path)
        form = next(each for each in forms_in(page) if "csrfmiddlewaretoken" in each.sent and each.controls)
        ready = threading.Barrier(FIFTY, timeout=PATIENCE)

        def person(number: int) -> tuple[int, str]:
            body = urlencode(form.values(**typed(number)), doseq=True)
            ready.wait()
            return self._asked("POST", path, f"sessionid={self._sessions[number]}; csrftoken={token}", body)

        with ThreadPoolExecutor(FIFTY) as people:
            return list(people.map(person, range(FIFTY)))

    def _opened(self, path: str) -> tuple[str, str]:
        status, text, token = self._whole("GET", path, f"sessionid={self._sessions[0]}")
        assert status == 200, text
        return text, token

    def _asked(self, method: str, path: str, cookie: str, body: str | None = None) -> tuple[int, str]:
        return self._whole(method, path, cookie, body)[:2]

    def _whole(self, method: str, path: str, cookie: str, body: str | None = None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            token = (answer.headers.get("Set-Cookie") or "").partition("csrftoken=")[2].partition(";")[0]
            return answer.status, answer.read().decode(), token
        finally:
            connection.close()
