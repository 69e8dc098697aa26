import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Every convenor there is has a term; its basis was not recorded."""
    Group = apps.get_model('forums', 'Group')
    ConvenorTerm = apps.get_model('forums', 'ConvenorTerm')
    for group in Group.objects.exclude(convenor=None):
        ConvenorTerm.objects.create(
            group=group,
            person_id=group.convenor_id,
            starts_on=group.convenor_from,
            ends_on=group.convenor_ends_on,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0005_participants_of_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConvenorTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('convenor', 'Convenor'), ('deputy', 'Deputy convenor')], default='convenor', max_length=8)),
                ('basis', models.CharField(blank=True, choices=[('group', 'Decision of the group'), ('body', 'Named by the convening body')], max_length=5)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='forums.group')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='convenor_terms', to=settings.AUTH_USER_MODEL)),
                ('ends_on', models.DateField(blank=True, help_text='The day after the last day of the term; empty where somebody was named before terms had one.', null=True)),
            ],
            options={
                'ordering': ['group', models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='convenorterm',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='convenor_term_in_order', violation_error_message='The term ends before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='convenorterm',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), ('decided_on__isnull', False), _connector='OR'), name='convenor_term_basis_has_day', violation_error_message='Say on which day it was decided.'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
