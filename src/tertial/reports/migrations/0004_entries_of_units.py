import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("reports", "0003_periods_of_any_span"),
    ]

    operations = [
        migrations.AddField(
            model_name="chapterentry",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chapter_entries",
                to="organisation.unit",
            ),
        ),
        migrations.AlterField(
            model_name="chapterentry",
            name="plan",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="goals.plan"
            ),
        ),
    ]
