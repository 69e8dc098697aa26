from django.db import migrations


def by_their_forum(apps, schema_editor):
    """As the template for elections has it: each seat of a county forum by the district forum of its district."""
    seats = apps.get_model("partners", "Seat").objects.filter(partnership__kind="forum")
    seats.exclude(district=None).update(filling="group")


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_how_seats_are_filled")]

    operations = [migrations.RunPython(by_their_forum, migrations.RunPython.noop)]
