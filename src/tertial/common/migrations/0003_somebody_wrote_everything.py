"""What nobody was written down for was written by Tertial itself: the sample, the command line, setting up."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_the_system(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Gives every entry without a person to the system, which is stored only where there are such entries."""
    using = editor.connection.alias
    nobodys = apps.get_model("common", "AuditEntry").objects.using(using).filter(person=None)
    if not nobodys.exists():
        return
    values = {"name": "Tertial", "is_active": False, "is_system": True, "password": "!"}
    people = apps.get_model("accounts", "Person")._base_manager.using(using)
    tertial, _made = people.get_or_create(email="tertial@tertial.invalid", defaults=values)
    nobodys.update(person=tertial)


class Migration(migrations.Migration):
    dependencies = [("common", "0002_one_undo_a_write"), ("accounts", "0005_the_system_is_somebody")]

    operations = [migrations.RunPython(name_the_system, migrations.RunPython.noop, elidable=True)]
