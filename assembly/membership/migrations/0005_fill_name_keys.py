"""The keys of the names that organisations have already."""

from django.db import migrations

from assembly.membership import naming


def fill_keys(apps, schema_editor):
    """What `Organisation.save` does from now on."""
    kind = apps.get_model("membership", "organisation")
    for organisation in kind.objects.iterator():
        organisation.name_key = naming.key(organisation.name)
        organisation.save(update_fields=["name_key"])


class Migration(migrations.Migration):
    dependencies = [("membership", "0004_joining")]
    # Nothing to take back: the column goes with the migration before.
    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop)]
