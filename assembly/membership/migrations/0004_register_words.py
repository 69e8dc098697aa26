"""Pieces of names, as the register's own search looks for them. Does nothing on SQLite."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models.functions import Upper

from assembly.core.search.indexes import add_indexes


class Migration(migrations.Migration):
    dependencies = [("membership", "0003_profile_and_sector")]
    operations = [
        add_indexes(
            "membership",
            "organisation",
            GinIndex(
                OpClass(Upper("name"), "gin_trgm_ops"),
                name="organisation_name_pieces",
                fastupdate=False,
            ),
        )
    ]
