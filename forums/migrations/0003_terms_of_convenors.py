from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0002_pages_of_groups'),
        ('membership', '0015_drop_codes_of_claims'),
        ('partners', '0004_seats_taken_before_the_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='group',
            name='convenor_ends_on',
            field=models.DateField(blank=True, help_text='The day after the last day of the term; empty where somebody was named before terms had one.', null=True),
        ),
        migrations.AddField(
            model_name='group',
            name='convenor_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('convenor_ends_on', None), ('convenor_ends_on__gt', models.F('convenor_from')), _connector='OR'), name='group_convenor_term_in_order', violation_error_message="The convenor's term ends before it starts."),
        ),
    ]
