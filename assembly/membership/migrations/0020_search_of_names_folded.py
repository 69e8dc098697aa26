"""What searches read of names, whose words are now stored beside them. Does nothing on SQLite."""

from django.db import migrations

from assembly.core.search.indexes import add_indexes, drop_indexes, spelling_index, words_index


class Migration(migrations.Migration):
    dependencies = [("membership", "0019_names_folded")]
    operations = [
        drop_indexes(
            "membership",
            "organisation",
            words_index("organisation_words", "name", "description", "org_id"),
        ),
        add_indexes(
            "membership",
            "organisation",
            words_index("organisation_words", "name", "name_words", "description", "org_id"),
            spelling_index("organisation_name_words", "name_words"),
        ),
        drop_indexes(
            "membership", "registerentry", spelling_index("registerentry_name_key", "name_key")
        ),
        add_indexes(
            "membership",
            "registerentry",
            spelling_index("registerentry_name_words", "name_words"),
        ),
    ]
