"""Read what somebody typed, together with its synonyms."""

from .models import GlossaryTerm
from .words import Search, parse

# Twelve weeks are 12 weeks. What the Support Unit says of a number counts more.
_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = (
    *((word, str(number)) for number, word in enumerate(f"{_SMALL} eighteen nineteen".split(), 1)),
    *((word, str(number)) for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)),
)


def read(text: str) -> Search:
    return parse(text, [*NUMBERS, *(one.each for one in GlossaryTerm.objects.searched())])
