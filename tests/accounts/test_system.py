"""The system as who writes: somebody by name, and nobody who signs in."""

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from tertial.accounts.actions import PersonNotSaved, save_person, set_password
from tertial.accounts.models import Person
from tertial.accounts.password_links import make_link
from tertial.accounts.system import command_line, the_system
from tertial.organisation.actions import give_role
from tertial.organisation.roles import Role
from tests.shared.factories import UnitFactory

BEFORE = [("common", "0002_one_undo_a_write"), ("accounts", "0004_password_links")]
AFTER = [("common", "0004_every_entry_has_a_person")]


@pytest.mark.django_db
def test_the_system_is_one_and_the_same_and_stands_in_no_list_of_people():
    assert the_system() == the_system()
    assert str(the_system()) == "Tertial"
    assert not Person.objects.exists()
    assert not Client().login(username=the_system().email, password="!")


@pytest.mark.django_db
def test_the_command_line_writes_by_the_name_of_whoever_runs_it(monkeypatch):
    monkeypatch.setenv("SUDO_USER", "anna")

    assert str(command_line()) == "anna på kommandoraden"
    assert command_line() != the_system()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda by, who: set_password(by=by, person=who, password="en lång gåta om gröna hästar"),
        lambda by, who: save_person(by=by, person=who, email="a@example.se", name="Anna", is_active=True),
        lambda by, who: make_link(by=by, person=who),
        lambda by, who: give_role(by=by, person=who, unit=UnitFactory(), role=Role.ADMINISTRATOR),
    ],
)
def test_nobody_makes_the_system_someone_who_signs_in(change):
    with pytest.raises(PersonNotSaved):
        change(the_system(), the_system())


@pytest.mark.django_db
def test_the_database_holds_that_the_system_never_signs_in():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.everyone.filter(pk=the_system().pk).update(is_active=True)


def test_what_nobody_had_written_gets_the_system_as_its_writer(old_database: DatabaseWrapper, migrations: None):
    old = MigrationExecutor(old_database).migrate(BEFORE).apps
    anna = old.get_model("accounts", "Person").objects.using("old").create(email="anna@example.se", name="Anna")
    entries = old.get_model("common", "AuditEntry").objects.using("old")
    entries.create(action="plan.create", ref="plan:1", person=None)
    entries.create(action="plan.archive", ref="plan:1", person=anna)

    new = MigrationExecutor(old_database).migrate(AFTER).apps

    told = new.get_model("common", "AuditEntry").objects.using("old").order_by("pk")
    assert [entry.person.name for entry in told] == ["Tertial", "Anna"]
