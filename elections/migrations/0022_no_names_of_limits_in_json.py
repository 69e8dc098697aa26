from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('elections', '0021_limits_of_a_spread')]

    operations = [migrations.RemoveField(model_name='contest', name='spread_limits')]
