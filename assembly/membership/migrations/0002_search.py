"""What the site's search reads of organisations (`membership/search.py`). Does nothing on SQLite."""

from django.db import migrations

from assembly.core.search.indexes import add_indexes, spelling_index, words_index


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_initial"), ("core", "0003_trigrams")]
    operations = [
        add_indexes(
            "membership",
            "organisation",
            words_index("organisation_words", "name", "description", "org_id"),
            spelling_index("organisation_spelling", "name"),
        )
    ]
