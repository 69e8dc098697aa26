"""Names made comparable: whether two are the same, and whether one holds a word.

Whether two organisations may be one under nearly the same name is asked of `membership.naming`, which builds on this.

“St. Mary's Pre-School”, “Saint Marys Pre School” and “ST MARYS PRESCHOOL” are one name. What the database searches
is stored beside the name, in the fields of `core.name_fields`. Pure text: knows no Django.
"""

import re
import unicodedata

# Straight and curly ones, a prime, and the accents that are typed for one.
APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]")
AMPERSANDS = re.compile("[&\uff06]")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b")  # Y.M.C.A.
HYPHENED = re.compile(r"\w+(?:[-\u2010-\u2015]\w+)+")
WORD = re.compile(r"[^\W_]+")
ACCENTS = re.compile("[\u0300-\u036f]")
# Letters that Unicode takes for whole ones.
PLAIN = str.maketrans(
    {"\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d"}
)
SHORT, LONG = "st", "saint"
APART = "i"

# Some scripts need them between letters.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def tidy(name: str) -> str:
    """The name in one way of writing it: composed letters, single spaces, no invisible signs that turn the text."""
    composed = unicodedata.normalize("NFC", name)
    visible = (
        sign
        for sign in composed
        if unicodedata.category(sign) not in {"Cc", "Cf"} or sign.isspace() or sign in JOINERS
    )
    return " ".join("".join(visible).split())


def plain(text: str) -> str:
    """In small letters without accents or apostrophes, and with “and” written out."""
    text = AMPERSANDS.sub(" and ", APOSTROPHES.sub("", text))
    letters = unicodedata.normalize("NFKD", text.casefold())
    composed = unicodedata.normalize("NFKC", ACCENTS.sub("", letters)).translate(PLAIN)
    return INITIALS.sub(lambda found: found[0].replace(".", ""), composed)


def words(name: str) -> list[str]:
    """Its words, in their order and in one way of writing each."""
    return [LONG if word == SHORT else word for word in WORD.findall(plain(name))]


def folded(name: str) -> str:
    """What two names share that are the same: their letters, wherever one of them has a hyphen or a space."""
    return "".join(words(name)) or tidy(name).casefold()


def same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def wanted(typed: str) -> list[str]:
    """What has to be found in a name where this was typed: words, or pieces of words."""
    return WORD.findall(plain(typed))


def searched(name: str) -> str:
    """Every way in which somebody may write a word of the name, to find words in.

    The stop word before it keeps a phrase from being found in the end of one field and the beginning of this.
    """
    text = plain(name)
    found = [each for word in WORD.findall(text) for each in _both_ways(word)]
    joined = ["".join(WORD.findall(part)) for part in HYPHENED.findall(text)]
    return " ".join([APART, *found, *([APART] if joined else ()), *joined])


def _both_ways(word: str) -> tuple[str, ...]:
    return (SHORT, LONG) if word in {SHORT, LONG} else (word,)
