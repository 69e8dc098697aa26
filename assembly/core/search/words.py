"""What somebody typed, as terms: pure text, no database.

A search is a list of terms, all of which must be found. A term is a word with its synonyms, of which one is enough.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assembly.core.names import plain

LONGEST = 200  # letters
MOST_TERMS = 12

# Words found in every text. They are ignored beside other words, because PostgreSQL leaves them out of its vectors and
# would find nothing. Typed alone, they are searched for.
SMALL_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "doing",
        "don",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "me",
        "more",
        "most",
        "my",
        "myself",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
    ]
)
PIECES = re.compile(r'"([^"]*)"|([^"]+)')
STRAIGHT = str.maketrans(
    dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '"')
)
WORD = re.compile(r"[^\W_]+")
# Words that a hyphen or an apostrophe joins: somebody else writes them as one.
JOINED = re.compile(
    "[^\\W_]+(?:[-'\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{RIGHT SINGLE QUOTATION MARK}][^\\W_]+)+"
)
OWNER = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]s\\b")
PLURALS = (("ies", 3, 5), ("s", 1, 4))  # ending, letters to drop, shortest word it is dropped from


@dataclass(frozen=True, slots=True)
class Words:
    """One word, found by how words begin; or several, found one after the other."""

    each: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.each)

    @property
    def pattern(self) -> str:
        """A regular expression for the beginning of the match, for a search that ignores case."""
        return r"\b" + r"\W+".join(map(re.escape, self.pieces))

    @property
    def pieces(self) -> list[str]:
        """What has to stand in a text that is found, one after the other; of a single word its beginning."""
        *whole, last = self.each
        return [*whole, last if whole else singular(last)]


Term = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `typed` is what was typed, without control characters and needless space."""

    typed: str
    terms: tuple[Term, ...] = ()
    cut: bool = False  # it had more words than are looked for

    @property
    def words(self) -> list[str]:
        """The words as typed, without what their synonyms add."""
        return [str(term[0]) for term in self.terms]


def clean(text: str) -> str:
    """Text as people see it: control and formatting characters become spaces, which are made one each."""
    seen = (" " if unicodedata.category(c).startswith("C") else c for c in text)
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def parse(text: str, synonyms: Iterable[tuple[str, ...]] = ()) -> Search:
    """Read what was typed. Words between quotation marks belong together; every other sign parts words.

    `synonyms` are sets of words and phrases that mean the same; the longest one that was typed wins.
    """
    typed = clean(text)
    by_words = {
        tuple(map(singular, words.each)): same for same in map(_phrases, synonyms) for words in same
    }
    found: list[Term] = []
    for quoted, unquoted in PIECES.findall(typed.translate(STRAIGHT)):
        together = tuple(split(quoted))
        found += [(Words(together),)] if together else _run(unquoted, by_words)
    telling = [term for term in found if term[0].each[0] not in SMALL_WORDS or term[0].each[1:]]
    terms = tuple(dict.fromkeys(telling or found))
    return Search(typed, terms[:MOST_TERMS], cut=len(terms) > MOST_TERMS)


def _run(text: str, by_words: dict[tuple[str, ...], tuple[Words, ...]]) -> list[Term]:
    """The terms of words without quotation marks; of joined ones each, or all of them written as one."""
    text, at, found = OWNER.sub("", text), 0, []
    for joined in JOINED.finditer(text):
        found += _terms(split(text[at : joined.start()]), by_words)
        parts = tuple(split(joined[0]))
        found.append((Words(parts), Words(("".join(parts),))))
        at = joined.end()
    return [*found, *_terms(split(text[at:]), by_words)]


def _terms(run: list[str], by_words: dict[tuple[str, ...], tuple[Words, ...]]) -> list[Term]:
    longest = max(map(len, by_words), default=1)
    terms: list[Term] = []
    at = 0
    while at < len(run):
        for size in range(min(longest, len(run) - at), 0, -1):
            piece = tuple(run[at : at + size])
            same = by_words.get(tuple(map(singular, piece)))
            if same or size == 1:
                typed = Words(piece)
                others = [words for words in same or () if words.each != piece]
                if (bare := tuple(map(plain, piece))) != piece:
                    others.append(Words(bare))
                terms.append((typed, *others))
                at += size
                break
    return terms


def _phrases(same: tuple[str, ...]) -> tuple[Words, ...]:
    return tuple(Words(tuple(words)) for text in same if (words := split(text)))


def split(text: str) -> list[str]:
    """Return the words of a text in small letters; "Men's-shed" is men and shed."""
    return WORD.findall(OWNER.sub("", clean(text).lower()))


def singular(word: str) -> str:
    """The beginning that a word and its plural share: carer for carers, charit for charities."""
    for ending, dropped, shortest in PLURALS:
        if len(word) >= shortest and word.endswith(ending) and not word.endswith("ss"):
            return word[:-dropped]
    return word


@lru_cache(maxsize=256)
def finder(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Finds every place of a text that one of the terms matches, to the end of the word."""
    patterns = sorted({words.pattern for term in terms for words in term}, key=len, reverse=True)
    return re.compile("|".join(f"{pattern}\\w*" for pattern in patterns) or r"(?!)", re.IGNORECASE)
