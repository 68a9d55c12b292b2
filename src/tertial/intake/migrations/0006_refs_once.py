# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0005_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='savedmapping',
            constraint=models.UniqueConstraint(fields=('ref',), name='savedmapping_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='savedmapping',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='savedmapping_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='stagedimport',
            constraint=models.UniqueConstraint(fields=('ref',), name='stagedimport_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='stagedimport',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='stagedimport_has_a_ref'),
        ),
    ]
