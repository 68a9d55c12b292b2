# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0005_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('ref',), name='assignment_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='assignment_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='assignmentfollowup',
            constraint=models.UniqueConstraint(fields=('ref',), name='assignmentfollowup_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='assignmentfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='assignmentfollowup_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='assignmentorigin',
            constraint=models.UniqueConstraint(fields=('ref',), name='assignmentorigin_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='assignmentorigin',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='assignmentorigin_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='assignmentstatus',
            constraint=models.UniqueConstraint(fields=('ref',), name='assignmentstatus_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='assignmentstatus',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='assignmentstatus_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('ref',), name='goal_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='goal_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='goalassessment',
            constraint=models.UniqueConstraint(fields=('ref',), name='goalassessment_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='goalassessment',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='goalassessment_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='goalindicator',
            constraint=models.UniqueConstraint(fields=('ref',), name='goalindicator_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='goalindicator',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='goalindicator_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('ref',), name='indicator_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='indicator_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='indicatorassessment',
            constraint=models.UniqueConstraint(fields=('ref',), name='indicatorassessment_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='indicatorassessment',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='indicatorassessment_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('ref',), name='level_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='level_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('ref',), name='outcome_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='outcome_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('ref',), name='plan_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='plan_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='scalestep',
            constraint=models.UniqueConstraint(fields=('ref',), name='scalestep_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='scalestep',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='scalestep_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='steeringmodel',
            constraint=models.UniqueConstraint(fields=('ref',), name='steeringmodel_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='steeringmodel',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='steeringmodel_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('ref',), name='target_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='target_has_a_ref'),
        ),
    ]
