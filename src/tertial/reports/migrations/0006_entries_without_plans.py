import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_texts_of_units")]

    operations = [
        migrations.AlterModelOptions(
            name="chapterentry", options={"ordering": ["unit", "period", "slot", "position", "pk"]}
        ),
        migrations.AlterField(
            model_name="chapterentry",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="chapter_entries", to="organisation.unit"
            ),
        ),
        migrations.RemoveField(model_name="chapterentry", name="plan"),
    ]
