"""Three-letter pieces of words, by which PostgreSQL forgives spelling. Does nothing on SQLite."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0002_events_are_append_only")]
    operations = [TrigramExtension()]
