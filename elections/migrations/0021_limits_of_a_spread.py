"""The limits of a contest's spread become rows that point at the theme or district, no longer names in JSON.

A name that no theme or district has any more is kept as it was told, without a key: the notice of election gave it, and
candidates stand by it. Dropping it would change what was promised, and guessing another one would be worse.
"""

import django.db.models.deletion
from django.db import migrations, models

KINDS = {'theme': 'Theme', 'district': 'District'}


def make_rows(apps, schema_editor):
    limits = apps.get_model('elections', 'SpreadLimit').objects
    known = {
        field: dict(apps.get_model('membership', kind).objects.values_list('name', 'pk'))
        for field, kind in KINDS.items()
    }
    for contest in apps.get_model('elections', 'Contest').objects.exclude(spread_limits=[]).iterator():
        areas = known.get(contest.spread_by, {})
        for order, limit in enumerate(contest.spread_limits):
            area = areas.get(limit['name'])
            limits.create(
                contest=contest,
                order=order,
                name=limit['name'],
                minimum=limit.get('minimum') or 0,
                maximum=limit.get('maximum'),
                **({f'{contest.spread_by}_id': area} if area else {}),
            )


def write_names(apps, schema_editor):
    for contest in apps.get_model('elections', 'Contest').objects.filter(limit_rows__isnull=False).distinct():
        contest.spread_limits = [
            {'name': row.name, 'minimum': row.minimum, 'maximum': row.maximum}
            for row in contest.limit_rows.order_by('order')
        ]
        contest.save(update_fields=['spread_limits'])


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0020_findings_by_their_facts'),
        ('membership', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpreadLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(help_text='As the notice of election gave it.', max_length=120)),
                ('minimum', models.PositiveSmallIntegerField(default=0)),
                ('maximum', models.PositiveSmallIntegerField(help_text='Empty: any number.', null=True)),
                (
                    'contest',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='limit_rows',
                        to='elections.contest',
                    ),
                ),
                (
                    'district',
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='+',
                        to='membership.district',
                    ),
                ),
                (
                    'theme',
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='+',
                        to='membership.theme',
                    ),
                ),
            ],
            options={
                'verbose_name': 'limit of a spread',
                'verbose_name_plural': 'limits of spreads',
                'ordering': ['contest', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('contest', 'name'), name='spread_limit_once'),
                    models.CheckConstraint(
                        condition=models.Q(
                            ('maximum', None),
                            models.Q(('maximum__gte', 1), ('maximum__gte', models.F('minimum'))),
                            _connector='OR',
                        ),
                        name='spread_limit_can_be_kept',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(('theme', None), ('district', None), _connector='OR'),
                        name='spread_limit_of_one_area',
                    ),
                ],
            },
        ),
        migrations.RunPython(make_rows, write_names, elidable=False),
    ]
