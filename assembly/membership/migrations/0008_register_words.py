"""Pieces of names, as the register's own search asks for them: UPPER(name) LIKE '%…%'. Does nothing on SQLite.

Written in SQL, because Django writes a class of operators over an expression only where its app for PostgreSQL is
installed.
"""

from django.db import migrations

ADD = """
    CREATE INDEX organisation_name_pieces ON membership_organisation
    USING gin (UPPER(name) gin_trgm_ops) WITH (fastupdate = off)
"""


def add(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(ADD)


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX organisation_name_pieces")


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_profile_and_sector"), ("core", "0003_trigrams")]
    operations = [migrations.RunPython(add, remove)]
