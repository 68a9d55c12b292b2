"""What a row is about or points at is a ref in Python and text in the database."""

import json

import pytest
from django.core.serializers import serialize
from django.db import connection
from django.urls import reverse

from tertial.common.fields import RefChoice
from tertial.common.models import AuditEntry
from tertial.common.ref_field import RefField
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project, ProjectTable
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db


def stored_with(goal: Ref) -> Project:
    """A project that serves a goal."""
    unit = UnitFactory()
    table = ProjectTable.objects.create(municipality=unit, unit=unit, key="investments", caption="Investeringar")
    return Project.objects.create(unit=unit, table=table, name="Kameror", first_year=2024, goal_ref=goal)


def test_what_is_stored_is_read_as_a_ref():
    stored_with(Ref("goal", 12))

    read = Project.objects.get()

    assert (type(read.goal_ref), read.goal_ref) == (Ref, Ref("goal", 12))
    assert [type(each) for each in Project.objects.values_list("goal_ref", flat=True)] == [Ref]


def test_the_database_holds_the_text_that_it_is_printed_as():
    stored_with(Ref("goal", 12))

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT goal_ref FROM {Project._meta.db_table}")
        assert cursor.fetchone() == ("goal:12",)


def test_rows_are_found_by_refs():
    first, second, none = (stored_with(ref) for ref in (Ref("goal", 1), Ref("goal", 2), NO_REF))
    found = Project.objects

    assert found.get(goal_ref=Ref("goal", 1)) == first
    assert set(found.filter(goal_ref__in={Ref("goal", 1), Ref("goal", 2)})) == {first, second}
    assert set(found.exclude(goal_ref=NO_REF)) == {first, second}
    assert found.get(goal_ref__startswith="goal:2") == second
    assert found.get(goal_ref=NO_REF) == none
    assert found.filter(goal_ref=Ref("goal", 2)).update(goal_ref=Ref("goal", 1)) == 1


def test_nothing_is_a_ref_that_is_false():
    stored = stored_with(NO_REF)

    assert (stored.goal_ref, bool(stored.goal_ref)) == (NO_REF, False)
    assert type(Project().goal_ref) is Ref


def test_an_object_that_was_given_text_holds_a_ref_once_it_is_saved():
    stored = stored_with(NO_REF)
    stored.goal_ref = "goal:12"
    stored.save()

    assert type(stored.goal_ref) is Ref


def test_what_is_written_out_is_as_before():
    stored = stored_with(Ref("goal", 12))

    assert json.loads(serialize("json", [stored]))[0]["fields"]["goal_ref"] == "goal:12"


def test_a_migration_sees_a_field_of_django():
    name, path, _arguments, options = AuditEntry._meta.get_field("ref").deconstruct()

    assert (name, path, options) == ("ref", "django.db.models.CharField", {"max_length": 220})
    assert isinstance(AuditEntry._meta.get_field("ref"), RefField)


def test_a_choice_in_a_form_gives_a_ref():
    field = RefChoice(choices=[("", "-"), ("goal:12", "A good school")], required=False)

    assert [(type(each), each) for each in (field.clean("goal:12"), field.clean(""))] == [
        (Ref, Ref("goal", 12)),
        (Ref, NO_REF),
    ]


def test_an_address_takes_a_ref_and_gives_one():
    assert reverse("desk:history", args=[Ref("goal", 12)]).endswith("/historik/goal:12/")
