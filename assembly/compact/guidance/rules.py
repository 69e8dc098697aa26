"""May an officer say that they have read it? And what is said when the guidance is another one by then."""

from assembly.core.rules import ALLOWED, Ruling, refused

MONTHS_AFTER_LEAVING = 12


def may_acknowledge(*, acts_for_a_body: bool, is_in_use: bool) -> Ruling:
    """Officers confirm what they read for the bodies for which they act on that day."""
    if not acts_for_a_body:
        return refused(
            "You do not act for a public body at present, so you cannot confirm that you have read the guidance."
        )
    if not is_in_use:
        return refused(
            "This guidance is not in use, so you cannot confirm it. Read what the page shows now."
        )
    return ALLOWED
