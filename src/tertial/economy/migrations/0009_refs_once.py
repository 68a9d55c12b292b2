# Every row has its ref before the database holds it to that.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('economy', '0008_refs'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='budgetdecision',
            constraint=models.UniqueConstraint(fields=('ref',), name='budgetdecision_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='budgetdecision',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='budgetdecision_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='budgetspread',
            constraint=models.UniqueConstraint(fields=('ref',), name='budgetspread_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='budgetspread',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='budgetspread_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.UniqueConstraint(fields=('ref',), name='code_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='code',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='code_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='codefileheadings',
            constraint=models.UniqueConstraint(fields=('ref',), name='codefileheadings_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='codefileheadings',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='codefileheadings_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='forecast',
            constraint=models.UniqueConstraint(fields=('ref',), name='forecast_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='forecast',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='forecast_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='ledgerclosing',
            constraint=models.UniqueConstraint(fields=('ref',), name='ledgerclosing_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerclosing',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='ledgerclosing_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='ledgerimport',
            constraint=models.UniqueConstraint(fields=('ref',), name='ledgerimport_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerimport',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='ledgerimport_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('ref',), name='project_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='project_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='projectamount',
            constraint=models.UniqueConstraint(fields=('ref',), name='projectamount_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='projectamount',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='projectamount_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='projectgroup',
            constraint=models.UniqueConstraint(fields=('ref',), name='projectgroup_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='projectgroup',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='projectgroup_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='projectstage',
            constraint=models.UniqueConstraint(fields=('ref',), name='projectstage_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='projectstage',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='projectstage_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='projecttable',
            constraint=models.UniqueConstraint(fields=('ref',), name='projecttable_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='projecttable',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='projecttable_has_a_ref'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('ref',), name='statement_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('ref', ''), _negated=True), name='statement_has_a_ref'),
        ),
    ]
