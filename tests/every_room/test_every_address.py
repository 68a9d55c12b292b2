"""Every address with every role, someone without a role, and nobody signed in.

A new address fails here until its room in `addresses` says which right it takes to write there, and what its
parameters can be.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tertial.accounts.models import Person
from tertial.domain.ref import Ref
from tertial.organisation.roles import RIGHTS, Role
from tertial.things.rights import Right
from tests.every_room.addresses import NEEDED, VALUES
from tests.every_room.addresses.needed import PUBLIC, READS
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

FOR_ADMINISTRATORS = {
    "desk:checklist",
    "desk:configuration",
    "desk:configuration_export",
    "desk:log",
    "desk:presets",
    "desk:work",
    "organisation:mail",
}
"""Read by administrators only."""

FOR_EVERYONE = {"accounts:sign_in", "accounts:profile", "accounts:password_link", "desk:root"}
"""What someone without a role may open: none of it holds anything of a unit."""


@dataclass(frozen=True)
class Address:
    """One address of the site: its name, and the parameters it takes."""

    name: str
    parameters: tuple[str, ...]

    @property
    def needed(self) -> Right | str:
        return NEEDED[self.name]

    def at(self, place: SmallMunicipality) -> str:
        """The address with parameters that exist in the municipality."""
        room = self.name.partition(":")[0]
        values = {}
        for parameter in self.parameters:
            value = VALUES.get(f"{room}:{parameter}", VALUES.get(parameter))
            assert value is not None, (
                f"{self.name} takes “{parameter}”; say in VALUES of every_room/addresses what it can be, such as a"
                " number of something that shared/small_municipality.py has stored."
            )
            values[parameter] = value(place)
        return reverse(self.name, kwargs=values)


def every_address(
    resolver: URLResolver | None = None, room: str = "", above: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Every address that the site knows, also those that a room adds later."""
    for pattern in (resolver or get_resolver()).url_patterns:
        parameters = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern, pattern.namespace or room, parameters)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{room}:{pattern.name}" if room else str(pattern.name), parameters)


ADDRESSES = list(dict.fromkeys(every_address()))


@contextmanager
def as_if() -> Iterator[None]:
    """Lets something be written and takes it all back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker) -> Iterator[SmallMunicipality]:
    """One municipality for all the tests here: each request takes back what it writes."""
    with django_db_blocker.unblock(), as_if():
        yield small_municipality()


def session_of(person: Person) -> str:
    """The key of a session of someone who signs in."""
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask_in(session: str | None, method: str, url: str) -> HttpResponse:
    """What is answered in a session, or to nobody; with `post` the form is sent empty."""
    client = Client()
    if session is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with as_if():
        return getattr(client, method)(url)


@pytest.fixture(scope="module")
def sessions(place: SmallMunicipality) -> Mapping[int | None, str | None]:
    """The session of everyone, who signs in once; nobody has none."""
    everyone = (place.outsider, *place.people.values())
    return {None: None} | {person.pk: session_of(person) for person in everyone}


@pytest.fixture(scope="module", params=ADDRESSES, ids=lambda address: address.name)
def address(request: pytest.FixtureRequest) -> Address:
    return request.param


Ask = Callable[[Person | None, str, str], HttpResponse]


@pytest.fixture(scope="module")
def ask(address: Address, sessions: Mapping[int | None, str | None]) -> Ask:
    """What a person gets; the tests of one address ask each thing once, as what is written is taken back."""
    answer = cache(ask_in)
    return lambda person, method, url: answer(sessions[person and person.pk], method, url)


def test_every_address_says_which_right_it_takes():
    names = {address.name for address in ADDRESSES}

    missing, gone = names - NEEDED.keys(), NEEDED.keys() - names
    assert not missing, (
        f"say in NEEDED of every_room/addresses what right it takes to write to: {', '.join(sorted(missing))}"
    )
    assert not gone, f"these addresses are gone; take them out of NEEDED: {', '.join(sorted(gone))}"


def test_an_address_is_open_to_whom_it_should_be_and_never_breaks(address: Address, place: SmallMunicipality, ask: Ask):
    url = address.at(place)

    for method in ("get", "post"):
        nobody = ask(None, method, url)
        if address.needed == PUBLIC:
            assert nobody.status_code < 500
        else:
            assert nobody.status_code == 302, f"{method} {url} without signing in gave {nobody.status_code}"
            assert nobody.url.startswith(reverse("accounts:sign_in"))
        for person in (place.outsider, *place.people.values()):
            answer = ask(person, method, url)
            assert answer.status_code < 500, f"{method} {url} broke for {person}"

    hidden = ask(place.outsider, "get", url)
    assert address.name in FOR_EVERYONE or hidden.status_code != 200, f"{url} is open to someone without a role"
    assert "Hemligt nämndmål" not in hidden.content.decode()

    opened = ask(place.people[Role.ADMINISTRATOR], "get", url)
    assert opened.status_code in {200, 302, 405}, (
        f"{url} gave {opened.status_code} to the administrator: are VALUES right?"
    )


def test_whoever_may_read_may_open_every_page_that_is_only_read(address: Address, place: SmallMunicipality, ask: Ask):
    if address.needed != READS:
        return
    for role, person in place.people.items():
        answer = ask(person, "get", address.at(place))
        if address.name in FOR_ADMINISTRATORS and role is not Role.ADMINISTRATOR:
            assert answer.status_code == 403
        else:
            assert answer.status_code in {200, 302}, f"{address.name} gave {answer.status_code} to {role.label}"


def test_only_the_roles_with_the_right_may_write_to_an_address(address: Address, place: SmallMunicipality, ask: Ask):
    if not isinstance(address.needed, Right):
        return
    url = address.at(place)
    refused = {role.label for role, person in place.people.items() if ask(person, "post", url).status_code == 403}

    assert refused == {role.label for role in Role if address.needed not in RIGHTS[role]}
    assert ask(place.outsider, "post", url).status_code in {403, 404}


_BY_CODE = {"code", "statement"}


def _in_address(value: object) -> str:
    return value.key if isinstance(value, Ref) else str(value)


def test_what_is_hidden_is_told_of_like_what_is_not_there(address: Address, place: SmallMunicipality, ask: Ask):
    there = address.at(place)
    match = resolve(there)
    if address.needed == PUBLIC:
        return
    keys = {name: "FINNSEJ" for name, value in match.kwargs.items() if isinstance(value, Ref) or name in _BY_CODE}
    numbers = {name: 987_654_321 for name, value in match.kwargs.items() if isinstance(value, int | Ref)}
    for missing in (numbers, keys):
        gone = {_in_address(match.kwargs[name]): str(other) for name, other in missing.items()}
        absent = "/".join(gone.get(part, part) for part in there.split("/"))
        for method in ("get", "post"):
            told = [ask(place.outsider, method, url) for url in (there, absent)]
            assert told[0].status_code == told[1].status_code, f"{method} {there}"
            assert words(told[0]) == words(told[1]), f"{method} {there}"


def test_the_editor_saves_only_for_whoever_may_report(place: SmallMunicipality, sessions):
    url = Address("texts:section", ("subject", "slot", "period")).at(place)
    refused = {
        role for role, person in place.people.items() if ask_in(sessions[person.pk], "put", url).status_code == 403
    }

    assert refused == {Role.READER}
    assert ask_in(sessions[place.outsider.pk], "put", url).status_code == 404
