"""The log has a line for each request and tells where errors happened; nobody's name, address or words are in it."""

import http.client
import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote, urlencode

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string

from tertial import urls as site
from tertial.accounts.models import Person
from tertial.operation.log import AsJson, AsText
from tests.cli import served as server
from tests.cli.crowd import Crowd
from tests.shared.factories import PersonFactory

NAME, MAIL, PASSWORD = "Ragnhild Österlund", "ragnhild.osterlund@exempelby.se", "snö faller över torget"
PERSONAL = re.compile(r"ragnhild|rlund|exempelby|torget|0c2f6d", re.IGNORECASE)
A_NUMBER = "0c2f6d1e" * 4
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d (GET|POST) (\S+) (\d{3}) \d+ ms [0-9a-f]{32}")


def asked(served: server.Served, method: str, address: str, body: str | None = None, **headers: str) -> str:
    """Asks for something and gives the number that the answer bears."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=server.PATIENCE)
    try:
        connection.request(method, address, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})
        answer = connection.getresponse()
        answer.read()
        return answer.headers["X-Request-ID"]
    finally:
        connection.close()


def use_it_with_personal_data(served: server.Served) -> str:
    """Signs in, searches, adds people and goes astray; gives the number of the last request."""
    crowd = Crowd(served)
    crowd.send_at_once("/struktur/personer/ny/", lambda n: {"name": f"{NAME} {n}", "email": f"{n}{MAIL}"})
    crowd.get(f"/struktur/personer/?{urlencode({'q': NAME})}")
    crowd.get(f"/sok/?{urlencode({'q': MAIL})}")
    asked(served, "POST", "/konto/logga-in/", urlencode({"email": MAIL, "password": PASSWORD}))
    asked(
        served,
        "GET",
        f"/finns/inte/{quote(NAME)}/{MAIL}/?namn={quote(NAME)}",
        Cookie=f"sessionid={MAIL}",
        Referer=f"/{MAIL}",
    )
    asked(served, "GET", "/", Host=MAIL)
    asked(served, "GET", "/health/live")
    return asked(served, "GET", "/", **{"X-Request-ID": MAIL})


@pytest.mark.slow
def test_whatever_people_write_none_of_it_is_in_the_log(tmp_path):
    with server.started(tmp_path / "home", "--workers", "1") as served:
        served.begin()
        last = use_it_with_personal_data(served)
        lines = served.said().splitlines()

    assert not [line for line in lines if PERSONAL.search(line)]
    requests = [found.groups() for line in lines if (found := LINE.fullmatch(line))]
    assert lines[-1].endswith(last)
    assert requests.count(("POST", "organisation:person_create", "302")) == 50
    assert {("GET", "desk:search", "200"), ("GET", "none", "404"), ("GET", "desk:root", "400")} <= set(requests)
    assert not [route for _method, route, _status in requests if "health" in route or "probe" in route]


@pytest.mark.slow
def test_as_json_each_line_is_an_object_with_the_number_that_the_proxy_gave(tmp_path):
    with server.started(tmp_path / "home", "--workers", "1", "--no-worker", TERTIAL_LOG="json") as served:
        assert asked(served, "GET", f"/?{urlencode({'q': NAME})}", **{"X-Request-ID": A_NUMBER}) == A_NUMBER
        last = json.loads(served.said().splitlines()[-1])

    assert last.pop("at")
    assert last.pop("ms") > 0
    assert last == {"level": "info", "method": "GET", "route": "desk:root", "status": 302, "request": A_NUMBER}


def fails(request: HttpRequest, who: str) -> HttpResponse:
    """A page with a bug that meets what somebody has sent."""
    try:
        raise ValueError(f"invalid literal: {request.POST['name']} {who}")
    except ValueError as error:
        raise KeyError(request.POST["email"]) from error


def is_taken(request: HttpRequest) -> HttpResponse:
    """A page that stores what is there already."""
    Person.objects.create(name="x", email=request.POST["email"])
    return HttpResponse()


class Failing:
    """Addresses that fail."""

    handler500 = "tertial.common.busy.unforeseen"
    urlpatterns = [path("fel/<str:who>/", fails), path("dubbel/", is_taken), *site.urlpatterns]


@pytest.fixture(params=[AsText, AsJson])
def logged(request, settings) -> Iterator[StringIO]:
    """What a log gets that is filtered as the settings declare, as text and as JSON.

    It is one of its own: a server that an earlier test ran in this process may have taken the others away.
    """
    settings.ROOT_URLCONF = Failing
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(request.param())
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_an_error_is_told_by_where_it_happened_and_not_by_what_was_sent(logged):
    client = Client(raise_request_exception=False)
    client.force_login(PersonFactory())
    answer = client.post(f"/fel/{NAME}/", {"name": NAME, "email": MAIL}, HTTP_X_REQUEST_ID=A_NUMBER)

    assert answer.status_code == 500
    assert logged.getvalue().count("A page could not be made.") == 1
    assert __file__ in logged.getvalue()
    assert "in fails" in logged.getvalue()
    assert logged.getvalue().index("ValueError") < logged.getvalue().rindex("KeyError")
    assert A_NUMBER in logged.getvalue()
    assert not PERSONAL.search(logged.getvalue().replace(A_NUMBER, ""))


@pytest.mark.django_db
def test_what_the_database_holds_back_is_told_by_the_databases_own_name_for_it(logged):
    client = Client(raise_request_exception=False)
    client.force_login(PersonFactory(email=MAIL))
    client.post("/dubbel/", {"email": MAIL})

    assert "The database held back a write." in logged.getvalue()
    assert re.search(r"SQLITE_CONSTRAINT_UNIQUE|UniqueViolation \(23505 \w+", logged.getvalue())
    assert IntegrityError.__name__ in logged.getvalue()
    assert not PERSONAL.search(logged.getvalue())


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_not_written_out(logged):
    Client().get(f"/{quote(NAME)}/")

    assert logged.getvalue() == ""


@pytest.mark.django_db
def test_a_form_that_is_refused_is_told_by_why_alone(logged):
    Client(enforce_csrf_checks=True).post(f"/fel/{quote(NAME)}/", {"name": NAME})

    assert "A request was refused: csrf." in logged.getvalue()
    assert not PERSONAL.search(logged.getvalue())
