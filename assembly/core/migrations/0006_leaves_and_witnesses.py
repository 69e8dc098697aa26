"""A line of the record gets a leaf, a seal says of what it is made, and what was sent to witnesses is kept.

Lines and seals of old stay as they are: a seal of version 1 is checked as it always was. SQLite builds the tables anew for
some of this and forgets their triggers, so they are made again.
"""

from django.db import migrations, models

from assembly.core.append_only import lift, protect

TABLES = {"core_event": ["id"], "core_eventseal": ["position", "event_id"]}


def protect_record(apps, schema_editor):
    for table, unique in TABLES.items():
        protect(schema_editor.connection, table, *unique)


def lift_protection(apps, schema_editor):
    for table in TABLES:
        lift(schema_editor.connection, table)


class Migration(migrations.Migration):

    dependencies = [("core", "0005_mailed_codes")]

    operations = [
        migrations.RunPython(lift_protection, protect_record),
        migrations.AddField(
            model_name='event',
            name='random_bytes',
            field=models.CharField(blank=True, default='', help_text='32 bytes as hexadecimal; empty in the oldest lines.', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='event',
            name='leaf',
            field=models.CharField(blank=True, default='', help_text="SHA-256 of the random bytes and the line's own text.", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='eventseal',
            name='version',
            field=models.PositiveSmallIntegerField(choices=[(1, 'over the text of the line'), (2, 'over its leaf')], default=1),
        ),
        migrations.AddField(
            model_name='eventseal',
            name='leaf',
            field=models.CharField(blank=True, default='', max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='WitnessedHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True)),
                ('count', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-on'],
            },
        ),
        migrations.RunPython(protect_record, lift_protection),
    ]
