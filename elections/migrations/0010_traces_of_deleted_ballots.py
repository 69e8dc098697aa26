from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0009_release_of_the_counting'),
    ]

    operations = [
        migrations.AddField(
            model_name='election',
            name='traces_wiped_at',
            field=models.DateTimeField(blank=True, help_text='When what the deleted ballots left in the files of the database was wiped.', null=True),
        ),
    ]
