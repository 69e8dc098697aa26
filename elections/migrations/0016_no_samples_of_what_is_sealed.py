"""PostgreSQL copies samples of a column into its statistics (ANALYZE), where they outlive the rows: none of what is sealed.

A column that is given a type, its own as well, forgets the samples that were taken before. Nothing is rewritten.
"""

from django.db import migrations

SEALED = [('elections_sealedballot', 'ciphertext'), ('elections_receiptkey', 'sealed')]


def on_postgresql(samples):
    def alter(apps, editor):
        if editor.connection.vendor == 'postgresql':
            for table, column in SEALED:
                editor.execute(
                    f'ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea,'
                    f' ALTER COLUMN {column} SET STATISTICS {samples}'
                )

    return alter


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0015_signed_receipts_and_shortened_rankings'),
    ]

    operations = [
        migrations.RunPython(on_postgresql(samples=0), on_postgresql(samples=-1), elidable=False),
    ]
