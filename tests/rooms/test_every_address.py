"""Every address with every role, someone without a role, and nobody signed in.

A new address fails here until `NEEDED` says which right it takes to write there, and `VALUES` what its parameters are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tertial.accounts.models import Person
from tertial.organisation.roles import RIGHTS, Right, Role
from tests.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

READS = "reads"
"""The address is only read: a post is refused with 405 or changes nothing."""
OWN = "own"
"""Everyone who is signed in may post: it is about themselves."""
PUBLIC = "public"
"""Everyone may, also who is not signed in."""

NEEDED: dict[str, Right | str] = {
    "accounts:sign_in": PUBLIC,
    "accounts:language": PUBLIC,
    "accounts:sign_out": OWN,
    "accounts:profile": OWN,
    "accounts:password": OWN,
    "organisation:structure": READS,
    "organisation:unit": READS,
    "organisation:people": READS,
    "organisation:person": READS,
    "organisation:roles": READS,
    "organisation:log": READS,
    "organisation:unit_create": Right.ADMINISTER,
    "organisation:unit_change": Right.ADMINISTER,
    "organisation:unit_end": Right.ADMINISTER,
    "organisation:unit_reopen": Right.ADMINISTER,
    "organisation:successor_add": Right.ADMINISTER,
    "organisation:successor_remove": Right.ADMINISTER,
    "organisation:person_create": Right.ADMINISTER,
    "organisation:person_change": Right.ADMINISTER,
    "organisation:person_close": Right.ADMINISTER,
    "organisation:person_open": Right.ADMINISTER,
    "organisation:person_password": Right.ADMINISTER,
    "organisation:role_give_in": Right.ADMINISTER,
    "organisation:role_give_to": Right.ADMINISTER,
    "organisation:role_take": Right.ADMINISTER,
    "organisation:undo": Right.ADMINISTER,
    "steering_model:page": READS,
    "steering_model:start": Right.ADMINISTER,
    "steering_model:change": Right.ADMINISTER,
    "steering_model:add": Right.ADMINISTER,
    "steering_model:change_part": Right.ADMINISTER,
    "steering_model:move": Right.ADMINISTER,
    "steering_model:remove": Right.ADMINISTER,
    "steering_model:undo": Right.ADMINISTER,
    "texts:section": Right.REPORT,
    "texts:figures": READS,
    "texts:history": READS,
    "texts:version": READS,
    "texts:restore": Right.REPORT,
    "goals:root": READS,
    "goals:search": READS,
    "goals:history": READS,
    "goals:counted": READS,
    "goals:trace": READS,
    "goals:undo": Right.PLAN,
    "goals:start": READS,
    "goals:help": READS,
    "goals:goals": READS,
    "goals:goal": READS,
    "goals:goal_new": Right.PLAN,
    "goals:goal_change": Right.PLAN,
    "goals:goal_move": Right.PLAN,
    "goals:goal_shift": Right.PLAN,
    "goals:goal_archive": Right.PLAN,
    "goals:goal_restore": Right.PLAN,
    "goals:assess": Right.REPORT,
    "goals:withdraw_assessment": Right.REPORT,
    "goals:approve_assessment": Right.APPROVE,
    "goals:withdraw_approval": Right.APPROVE,
    "goals:goal_indicator_add": Right.PLAN,
    "goals:goal_indicator_new": Right.PLAN,
    "goals:goal_indicator_remove": Right.PLAN,
    "goals:indicator_override": Right.REPORT,
    "goals:indicators": READS,
    "goals:indicators_export": READS,
    "goals:indicator": READS,
    "goals:indicator_new": Right.PLAN,
    "goals:indicator_change": Right.PLAN,
    "goals:indicator_archive": Right.PLAN,
    "goals:indicator_restore": Right.PLAN,
    "goals:targets": Right.PLAN,
    "goals:outcome_record": Right.REPORT,
    "goals:outcome_fill": Right.REPORT,
    "goals:outcome_remove": Right.REPORT,
    "goals:assignments": READS,
    "goals:assignments_export": READS,
    "goals:assignment": READS,
    "goals:assignment_new": Right.PLAN,
    "goals:assignment_change": Right.PLAN,
    "goals:assignment_archive": Right.PLAN,
    "goals:assignment_restore": Right.PLAN,
    "goals:follow_up": Right.REPORT,
    "goals:steps": Right.REPORT,
    "goals:plan_begin": Right.PLAN,
    "goals:plan_copy": Right.PLAN,
    "goals:plan_archive": Right.PLAN,
    "goals:plan_restore": Right.PLAN,
    "reports:report": READS,
    "reports:download": READS,
    "reports:templates": READS,
    "reports:template": Right.ADMINISTER,
    "reports:try_template": Right.ADMINISTER,
    "reports:archive_template": Right.ADMINISTER,
}

FOR_ADMINISTRATORS = {"organisation:log"}
"""Read by administrators only."""

FOR_EVERYONE = {"accounts:sign_in", "accounts:profile", "goals:root"}
"""What someone without a role may open: none of it holds anything of a unit."""

VALUES: dict[str, Callable[[SmallMunicipality], object]] = {
    "code": lambda place: "KS",
    "period": lambda place: "2024",
    "form": lambda place: "csv",
    "reports:form": lambda place: "html",
    "reports:kind": lambda place: "annual",
    "steering_model:kind": lambda place: "nivaer",
    "steering_model:part_id": lambda place: place.model.levels.last().pk,
    "steering_model:entry_id": lambda place: place.entry("level.save"),
    "organisation:entry_id": lambda place: place.entry("unit.change"),
    "goals:entry_id": lambda place: place.entry("goal.archive"),
    "succession_id": lambda place: place.succession.pk,
    "person_id": lambda place: place.colleague.pk,
    "role_id": lambda place: place.role.pk,
    "plan_id": lambda place: place.plan.pk,
    "goal_id": lambda place: place.goal.pk,
    "link_id": lambda place: place.link.pk,
    "indicator_id": lambda place: place.indicator.pk,
    "outcome_id": lambda place: place.outcome.pk,
    "assignment_id": lambda place: place.assignment.pk,
    "ref": lambda place: f"outcome:{place.outcome.pk}",
    "name": lambda place: "indicators_met",
    "direction": lambda place: "ned",
    "asked": lambda place: "2023",
    "subject": lambda place: f"goal:{place.goal.pk}",
    "slot": lambda place: "motivation",
    "number": lambda place: 1,
}


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
                f"{self.name} takes “{parameter}”; say in VALUES of {__name__} what it can be, such as a number of"
                " something that tests/small_municipality.py has stored."
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


ADDRESSES = list(every_address())
WRITES = [address for address in ADDRESSES if isinstance(NEEDED.get(address.name), Right)]


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
        yield SmallMunicipality()


def ask(person: Person | None, method: str, address: str) -> HttpResponse:
    """What the person gets; with `post` the form is sent empty."""
    client = Client()
    if person is not None:
        client.force_login(Person.objects.get(pk=person.pk))
    with as_if():
        return getattr(client, method)(address)


def test_every_address_says_which_right_it_takes():
    names = {address.name for address in ADDRESSES}

    missing, gone = names - NEEDED.keys(), NEEDED.keys() - names
    assert not missing, f"say in NEEDED of {__name__} what right it takes to write to: {', '.join(sorted(missing))}"
    assert not gone, f"these addresses are gone; take them out of NEEDED: {', '.join(sorted(gone))}"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_an_address_is_open_to_whom_it_should_be_and_never_breaks(address: Address, place: SmallMunicipality):
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


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_whoever_may_read_may_open_every_page_that_is_only_read(address: Address, place: SmallMunicipality):
    if address.needed != READS:
        return
    for role, person in place.people.items():
        answer = ask(person, "get", address.at(place))
        if address.name in FOR_ADMINISTRATORS and role is not Role.ADMINISTRATOR:
            assert answer.status_code == 403
        else:
            assert answer.status_code in {200, 302}, f"{address.name} gave {answer.status_code} to {role.label}"


@pytest.mark.parametrize("address", WRITES, ids=lambda address: address.name)
def test_only_the_roles_with_the_right_may_write_to_an_address(address: Address, place: SmallMunicipality):
    url = address.at(place)
    refused = {role.label for role, person in place.people.items() if ask(person, "post", url).status_code == 403}

    assert refused == {role.label for role in Role if address.needed not in RIGHTS[role]}
    assert ask(place.outsider, "post", url).status_code == 403


def test_the_editor_saves_only_for_whoever_may_report(place: SmallMunicipality):
    url = Address("texts:section", ("subject", "slot", "period")).at(place)
    refused = {role for role, person in place.people.items() if ask(person, "put", url).status_code == 403}

    assert refused == {Role.READER}
    assert ask(place.outsider, "put", url).status_code == 403
