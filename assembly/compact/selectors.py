"""What the pages of the Compact have in common."""

from assembly.core import in_use
from assembly.core.rules import Ruling

from . import rules
from .example_text import UNDERTAKINGS
from .models import Code, Undertaking, UndertakingText


def may_be_deleted(undertaking: Undertaking) -> Ruling:
    return rules.may_be_deleted(
        undertaking,
        cited_by=in_use.uses(undertaking, apart_from=[UndertakingText]),
        was_adopted=undertaking.texts.filter(
            edition__published_at__isnull=False, edition__is_example=False
        ).exists(),
    )


def example_in_words() -> list[str]:
    """How many undertakings of which code the example text has."""
    names = dict(Code.Subject.choices)
    return [f"{names[subject]}: {len(rows)} undertakings" for subject, rows in UNDERTAKINGS.items()]
