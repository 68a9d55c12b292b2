# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('control', '0006_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='commonanswer',
            constraint=models.UniqueConstraint(fields=('ref',), name='commonanswer_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='commonanswer',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='commonanswer_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='commoncontrol',
            constraint=models.UniqueConstraint(fields=('ref',), name='commoncontrol_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='commoncontrol',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='commoncontrol_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='commonquestion',
            constraint=models.UniqueConstraint(fields=('ref',), name='commonquestion_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='commonquestion',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='commonquestion_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='commonrow',
            constraint=models.UniqueConstraint(fields=('ref',), name='commonrow_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='commonrow',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='commonrow_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='controlfollowup',
            constraint=models.UniqueConstraint(fields=('ref',), name='controlfollowup_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='controlfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='controlfollowup_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='controlmodel',
            constraint=models.UniqueConstraint(fields=('ref',), name='controlmodel_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='controlmodel',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='controlmodel_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='controlplan',
            constraint=models.UniqueConstraint(fields=('ref',), name='controlplan_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='controlplan',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='controlplan_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='controlresult',
            constraint=models.UniqueConstraint(fields=('ref',), name='controlresult_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='controlresult',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='controlresult_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='judgementapproval',
            constraint=models.UniqueConstraint(fields=('ref',), name='judgementapproval_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='judgementapproval',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='judgementapproval_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('ref',), name='measure_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='measure_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.UniqueConstraint(fields=('ref',), name='recheck_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='recheck_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(fields=('ref',), name='recommendation_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='recommendation_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(fields=('ref',), name='risk_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='risk_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='systematiccontrol',
            constraint=models.UniqueConstraint(fields=('ref',), name='systematiccontrol_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='systematiccontrol',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='systematiccontrol_has_a_ref'),
        ),
    ]
