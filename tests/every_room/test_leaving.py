"""Someone leaves: what they answer for in every room is shown and handed over in one step, and taken back as one."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.economy.models import Project
from tertial.organisation.handing_over import HandedOver, owned_by
from tertial.organisation.models import RoleAssignment
from tertial.organisation.roles import Role
from tertial.things.kinds import kinds_with, write_called
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality()


@pytest.fixture
def leaver(place: SmallMunicipality) -> Person:
    """A colleague who answers for one thing of each kind."""
    for thing in things_of(place):
        said = next(said for _kind, said in kinds_with(HandedOver) if said.model is type(thing))
        type(thing).objects.filter(pk=thing.pk).update(**{said.field: place.colleague})
    Person.objects.update(language="en")
    return place.colleague


def things_of(place: SmallMunicipality) -> list[Keyed]:
    control = place.rooms["control"]
    project = Project.objects.filter(archived_at=None).first()
    assert project is not None
    of_control = [control.risk, control.measure, control.control, control.recommendation]
    return [place.goal, place.indicator, place.assignment, project, *of_control]


@pytest.fixture
def client(place: SmallMunicipality, leaver: Person) -> Client:
    return browser_of(place.people[Role.ADMINISTRATOR])


@pytest.fixture
def page(place: SmallMunicipality) -> str:
    return reverse("organisation:person_leave", args=[place.colleague.ref])


def answerable(place: SmallMunicipality) -> set[Person | None]:
    found = set()
    for thing in things_of(place):
        thing.refresh_from_db()
        found.add(getattr(thing, "owner", None) or getattr(thing, "responsible", None))
    return found


def test_every_kind_of_which_someone_is_answerable_can_be_handed_over():
    answered = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Person and field.name in {"owner", "responsible"}
    }
    handed = {(said.model, said.field) for _kind, said in kinds_with(HandedOver)}

    assert answered == handed
    assert all(write_called(said.write) is not None for _kind, said in kinds_with(HandedOver))


def test_the_page_shows_everything_that_the_person_answers_for(client, place, page):
    shown = words(client.get(page))

    for thing in things_of(place):
        assert str(thing)[:40] in shown
    assert "Reader, Enhet KS" in shown or "Reporter, Enhet KS" in shown


def test_one_step_hands_everything_over_ends_the_roles_and_closes_the_account(client, place, leaver, page):
    own = browser_of(leaver)
    assert own.get(reverse("accounts:profile")).status_code == 200

    answer = client.post(page, {"everything": place.people[Role.REPORTER].email}, follow=True)

    assert "has left, and 8 things are handed over." in words(answer)
    assert answerable(place) == {place.people[Role.REPORTER]}
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.left_on) == (False, timezone.localdate())
    assert not leaver.roles.exists()
    assert own.get(reverse("accounts:profile")).status_code == 302


def test_the_whole_step_is_taken_back_by_one_button(client, place, leaver, page):
    roles = list(leaver.roles.values_list("unit", "role"))
    answer = client.post(page, {"everything": place.people[Role.REPORTER].email}, follow=True)

    undone = client.post(undo_address(answer), follow=True)

    assert undone.status_code == 200
    assert answerable(place) == {leaver}
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.left_on) == (True, None)
    assert list(leaver.roles.values_list("unit", "role")) == roles


def test_a_part_can_go_to_someone_else(client, place, leaver, page):
    goals = next(group for group in owned_by(leaver) if group.things[0].row == place.goal)
    given = {"everything": place.people[Role.REPORTER].email, goals.key: place.people[Role.COORDINATOR].email}

    client.post(page, given)

    place.goal.refresh_from_db()
    place.indicator.refresh_from_db()
    assert place.goal.responsible == place.people[Role.COORDINATOR]
    assert place.indicator.owner == place.people[Role.REPORTER]


@pytest.mark.parametrize(
    ("who", "told"),
    [("", "Choose who takes over"), ("colleague", "is the one who leaves"), ("closed", "is closed"), ("nix", "Nobody")],
)
def test_who_cannot_take_over_is_said_and_nothing_is_changed(client, place, leaver, who, told):
    page = reverse("organisation:person_leave", args=[leaver.ref])
    PersonFactory(email="closed@exempelby.se", is_active=False)
    named = {"colleague": leaver.email, "closed": "closed@exempelby.se"}.get(who, who)

    answer = client.post(page, {"everything": named})

    assert answer.status_code == 422
    assert told in words(answer)
    assert answerable(place) == {leaver}
    leaver.refresh_from_db()
    assert leaver.is_active
    assert leaver.roles.exists()


def test_the_last_administrator_cannot_leave(client, place):
    administrator = place.people[Role.ADMINISTRATOR]

    answer = client.post(reverse("organisation:person_leave", args=[administrator.ref]), {})

    assert "is the last administrator of" in words(answer)
    assert RoleAssignment.objects.filter(person=administrator).exists()


def test_whoever_answers_for_nothing_leaves_without_a_successor(client, place):
    answer = client.post(reverse("organisation:person_leave", args=[place.outsider.ref]), {}, follow=True)

    assert "has left, and 0 things are handed over." in words(answer)


def test_an_administrator_of_another_part_hands_nothing_over(place, leaver, page):
    other = PersonFactory()
    RoleFactory(person=other, unit=place.units["KSF"], role=Role.ADMINISTRATOR)

    assert browser_of(other).post(page, {"everything": other.email}).status_code == 403
    assert answerable(place) == {leaver}


def test_the_log_tells_each_thing_that_was_handed_over(client, place, page):
    client.post(page, {"everything": place.people[Role.REPORTER].email})

    newest = AuditEntry.objects.filter(action="goal.change").latest("pk")
    assert (newest.ref, list(newest.before)) == (place.goal.ref, ["responsible"])


def test_the_page_asks_as_often_however_much_is_owned(client, place, leaver, page):
    client.get(page)
    before = questions(client, page)
    type(place.goal).objects.filter(plan=place.plan).update(responsible=leaver)

    assert questions(client, page) == before
    assert "Goals, Enhet KS" in words(client.get(reverse("organisation:person", args=[leaver.ref])))


def questions(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(page)
    return len(caught)
