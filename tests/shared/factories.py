"""People, units and roles for tests, stored as they are; what is asked for in a test is written in the test."""

from datetime import date
from email.utils import make_msgid

import factory
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.mail.models import Mail
from tertial.organisation.models import RoleAssignment, Unit, UnitKind
from tertial.organisation.roles import Role


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone without any role."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@example.se")


class UnitFactory(factory.django.DjangoModelFactory):
    """A committee without anything above it."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda number: f"U{number}")
    name = factory.Sequence(lambda number: f"Unit {number}")
    kind = UnitKind.COMMITTEE
    valid_from = date(2019, 1, 1)


class RoleFactory(factory.django.DjangoModelFactory):
    """A reporter of a unit."""

    class Meta:
        model = RoleAssignment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.REPORTER


class MailFactory(factory.django.DjangoModelFactory):
    """A mail that waits."""

    class Meta:
        model = Mail

    to = factory.Sequence(lambda number: f"mottagare{number}@exempelby.se")
    subject = "Välkommen till Tertial"
    text = "Välj ditt lösenord: https://tertial.exempelby.se/konto/losenord/valj/hemligt/"
    message_id = factory.LazyFunction(make_msgid)
    asked_by = factory.LazyFunction(the_system)
    due_at = factory.LazyFunction(timezone.now)
