"""Whether the facts of a case show who raised it, although they want to stay unnamed: a warning, never a refusal."""

from collections.abc import Iterator
from itertools import pairwise

from assembly.compact.cases.subjects import Facts
from assembly.core import names
from assembly.membership import naming
from assembly.membership.models import Organisation

from .complaints import Complainant, Person

# A word of a name this short is found in too many texts to show anything.
SHORTEST = 4


def given_away(complainant: Complainant, facts: Facts | None) -> list[str]:
    """Sentences for the review page, one for each thing that shows it."""
    if complainant is None or isinstance(complainant, Person) or facts is None:
        return []
    return [*_given_away(complainant, facts)]


def _given_away(complainant: Complainant, facts: Facts) -> Iterator[str]:
    name = str(complainant)
    if isinstance(complainant, Organisation) and facts.names == complainant:
        yield f"{name} is the only organisation that “{facts.title}” is about."
    said = " ".join([facts.title, *facts.facts])
    if found := name_in(name, said):
        yield f"The facts that are copied have “{found}” in them."


def name_in(name: str, text: str) -> str:
    """The name, or the part of it that few share, where a text has it; words that many names share show nothing."""
    words = list(names.words(text))
    own = [word for word in names.words(name) if word not in naming.COMMON_WORDS]
    if own and _stands_in(own, words):
        return name
    distinctive = [
        word for word in own if word not in naming.GENERAL_WORDS and len(word) >= SHORTEST
    ]
    # A place or a county is in the names of many; two words one after the other are not.
    for first, second in pairwise(own):
        if {first, second} & set(distinctive) and _stands_in([first, second], words):
            return f"{first} {second}".title()
    if len(distinctive) == 1 and len(own) == 1 and distinctive[0] in words:
        return distinctive[0].title()
    return ""


def _stands_in(part: list[str], words: list[str]) -> bool:
    size = len(part)
    told = [word for word in words if word not in naming.COMMON_WORDS]
    return any(told[at : at + size] == part for at in range(len(told) - size + 1))
