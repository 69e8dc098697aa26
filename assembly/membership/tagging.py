"""Suggests narrow words for what an organisation does, from its own words. A person confirms each of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .models import ActivityTag


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag, and the words of the text that led to it."""

    tag: ActivityTag
    found: str


def suggest(text: str, tags: Iterable[ActivityTag]) -> list[Suggestion]:
    """The tags whose pattern is found in the text and whose counter-pattern is not, in the order given."""
    return [
        Suggestion(tag, match[0])
        for tag in tags
        if tag.pattern
        and (match := compiled(tag.pattern).search(text))
        and match[0]
        and not (tag.exclude_pattern and compiled(tag.exclude_pattern).search(text))
    ]


@lru_cache(maxsize=2_048)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the list, whatever the case of the text. `re.error` when it is none."""
    return re.compile(pattern, re.IGNORECASE)
