"""The form of a lot and its substitute event, and changes that two scrutineers agree to. Contests of old have no form."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

NUMBERS = {
    'blank': True,
    'help_text': 'The lot is written as these whole numbers in rising order. Empty: word for word as it was published.',
    'null': True,
    'validators': [django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)],
    'verbose_name': 'how many numbers it gives',
}


class Migration(migrations.Migration):

    dependencies = [('elections', '0013_forget_hashes_of_secret_ballots')]

    operations = [
        migrations.AddField('contest', 'lot_numbers', models.PositiveSmallIntegerField(**NUMBERS)),
        migrations.AlterField('contest', 'lot_numbers', models.PositiveSmallIntegerField(default=6, **NUMBERS)),
        migrations.AddField(
            'contest',
            'lot_substitute',
            models.CharField(
                blank=True,
                default='',
                help_text='What gives the lot if the first event is not held. It gives as many numbers.',
                max_length=300,
                verbose_name='substitute event',
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            'contest',
            'lot_substitute_at',
            models.DateTimeField(
                blank=True,
                help_text='No earlier than the first event, and before the ballot box is opened.',
                null=True,
                verbose_name='when the substitute event is',
            ),
        ),
        migrations.AddField(
            'contest',
            'lot_substitute_because',
            models.CharField(
                blank=True, default='', help_text='Why the substitute event gave the lot.', max_length=300
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='LotChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(max_length=100)),
                ('seed', models.CharField(max_length=100)),
                ('because', models.CharField(help_text='Public.', max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                (
                    'contest',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='lot_changes',
                        to='elections.contest',
                    ),
                ),
            ],
            options={'ordering': ['contest', 'id']},
        ),
        migrations.CreateModel(
            name='LotChangeConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_at', models.DateTimeField()),
                (
                    'change',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='consents',
                        to='elections.lotchange',
                    ),
                ),
                (
                    'scrutineer',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='lot_changes',
                        to='elections.scrutineer',
                    ),
                ),
            ],
            options={
                'ordering': ['change', 'id'],
                'constraints': [
                    models.UniqueConstraint(
                        fields=('change', 'scrutineer'),
                        name='lot_change_agreed_once',
                        violation_error_message='You have agreed to this change already.',
                    )
                ],
            },
        ),
    ]
