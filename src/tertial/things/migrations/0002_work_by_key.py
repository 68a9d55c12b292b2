from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import tertial.common.keys
import tertial.common.text_fields


def give_keys(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each row its own: the default of a new column is the same for all."""
    rows = apps.get_model("things", "Work")._default_manager
    for number in list(rows.values_list("pk", flat=True)):
        rows.filter(pk=number).update(key=tertial.common.keys.opaque_key())


class Migration(migrations.Migration):
    dependencies = [("things", "0001_long_work")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="key",
            field=tertial.common.text_fields.CharField(
                default=tertial.common.keys.opaque_key, editable=False, max_length=12
            ),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="work",
            name="key",
            field=tertial.common.text_fields.CharField(
                default=tertial.common.keys.opaque_key, editable=False, max_length=12, unique=True
            ),
        ),
    ]
