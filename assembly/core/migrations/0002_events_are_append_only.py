from django.db import migrations

from assembly.core.append_only import lift, protect

TABLES = {"core_event": ["id"], "core_eventseal": ["position", "event_id"]}


def protect_record(apps, schema_editor):
    for table, unique in TABLES.items():
        protect(schema_editor.connection, table, *unique)


def lift_protection(apps, schema_editor):
    for table in TABLES:
        lift(schema_editor.connection, table)


class Migration(migrations.Migration):

    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(protect_record, lift_protection)]
