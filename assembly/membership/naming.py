"""Names of organisations, made comparable: which words tell them apart, and whether two are nearly the same."""

import difflib
import re
import unicodedata
from collections import Counter
from typing import Generic, TypeVar

# Words that say little about which organisation it is.
COMMON_WORDS = frozenset(
    ["the", "of", "and", "in", "for", "a", "ltd", "limited", "cio", "cic", "charity", "association"]
)
Thing = TypeVar("Thing")
ALIKE = 0.85
LONGEST_KEY = 300


def tidy(name: str) -> str:
    """The name in one way of writing it: composed letters, single spaces, no invisible signs that turn the text."""
    composed = unicodedata.normalize("NFC", name)
    visible = (
        sign
        for sign in composed
        if unicodedata.category(sign) not in {"Cc", "Cf"} or sign.isspace() or sign in JOINERS
    )
    return " ".join("".join(visible).split())


# Some scripts need them between letters.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


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
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = re.findall(r"\w+", re.sub(r"['\u2019]", "", plain))
    return sorted(word for word in words if word not in COMMON_WORDS)


def key(name: str) -> str:
    """What two names share that are the same but for case, order, punctuation and common words."""
    return " ".join(telling_words(name))[:LONGEST_KEY]


def plain(name: str) -> str:
    """The name without regard to case: all there is to compare of one that has common words only."""
    return tidy(name).casefold()


def alike(one: str, other: str) -> bool:
    """Whether two keys differ by no more than a slip of the pen. An empty key tells nothing apart, and is like none."""
    if not one or not other:
        return False
    found = difflib.SequenceMatcher(None, one, other, autojunk=False)
    # The two quick ones are upper bounds, and spare most comparisons the slow one.
    return all(
        ratio() >= ALIKE for ratio in (found.real_quick_ratio, found.quick_ratio, found.ratio)
    )


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
