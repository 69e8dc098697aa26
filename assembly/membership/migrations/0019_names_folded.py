"""What is stored beside a name, so that however it is typed it is found (`core/name_fields.py`)."""

from django.db import migrations

import assembly.core.name_fields
from assembly.core.name_fields import fill
from assembly.membership import naming

CHUNK = 500


def fill_names(apps, schema_editor):
    """What saving a row does from now on. The keys too: accents, “&” and “Saint” no longer part two names."""
    organisations = apps.get_model("membership", "organisation")
    entries = apps.get_model("membership", "registerentry")
    fill(organisations, {"name_words": "name", "name_folded": "name"})
    fill(entries, {"name_words": "name"})
    for kind in (organisations, entries):
        _fill_keys(kind)


def _fill_keys(kind):
    different = []
    for row in kind.objects.only("pk", "name", "name_key").iterator(chunk_size=CHUNK):
        key = naming.key(row.name)
        if key != row.name_key:
            row.name_key = key
            different.append(row)
    kind.objects.bulk_update(different, ["name_key"], batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("membership", "0018_application_questions")]
    operations = [
        migrations.AddField(
            "organisation",
            "name_words",
            assembly.core.name_fields.WordsField(of="name", default="", editable=False),
        ),
        migrations.AddField(
            "organisation",
            "name_folded",
            assembly.core.name_fields.FoldedField(
                of="name", default="", editable=False, db_index=True
            ),
        ),
        migrations.AddField(
            "registerentry",
            "name_words",
            assembly.core.name_fields.WordsField(of="name", default="", editable=False),
        ),
        migrations.RunPython(fill_names, migrations.RunPython.noop),
    ]
