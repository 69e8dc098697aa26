from django.db import migrations

from assembly.core.append_only import lift, protect

TABLE = "consultations_extension"


def protect_extensions(apps, schema_editor):
    protect(schema_editor.connection, TABLE, "id")


def lift_protection(apps, schema_editor):
    lift(schema_editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [('consultations', '0007_drafting')]

    operations = [migrations.RunPython(protect_extensions, lift_protection)]
