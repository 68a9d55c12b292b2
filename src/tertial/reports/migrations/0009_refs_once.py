# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='chapterentry',
            constraint=models.UniqueConstraint(fields=('ref',), name='chapterentry_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='chapterentry',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='chapterentry_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='reporttemplate',
            constraint=models.UniqueConstraint(fields=('ref',), name='reporttemplate_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='reporttemplate',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='reporttemplate_has_a_ref'),
        ),
    ]
