import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_password_links")]

    operations = [
        migrations.AddField("person", "is_system", models.BooleanField(default=False, editable=False)),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(("is_system", False), ("is_active", False), _connector="OR"),
                name="the_system_never_signs_in",
            ),
        ),
    ]
