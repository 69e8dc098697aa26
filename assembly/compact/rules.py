"""May a text of an undertaking be published?"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused

from .models import UndertakingVersion


def may_publish_text(
    latest: UndertakingVersion | None, *, text: str, published_on: dt.date, effective_on: dt.date
) -> Ruling:
    """COM-01, COM-03: versions follow each other in time, and nobody is bound by words not yet published."""
    if not text.strip():
        return refused("An undertaking needs its words.")
    if effective_on < published_on:
        return refused("A text cannot take effect before the day it is published.")
    if latest and effective_on <= latest.effective_on:
        return refused(
            f"The text in the record takes effect on {latest.effective_on:%-d %B %Y}; "
            "a new one must take effect after that day."
        )
    return ALLOWED
