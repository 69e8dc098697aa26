"""What searches read of recipients, whose words are now stored beside their names. Does nothing on SQLite."""

from django.db import migrations

from assembly.core.search.indexes import add_indexes, drop_indexes, words_index


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_recipients_folded")]
    operations = [
        drop_indexes(
            "funding",
            "award",
            words_index(
                "award_words",
                "title",
                "recipient_name",
                "purpose",
                "funder_name",
                "department_name",
                "grant_id",
            ),
        ),
        add_indexes(
            "funding",
            "award",
            words_index(
                "award_words",
                "title",
                "recipient_name",
                "recipient_words",
                "purpose",
                "funder_name",
                "department_name",
                "grant_id",
            ),
        ),
    ]
