"""How far members were told of an opening. Of what was open before there were such mails nobody is told late."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def count_as_told(apps, schema_editor):
    today = timezone.localdate()
    opened = apps.get_model('consultations', 'Consultation').objects.filter(
        published_at__isnull=False, opens_on__lte=today
    )
    notice = apps.get_model('consultations', 'OpeningNotice')
    notice.objects.bulk_create(
        [notice(consultation_id=pk, finished_on=today) for pk in opened.values_list('pk', flat=True)]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpeningNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached', models.BigIntegerField(default=0, help_text='People are told in the order of their keys: the last key so far.')),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opening_notice', to='consultations.consultation')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(count_as_told, migrations.RunPython.noop),
    ]
