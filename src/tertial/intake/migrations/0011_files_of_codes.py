"""Files of codes come in by the way of all files, and what was said of their headings is remembered as for others."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tertial.domain.ref import Ref

_SOURCES = {
    "ledger": "Table: CSV, Excel or OpenDocument",
    "sie": "SIE file",
    "staff": "Staff figures",
    "control": "Risks and measures",
    "codes": "Codes",
}


def _sources_of(model: str, name: str) -> list[migrations.operations.base.Operation]:
    field = models.CharField(choices=list(_SOURCES.items()), max_length=10, verbose_name="kind of file")
    constraint = models.CheckConstraint(condition=models.Q(("source__in", list(_SOURCES))), name=name)
    return [
        migrations.AlterField(model_name=model, name="source", field=field),
        migrations.RemoveConstraint(model_name=model, name=name),
        migrations.AddConstraint(model_name=model, constraint=constraint),
    ]


def move_headings(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was said of the headings of files with codes keeps its key."""
    using = editor.connection.alias
    said, saved = (apps.get_model(*name).objects.using(using) for name in (("economy", "CodeFileHeadings"), ("sources", "SavedMapping")))
    for each in said.all():
        saved.create(
            ref=Ref("savedmapping", Ref.parse(str(each.ref)).key),
            municipality_id=each.municipality_id,
            source="codes",
            kind=each.dimension,
            header_key=each.header_key,
            mapping={"code": each.code, "name": each.name},
        )


class Migration(migrations.Migration):
    dependencies = [("sources", "0010_files_of_other_rooms"), ("economy", "0016_remedies")]

    operations = [
        *_sources_of("savedmapping", "mapping_source"),
        *_sources_of("stagedimport", "staged_source"),
        migrations.AlterField(model_name="savedmapping", name="kind", field=models.CharField(blank=True, default="", max_length=20, verbose_name="kind")),
        migrations.AlterField(model_name="savedmapping", name="source_system", field=models.CharField(blank=True, default="", max_length=60, verbose_name="source system")),
        migrations.RunPython(move_headings, migrations.RunPython.noop, elidable=True),
    ]
