"""What the site's search reads of awards (`funding/search.py`). Does nothing on SQLite."""

from django.db import migrations

from assembly.core.search.indexes import add_indexes, spelling_index, words_index


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial"), ("core", "0003_trigrams")]
    operations = [
        add_indexes(
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
            spelling_index("award_title_spelling", "title"),
            spelling_index("award_recipient_spelling", "recipient_name"),
        )
    ]
