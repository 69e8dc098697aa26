"""Commitments in place of plain hashes of ballot files that are not published. What they say is filled in by 0013."""

from django.db import migrations, models

import elections.binding

HEX = {'max_length': 64}
SECRET = {'default': elections.binding.fresh_bytes, 'help_text': 'For scrutineers alone.', **HEX}


class Migration(migrations.Migration):

    dependencies = [('elections', '0011_drop_codes_of_proofs')]

    operations = [
        migrations.AddField('openedrankings', 'random_bytes', models.CharField(**SECRET)),
        migrations.AddField('count', 'random_bytes', models.CharField(**SECRET)),
        migrations.AddField('count', 'rankings_commitment', models.CharField(default='', **HEX), preserve_default=False),
        migrations.AddField(
            'count',
            'commitment',
            models.CharField(default='', help_text='Of the count as data.', **HEX),
            preserve_default=False,
        ),
        migrations.AlterField(
            'count',
            'blt_sha256',
            models.CharField(blank=True, help_text='Of the ballot file as published; empty where none is.', **HEX),
        ),
        migrations.AddField('vacancy', 'random_bytes', models.CharField(**SECRET)),
        migrations.AddField(
            'vacancy', 'commitment', models.CharField(blank=True, help_text='Of the countback as data.', **HEX)
        ),
        migrations.AddField(
            'countsignature', 'rankings_commitment', models.CharField(default='', **HEX), preserve_default=False
        ),
        migrations.AddField(
            'countsignature',
            'commitment',
            models.CharField(default='', help_text='Of the count as data.', **HEX),
            preserve_default=False,
        ),
        migrations.RemoveField('countsignature', 'blt_sha256'),
    ]
