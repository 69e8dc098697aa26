"""The words that mean the same, as the Support Unit keeps them, for every search of the site.

`home/registrations.py` hands them in to `assembly.core.search.synonyms`, which every search asks.
"""

from .models import SynonymSet


def in_use() -> list[tuple[str, ...]]:
    return [each.each for each in SynonymSet.objects.filter(in_use=True)]
