from django.db import migrations
from django.utils import timezone

OFFICES = (
    "Support Unit",
    "Assembly Board",
    "Returning officer",
    "Scrutineer",
    "Polling clerk",
    "Compact Board",
    "Public body officer",
    "Data protection lead",
)


def begin(apps, schema_editor):
    """An office now comes from a term: anyone in its group who has none is given one without an end."""
    User = apps.get_model("accounts", "User")
    OfficeTerm = apps.get_model("accounts", "OfficeTerm")
    for office in OFFICES:
        there = User.objects.filter(groups__name=office)
        noted = OfficeTerm.objects.filter(office=office, ended_on=None).values("user")
        OfficeTerm.objects.bulk_create(
            OfficeTerm(user=user, office=office, began_on=timezone.localdate())
            for user in there.exclude(pk__in=noted)
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_office_terms_with_an_end")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
