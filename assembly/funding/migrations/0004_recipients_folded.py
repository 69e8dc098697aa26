"""The words of the names of recipients, so that however one is typed it is found (`core/name_fields.py`)."""

from django.db import migrations

import assembly.core.name_fields
from assembly.core.name_fields import fill


def fill_names(apps, schema_editor):
    """What saving a row does from now on."""
    fill(apps.get_model("funding", "award"), {"recipient_words": "recipient_name"})


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_classing")]
    operations = [
        migrations.AddField(
            "award",
            "recipient_words",
            assembly.core.name_fields.WordsField(of="recipient_name", default="", editable=False),
        ),
        migrations.RunPython(fill_names, migrations.RunPython.noop),
    ]
