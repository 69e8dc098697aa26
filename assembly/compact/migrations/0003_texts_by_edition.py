"""The texts that were published one by one become editions: one for each day on which texts came into force.

Of the example text only the newest words are kept, as edition 0: nobody agreed to the others either.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import migrations

from assembly.compact.example_text import TITLES

LONDON = ZoneInfo("Europe/London")


def _edition(apps, number, title, versions):
    adopted = min(version.published_on for version in versions)
    at = dt.datetime.combine(adopted, dt.time(12), LONDON)
    return apps.get_model("compact", "Edition").objects.create(
        number=number,
        title=title,
        is_example=number == 0,
        begun_at=at,
        adopted_on=adopted,
        in_force_from=min(version.effective_on for version in versions),
        published_at=at,
    )


def _keep(apps, edition, version, title=""):
    apps.get_model("compact", "UndertakingText").objects.create(
        undertaking_id=version.undertaking_id,
        edition=edition,
        title=title,
        text=version.text,
        party=version.party,
        measured_by=version.measured_by,
    )


def gather(apps, schema_editor):
    every = apps.get_model("compact", "UndertakingVersion").objects.select_related("undertaking")
    newest = {version.undertaking_id: version for version in every.filter(is_example=True).order_by("number")}
    if newest:
        edition = _edition(apps, 0, "Example text", list(newest.values()))
        for version in newest.values():
            _keep(apps, edition, version, TITLES.get(version.undertaking.number, ""))
    agreed = every.filter(is_example=False)
    days = sorted(set(agreed.values_list("effective_on", flat=True)))
    for number, day in enumerate(days, 1):
        versions = list(agreed.filter(effective_on=day))
        edition = _edition(apps, number, "The Compact", versions)
        for version in versions:
            _keep(apps, edition, version)


class Migration(migrations.Migration):
    dependencies = [("compact", "0002_editions")]
    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
