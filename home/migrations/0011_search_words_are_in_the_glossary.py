"""The sets of words that mean the same become words of the glossary, none lost, in use or not."""

from itertools import count

from django.db import migrations
from django.utils.text import slugify

from assembly.core.names import folded

LONGEST_TERM, LONGEST_SLUG = 250, 80


def move(apps, editor):
    terms = apps.get_model("core", "GlossaryTerm").objects
    slugs, taken = set(terms.values_list("slug", flat=True)), set(terms.values_list("term_folded", flat=True))
    for kept in apps.get_model("home", "SynonymSet").objects.order_by("pk"):
        words = [word for each in kept.words.split(",") if (word := each.strip())]
        term = _free(words, taken)
        taken.add(folded(term))
        slug = next(one for one in _slugs(term) if one not in slugs)
        slugs.add(slug)
        also = [word for word in words if word != term]
        terms.create(term=term, slug=slug, also=", ".join(also), in_search=kept.in_use)


def _free(words, taken):
    """The first word of the set that is no entry yet; where all are, the first with a number behind it."""
    short = [word for word in words if len(word) <= LONGEST_TERM]
    free = (word for word in short if folded(word) not in taken)
    numbered = (f"{short[0]} {number}" for number in count(2))
    return next(free, None) or next(one for one in numbered if folded(one) not in taken)


def _slugs(term):
    slug = slugify(term)[: LONGEST_SLUG - 5].strip("-") or "word"
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def move_back(apps, editor):
    sets = apps.get_model("home", "SynonymSet").objects
    for term in apps.get_model("core", "GlossaryTerm").objects.exclude(also=""):
        words = f"{term.term}, {term.also}"[:500]
        sets.get_or_create(words=words, defaults={"in_use": term.in_search})


class Migration(migrations.Migration):
    dependencies = [("core", "0012_glossary"), ("home", "0010_messages_to_people")]

    operations = [
        migrations.RunPython(move, move_back),
        migrations.DeleteModel(name="SynonymSet"),
    ]
