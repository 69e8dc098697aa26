"""Why a response was erased, why one on paper was sent back; and an organisation that took its response back has no name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('consultations', '0010_follow_up_goes_along')]

    operations = [
        migrations.AddField(
            model_name="response",
            name="erased_because",
            field=models.CharField(
                blank=True,
                help_text="Of one that the Support Unit erased: how it knows who asked.",
                max_length=500,
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="sent_back_because",
            field=models.CharField(
                blank=True,
                help_text="What whoever checked it against the paper found wrong; empty again once it is mended.",
                max_length=500,
            ),
        ),
        migrations.RemoveConstraint(model_name="response", name="response_outside_with_name"),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "outside"), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    ("erased_at__isnull", False),
                    ("stopped_at__isnull", False),
                    _connector="OR",
                ),
                name="response_outside_with_name",
                violation_error_message="Give the name of the organisation.",
            ),
        ),
    ]
