from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0006_terms_of_convenors_and_deputies'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='group',
            name='group_convenor_term_in_order',
        ),
        migrations.RemoveField(
            model_name='group',
            name='convenor',
        ),
        migrations.RemoveField(
            model_name='group',
            name='convenor_ends_on',
        ),
        migrations.RemoveField(
            model_name='group',
            name='convenor_from',
        ),
    ]
