"""Mails of the last 30 days still hold codes for claims and enquiries, in their words and in a subject."""

from django.db import migrations

KINDS = ["membership/claim_code", "home/enquiry_code"]
BLANK = {"subject": "A one-time code", "text": "", "html": ""}


def blank_codes(apps, schema_editor):
    Email = apps.get_model("notifications", "Email")
    found = Email.objects.filter(kind__in=KINDS)
    found.filter(state__in=["queued", "sending"]).update(
        state="refused", claimed_at=None, error="gave up"
    )
    found.update(**BLANK)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_choices_digests_and_bounces")]

    operations = [migrations.RunPython(blank_codes, migrations.RunPython.noop)]
