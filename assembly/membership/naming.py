"""Names of organisations, made comparable: which words tell them apart, and whether two are nearly the same."""

import difflib
from collections import Counter
from typing import Generic, TypeVar

from assembly.core import names

# Words that say little about which organisation it is.
COMMON_WORDS = frozenset(
    ["the", "of", "and", "in", "for", "a", "ltd", "limited", "cio", "cic", "charity", "association"]
)
# Kinds of body, of work and of people, which many names share: two are not alike because they share these. They are
# telling words all the same, or a Village Hall would have no key.
GENERAL_WORDS = frozenset([
    "academy", "action", "activity", "advice", "age", "aid", "allotment", "allotments", "amateur",
    "arts", "band", "baptist", "benevolent", "board", "bowling", "bowls", "boys", "branch",
    "british", "brownies", "cadet", "cadets", "care", "carers", "catholic", "centre", "charitable",
    "charities", "childcare", "children", "childrens", "choir", "choral", "christian", "church",
    "citizens", "city", "clinic", "club", "clubs", "college", "committee", "community", "company",
    "congregation", "corps", "council", "counselling", "county", "cricket", "cultural", "dance",
    "development", "district", "drama", "education", "educational", "elderly", "evangelical",
    "family", "federation", "fellowship", "festival", "football", "forum", "foundation", "friends",
    "fund", "gardening", "girls", "group", "groups", "guides", "hall", "health", "help", "heritage",
    "history", "hockey", "home", "homes", "hospital", "house", "housing", "information",
    "institute", "international", "jehovahs", "junior", "ladies", "learning", "legion", "leisure",
    "library", "lions", "local", "lunch", "luncheon", "meeting", "memorial", "mens", "mental",
    "methodist", "ministries", "ministry", "mission", "mothers", "museum", "music", "national",
    "neighbourhood", "network", "nursery", "older", "operatic", "orchestra", "organisation", "over",
    "parent", "parents", "parish", "parochial", "partnership", "people", "peoples", "performing",
    "players", "playgroup", "playing", "pre", "presbyterian", "preschool", "preservation",
    "primary", "project", "projects", "recreation", "relief", "rescue", "research", "resident",
    "residents", "resource", "rotary", "royal", "rugby", "rural", "scheme", "school", "schools",
    "scout", "scouts", "senior", "service", "services", "singers", "social", "society", "sport",
    "sports", "support", "swimming", "teacher", "teachers", "tennis", "theatre", "toddler",
    "toddlers", "town", "training", "transport", "trust", "trustees", "twinning", "u3a", "uk",
    "under", "united", "university", "village", "voluntary", "volunteer", "volunteers", "watch",
    "welfare", "wi", "witnesses", "women", "womens", "work", "workshop", "young", "youth",
])  # fmt: skip
Thing = TypeVar("Thing")
ALIKE = 0.85
LONGEST_KEY = 300


def readable(name: str) -> str:
    """A name that a register writes in capitals, as its organisation would write it; any other stays as it is."""
    if name != name.upper():
        return name
    small, short = {"of", "and", "the", "in", "for", "at", "on", "to"}, {"CIO", "CIC", "UK", "PTA"}
    words = [
        word if word in short else word.lower() if word.lower() in small else word.capitalize()
        for word in name.split()
    ]
    return " ".join([words[0].capitalize() if words[0] not in short else words[0], *words[1:]])


def telling_words(name: str) -> list[str]:
    """The words that tell the name from others, in the order of the alphabet."""
    return sorted(word for word in names.words(name) if word not in COMMON_WORDS)


def key(name: str) -> str:
    """What two names share that are the same (`core.names`) but for the order of the words and common ones."""
    return " ".join(telling_words(name))[:LONGEST_KEY]


def comparable(name: str) -> str:
    """What of a name is compared with others: its key, or all of it where it is made of common words only."""
    return key(name) or names.tidy(name).casefold()


def is_general(text: str) -> bool:
    """Whether what is compared is made of words that many names share, such as “hall village”."""
    return all(word in GENERAL_WORDS or word in COMMON_WORDS for word in text.split())


def alike(one: str, other: str) -> bool:
    """Whether two keys differ by no more than a slip of the pen, and not only because general words make up the most.

    “Box Village Hall” is not like “Ham Village Hall”, but like “Bix Village Hall”. An empty key is like none.
    """
    if not one or not other:
        return False
    if _letters(one) == _letters(other):
        return True
    found = _matcher(one, other)
    # The two quick ones are upper bounds, and spare most comparisons the slow one.
    if any(ratio() < ALIKE for ratio in (found.real_quick_ratio, found.quick_ratio, found.ratio)):
        return False
    shared = Counter(_general(one)) & Counter(_general(other))
    return _is_a_slip(_without(one, shared), _without(other, shared)) or _is_a_slip(
        _without(one, Counter(_general(one))), _without(other, Counter(_general(other)))
    )


def _letters(key: str) -> list[str]:
    """Those of “co operative” are those of “cooperative”, wherever the alphabet puts the words."""
    return sorted(key.replace(" ", ""))


def _general(key: str) -> list[str]:
    return [word for word in key.split() if word in GENERAL_WORDS]


def _without(key: str, words: Counter[str]) -> str:
    return " ".join(sorted((Counter(key.split()) - words).elements()))


def _is_a_slip(one: str, other: str) -> bool:
    """Whether two parts are alike, or differ by one letter: in few letters that is much of them."""
    if not one or not other:
        return one == other
    likeness = _matcher(one, other).ratio()
    same_letters = likeness * (len(one) + len(other)) / 2
    return likeness >= ALIKE or max(len(one), len(other)) - same_letters <= 1


def _matcher(one: str, other: str) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, one, other, autojunk=False)


def handles(key: str) -> set[str]:
    """The beginning and the end of each word: a slip of the pen spoils few of them, so alike keys share some."""
    return {part for word in key.split() for part in (word[:3], word[-3:])}


class Index(Generic[Thing]):
    """Things by the keys of their names: finds those alike without comparing each with each."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, Thing]] = []
        self._places: dict[str, list[int]] = {}

    def add(self, key: str, thing: Thing) -> None:
        for handle in handles(key):
            self._places.setdefault(handle, []).append(len(self._entries))
        self._entries.append((key, thing))

    def alike(self, key: str) -> list[Thing]:
        """In the order in which they were added."""
        wanted = handles(key)
        shared = Counter(place for handle in wanted for place in self._places.get(handle, ()))
        near = sorted(place for place, number in shared.items() if number * 3 >= len(wanted))
        return [
            thing for other, thing in (self._entries[place] for place in near) if alike(key, other)
        ]
