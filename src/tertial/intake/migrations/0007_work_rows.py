"""What the worker was asked for, or had in hand, moves to the table of all long work and waits there."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tertial.common.keys import opaque_key
from tertial.domain.ref import Ref

_WORK = {"reading": "import.read", "applying": "import.apply"}


def move_work(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes a waiting row of each import that is to be read or applied; the next worker begins it anew."""
    using = editor.connection.alias
    staged, work = (apps.get_model(*name).objects.using(using) for name in (("sources", "StagedImport"), ("things", "Work")))
    for each in staged.filter(state__in=_WORK).order_by("asked_at", "pk"):
        by = each.asked_by_id or each.sent_by_id
        if by is None:
            values = {"name": "Tertial", "is_active": False, "is_system": True, "password": "!"}
            values["ref"] = Ref("person", opaque_key())
            people = apps.get_model("accounts", "Person")._base_manager.using(using)
            by = people.get_or_create(email="tertial@tertial.invalid", defaults=values)[0].pk
        made = work.create(name=_WORK[each.state], ref=f"stagedimport:{each.pk}", asked_by_id=by)
        if each.asked_at:
            work.filter(pk=made.pk).update(asked_at=each.asked_at)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_refs_once"), ("sources", "0006_refs_once"), ("things", "0001_long_work")]

    operations = [
        migrations.RunPython(move_work, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="stagedimport", name="staged_done_within_total"),
        migrations.RemoveField(model_name="stagedimport", name="alive_at"),
        migrations.RemoveField(model_name="stagedimport", name="asked_at"),
        migrations.RemoveField(model_name="stagedimport", name="asked_by"),
        migrations.RemoveField(model_name="stagedimport", name="attempts"),
        migrations.RemoveField(model_name="stagedimport", name="done"),
    ]
