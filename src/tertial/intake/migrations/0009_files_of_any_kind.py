"""Files that were sent are for a unit and a year, and what came of them is a thing of any kind."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def say_what_came(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The ledger's import is named by its ref."""
    for each in apps.get_model("sources", "StagedImport").objects.using(editor.connection.alias).select_related("ledger_import"):
        each.year = each.sent_at.year
        each.brought = each.ledger_import.ref if each.ledger_import else ""
        each.save(update_fields=["year", "brought"])


class Migration(migrations.Migration):
    dependencies = [("sources", "0008_sent_workbooks"), ("economy", "0009_refs_once")]

    operations = [
        migrations.RemoveConstraint(model_name="stagedimport", name="staged_applied_has_import"),
        migrations.RemoveConstraint(model_name="stagedimport", name="staged_kind"),
        migrations.AddField(model_name="stagedimport", name="year", field=models.PositiveSmallIntegerField(default=0, verbose_name="year"), preserve_default=False),
        migrations.AddField(model_name="stagedimport", name="brought", field=models.CharField(blank=True, default="", max_length=220, verbose_name="import")),
        migrations.RunPython(say_what_came, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="stagedimport", name="ledger_import"),
        migrations.RemoveIndex(model_name="stagedimport", name="staged_by_time"),
        migrations.RenameField(model_name="stagedimport", old_name="municipality", new_name="unit"),
        migrations.AddIndex(model_name="stagedimport", index=models.Index(fields=["unit", "-sent_at"], name="staged_by_time")),
        migrations.AlterField(model_name="stagedimport", name="kind", field=models.CharField(blank=True, default="", max_length=20, verbose_name="kind")),
        migrations.AlterField(model_name="stagedimport", name="source_system", field=models.CharField(blank=True, default="", max_length=60, verbose_name="source system")),
        migrations.AddConstraint(
            model_name="stagedimport",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("state", "applied"), models.Q(("brought", ""), _negated=True)), models.Q(models.Q(("state", "applied"), _negated=True), ("brought", "")), _connector="OR"), name="staged_applied_has_import"),
        ),
    ]
