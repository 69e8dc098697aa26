from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("compact", "0003_texts_by_edition")]
    operations = [migrations.DeleteModel(name="UndertakingVersion")]
