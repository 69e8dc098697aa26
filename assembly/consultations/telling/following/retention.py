"""Addresses without an account are kept while they follow something, and no longer."""

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .rules import KEPT_AFTER_CLOSE, KEPT_AFTER_END, WITHIN_IN_WORDS
from .services import forget_unconfirmed, forget_what_is_over

RULES = (
    Rule(
        "unconfirmed-followers",
        f"Addresses that asked for e-mails about consultations and were not confirmed: after {WITHIN_IN_WORDS}",
        forget_unconfirmed,
    ),
    Rule(
        "followers-of-what-is-over",
        f"Addresses that follow one consultation: {in_words(KEPT_AFTER_END, 'weeks')} after its decision was published "
        f"or it was withdrawn, at the latest {in_words(KEPT_AFTER_CLOSE, 'years')} after it closed",
        forget_what_is_over,
    ),
)
