"""Names of organisations, made comparable: which words tell them apart, and whether two are nearly the same."""

import difflib
import re
import unicodedata

# Words that say little about which organisation it is.
COMMON_WORDS = frozenset(
    ["the", "of", "and", "in", "for", "a", "ltd", "limited", "cio", "cic", "charity", "association"]
)
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


def telling_words(name: str) -> list[str]:
    """The words that tell the name from others, in the order of the alphabet."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = re.findall(r"\w+", re.sub(r"['\u2019]", "", plain))
    return sorted(word for word in words if word not in COMMON_WORDS)


def key(name: str) -> str:
    """What two names share that are the same but for case, order, punctuation and common words."""
    return " ".join(telling_words(name))[:LONGEST_KEY]


def alike(one: str, other: str) -> bool:
    """Whether two keys differ by no more than a slip of the pen."""
    return difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE
