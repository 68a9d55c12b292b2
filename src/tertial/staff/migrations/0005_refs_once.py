# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0004_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='staffimport',
            constraint=models.UniqueConstraint(fields=('ref',), name='staffimport_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='staffimport',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='staffimport_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='turnoverdefinition',
            constraint=models.UniqueConstraint(fields=('ref',), name='turnoverdefinition_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='turnoverdefinition',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='turnoverdefinition_has_a_ref'),
        ),
    ]
