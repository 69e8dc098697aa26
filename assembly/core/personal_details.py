"""What in a text looks like a detail of a person: somebody's eyes decide, and this points at where to look.

It finds addresses and numbers by their form, and words that look like the name of a person. It misses names and finds
what is none; so no text is refused for what is found here, and none is safe because nothing is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# From where its first part begins, so that a text of nothing but letters is gone through once.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Ten digits or more, as in 01225 713000 or +44 7700 900123.
TELEPHONE = re.compile(r"(?<![\w£])\+?\(?\d(?:[\s().-]{0,2}\d){9,13}(?!\w)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Reverend|Cllr|Councillor|Sir|Dame|Lord|Lady)\.?"
    r"(?:\s+[A-Z][\w'\u2019-]+){1,3}"
)
# Two words with a capital, of which the first does not begin a sentence.
NAME = re.compile(r"(?<=[a-z,;:(“\"'] )[A-Z][a-z'\u2019-]+(?:\s+[A-Z][a-z'\u2019-]+){1,2}\b")


@dataclass(frozen=True, slots=True)
class Found:
    what: str
    words: str


KINDS = (
    ("an e-mail address", EMAIL),
    ("a telephone number", TELEPHONE),
    ("a postcode", POSTCODE),
    ("perhaps a name", TITLED),
    ("perhaps a name", NAME),
)


def looks_personal(text: str) -> list[Found]:
    """Each once, in the order of the kinds, addresses and numbers first."""
    return list(dict.fromkeys(_all(text)))


def _all(text: str) -> Iterator[Found]:
    taken = bytearray(len(text))
    for what, form in KINDS:
        for match in form.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                yield Found(what, match[0])
