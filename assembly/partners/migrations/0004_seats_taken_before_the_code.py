from django.db import migrations
from django.db.models import F


def take(apps, schema_editor):
    """Who held a seat before there was a code of conduct holds it still; that no version was accepted stays to be seen."""
    apps.get_model("partners", "Appointment").objects.filter(taken_on=None).update(
        taken_on=F("starts_on")
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_meetings_and_reports")]

    operations = [migrations.RunPython(take, migrations.RunPython.noop)]
