"""What groups forget, and when (docs/privacy.md). Who took part goes with who acted for the organisation."""

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .letters.rules import KEPT
from .letters.services import forget_old_letters

RULES = (
    Rule(
        "group-letters",
        f"Messages of convenors to the people of their groups: {in_words(KEPT, 'months')} after they were sent",
        forget_old_letters,
    ),
)
