"""Signed receipts, objections that two find founded, and rankings published as far as the count used them.

The ballot files of old counts were published whole. From now on they are shortened, and no hash of a whole one stays.
"""

import django.db.models.deletion
from django.db import migrations, models


def forget_hashes_of_whole_files(apps, schema_editor):
    apps.get_model("elections", "Count").objects.update(blt_sha256="")


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0014_a_lot_fixed_at_the_notice'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReceiptKey',
            fields=[
                ('election', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='receipt_key', serialize=False, to='elections.election')),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='contest',
            name='publication',
            field=models.CharField(choices=[('full', 'With 20 ballots or more, the rankings as far as the count used them'), ('totals', 'Never more than the votes at each stage')], default='full', help_text='Choose the second where somebody may be told in which order to rank: such an order can be found again among published rankings.', max_length=6, verbose_name='how much of the count is published'),
        ),
        migrations.AddField(
            model_name='count',
            name='shortened',
            field=models.TextField(blank=True, help_text='Ballot file (BLT) of what the count used of each ranking: it counts to the same stages.'),
        ),
        migrations.AddField(
            model_name='countsignature',
            name='published_sha256',
            field=models.CharField(blank=True, help_text='Of the published rankings, where they are published.', max_length=64),
        ),
        migrations.AddField(
            model_name='election',
            name='receipt_public_key',
            field=models.CharField(blank=True, help_text='Checks the signatures of receipts; made at notice of poll.', max_length=64),
        ),
        migrations.AddField(
            model_name='objection',
            name='signature',
            field=models.CharField(blank=True, help_text='Of the receipt, in hexadecimal; it was checked.', max_length=128),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='shortened',
            field=models.TextField(blank=True, help_text='Ballot file (BLT) of what the count and this countback used.'),
        ),
        migrations.CreateModel(
            name='ObjectionFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found_at', models.DateTimeField()),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='elections.objection')),
                ('scrutineer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='elections.scrutineer')),
            ],
            options={
                'ordering': ['objection', 'id'],
                'constraints': [models.UniqueConstraint(fields=('objection', 'scrutineer'), name='objection_found_founded_once', violation_error_message='You have said this already.')],
            },
        ),
        migrations.RunPython(forget_hashes_of_whole_files, migrations.RunPython.noop, elidable=False),
    ]
