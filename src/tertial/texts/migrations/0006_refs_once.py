# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('texts', '0005_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('ref',), name='attachment_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='attachment_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='textsection',
            constraint=models.UniqueConstraint(fields=('ref',), name='textsection_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='textsection',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='textsection_has_a_ref'),
        ),
    ]
