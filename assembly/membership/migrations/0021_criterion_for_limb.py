from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0020_search_of_names_folded")]

    operations = [
        migrations.RemoveConstraint("eligibilityfinding", "finding_once_a_limb"),
        migrations.RenameField("eligibilityfinding", "limb", "criterion"),
        migrations.AddConstraint(
            "eligibilityfinding",
            models.UniqueConstraint(
                fields=["organisation", "criterion"], name="finding_once_a_criterion"
            ),
        ),
    ]
