"""Files of staff figures and of risks come in by the way of all files."""

from django.db import migrations, models

_SOURCES = {
    "ledger": "Table: CSV, Excel or OpenDocument",
    "sie": "SIE file",
    "staff": "Staff figures",
    "control": "Risks and measures",
}


def _sources_of(model: str, name: str) -> list[migrations.operations.base.Operation]:
    field = models.CharField(choices=list(_SOURCES.items()), max_length=10, verbose_name="kind of file")
    constraint = models.CheckConstraint(condition=models.Q(("source__in", list(_SOURCES))), name=name)
    return [
        migrations.AlterField(model_name=model, name="source", field=field),
        migrations.RemoveConstraint(model_name=model, name=name),
        migrations.AddConstraint(model_name=model, constraint=constraint),
    ]


class Migration(migrations.Migration):
    dependencies = [("sources", "0009_files_of_any_kind")]

    operations = [*_sources_of("savedmapping", "mapping_source"), *_sources_of("stagedimport", "staged_source")]
