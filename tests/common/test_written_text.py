"""Signs that nobody sees and no file can print: out of every form, and out of every text that is stored."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common import text_fields
from tertial.common.models import AuditEntry
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tests.shared.factories import RoleFactory, UnitFactory


def test_every_text_of_every_room_is_kept_in_a_field_that_cleans_it():
    plain, checked = (models.CharField, models.TextField, models.JSONField), (models.EmailField, models.SlugField)
    cleaning = (text_fields.CharField, text_fields.TextField, text_fields.JSONField)
    fields = [
        field
        for model in apps.get_models()
        if model.__module__.startswith("tertial.")
        for field in model._meta.get_fields()
        if isinstance(field, plain) and field.model is model and not isinstance(field, checked)
    ]
    written = [field for field in fields if field.name != "password"]

    assert len(written) > 100
    assert [str(field) for field in written if not isinstance(field, cleaning)] == []


@pytest.mark.django_db
def test_what_is_stored_has_lost_its_unseen_signs_however_it_is_stored():
    unit = UnitFactory(name="Kommun\x7fstyrelsen")
    Unit.objects.bulk_create([Unit(code="B", name="Bygg\x85nämnden", kind=unit.kind, valid_from=unit.valid_from)])
    Unit.objects.filter(pk=unit.pk).update(code="K\x0bS")
    entry = AuditEntry.objects.create(person=the_system(), action="x", ref="y", after={"cells": [["a\x00b", "Mål"]]})
    entry.refresh_from_db()

    assert unit.name == "Kommunstyrelsen"
    assert set(Unit.objects.values_list("code", "name")) >= {("KS", "Kommunstyrelsen"), ("B", "Byggnämnden")}
    assert entry.after == {"cells": [["ab", "Mål"]]}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "made"), [("Bygg\x7fnämnden", ["Byggnämnden"]), ("\x7f\x85", [])])
def test_a_name_of_nothing_but_unseen_signs_is_refused_as_empty(client, name, made):
    role = RoleFactory(role=Role.ADMINISTRATOR, unit=UnitFactory(kind=UnitKind.MUNICIPALITY))
    client.force_login(role.person)
    sent = {"code": "BN", "name": name, "kind": "committee", "parent": role.unit.pk, "valid_from": "2024-01-01"}

    client.post(reverse("organisation:unit_create"), sent)

    assert [unit.name for unit in Unit.objects.filter(code="BN")] == made
