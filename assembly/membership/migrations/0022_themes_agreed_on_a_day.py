import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Themes that are there keep no day: nobody knows when they were agreed."""

    dependencies = [("membership", "0021_criterion_for_limb")]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="agreed_on",
            field=models.DateField(blank=True, null=True, verbose_name="on the list from"),
        ),
        migrations.AlterField(
            model_name="theme",
            name="agreed_on",
            field=models.DateField(
                blank=True,
                default=django.utils.timezone.localdate,
                null=True,
                verbose_name="on the list from",
            ),
        ),
    ]
