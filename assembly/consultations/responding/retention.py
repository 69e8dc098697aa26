"""What is forgotten of responses that were never sent."""

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .drafts import forget_old_drafts
from .rules import DRAFTS_KEPT

RULES = (
    Rule(
        "response-drafts",
        "Drafts of responses to consultations that were not sent: "
        f"{in_words(DRAFTS_KEPT, 'weeks')} after the closing day",
        forget_old_drafts,
    ),
)
