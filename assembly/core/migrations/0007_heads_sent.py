"""Which witness has had which head, so that one who was refused is tried again alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_leaves_and_witnesses'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('witness', models.CharField(max_length=64)),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent', to='core.witnessedhead')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('head', 'witness'), name='head_sent_once_to_a_witness')],
            },
        ),
    ]
