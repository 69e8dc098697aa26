from django.db import migrations
from django.utils import timezone

OFFICE = "Public body officer"


def name_bodies(apps, schema_editor):
    """The term of an officer says for which body: what was given before is split into one for each of their bodies."""
    OfficeTerm = apps.get_model("accounts", "OfficeTerm")
    Officer = apps.get_model("partners", "Officer")
    today = timezone.localdate()
    for term in OfficeTerm.objects.filter(office=OFFICE, ended_on=None, body_id=None):
        joined = Officer.objects.filter(user=term.user_id).select_related("body")
        bodies = {one.body_id: one.body for one in joined if not one.ends_on or one.ends_on > today}
        for body in bodies.values():
            OfficeTerm.objects.create(
                user_id=term.user_id,
                office=OFFICE,
                body_id=body.pk,
                body_name=body.name,
                began_on=term.began_on,
            )
        if bodies:
            term.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_terms_of_those_in_office"),
        ("partners", "0004_seats_taken_before_the_code"),
        ("home", "0007_office_proposals"),
    ]

    operations = [migrations.RunPython(name_bodies, migrations.RunPython.noop)]
