"""Room for project tables that a municipality declares itself (docs/adr/0066); the rows are filled in the next step."""

import django.db.models.deletion
from django.db import migrations, models

def _flag(name: str, words: str) -> migrations.AddField:
    field = models.BooleanField(default=False, verbose_name=words)
    return migrations.AddField(model_name="projecttable", name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial"), ("economy", "0009_refs_once")]

    operations = [
        migrations.AlterModelOptions(name="project", options={}),
        migrations.AlterModelOptions(name="projectamount", options={}),
        migrations.AlterModelOptions(name="projectcode", options={}),
        migrations.AlterModelOptions(name="projectgroup", options={}),
        migrations.AlterModelOptions(name="projecttable", options={}),
        migrations.RemoveConstraint(model_name="project", name="project_kind_known"),
        migrations.RemoveConstraint(model_name="projectamount", name="project_amount_table_known"),
        migrations.RemoveConstraint(model_name="projectgroup", name="project_group_key_once"),
        migrations.RemoveConstraint(model_name="projectgroup", name="project_group_kind_known"),
        migrations.RemoveConstraint(model_name="projecttable", name="project_table_once"),
        migrations.RemoveConstraint(model_name="projecttable", name="project_table_kind_known"),
        migrations.RenameField(model_name="projectamount", old_name="table", new_name="table_key"),
        migrations.RenameField(model_name="projectcode", old_name="table", new_name="table_key"),
        migrations.RenameField(model_name="projecttable", old_name="kind", new_name="key"),
        migrations.AddField(
            model_name="projecttable",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="project_tables",
                to="organisation.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AlterField(
            model_name="projecttable",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
            ),
        ),
        migrations.AlterField(
            model_name="projecttable", name="key", field=models.CharField(max_length=30, verbose_name="key")
        ),
        migrations.AddField(
            model_name="projecttable",
            name="columns",
            field=models.JSONField(default=list, verbose_name="columns"),
        ),
        migrations.AddField(
            model_name="projecttable",
            name="extra",
            field=models.JSONField(default=list, verbose_name="columns on pages only"),
        ),
        migrations.AddField(
            model_name="projecttable",
            name="rows",
            field=models.CharField(
                choices=[
                    ("project", "A row for each project"),
                    ("under_groups", "A row for each project, under the heading of its group"),
                    ("group", "A row for each group, with the sum of its projects"),
                    ("unit", "A row for each unit, with the sum of its projects"),
                ],
                default="project",
                max_length=20,
                verbose_name="rows",
            ),
        ),
        migrations.AddField(
            model_name="projecttable",
            name="rows_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seen_as",
                to="economy.projecttable",
                verbose_name="projects of",
            ),
        ),
        _flag("text_for_each", "asks for a text about each row"),
        _flag("asks_goal", "asks which goal each row serves"),
        _flag("has_reserve", "rows can be held in reserve"),
        _flag("has_parts", "rows can be parts of another"),
        migrations.AddField(
            model_name="projecttable",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="order"),
        ),
        migrations.AddField(
            model_name="projecttable",
            name="former_address",
            field=models.SlugField(blank=True, default="", editable=False, max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="projecttable", name="archived_at", field=models.DateTimeField(blank=True, null=True)
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="table",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name=related,
                    to="economy.projecttable",
                    verbose_name="table",
                ),
            )
            for model, related in (
                ("project", "projects"),
                ("projectcode", "+"),
                ("projectamount", "+"),
                ("projectgroup", "groups"),
            )
        ),
    ]
